import { execFileSync } from 'node:child_process'
import { lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { treeHash } from '../../testing/files/treeHash.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { runThesisReport } from '../../testing/testProject.ts'
import { hydraJob, lightningRun, mlflowRun } from '../../testing/trackers/runFolders.ts'

const IDS = ['a', 'b'].map((letter) => letter.repeat(32))
const OWN_CACHE = { XDG_CACHE_HOME: '' }
let root: string

beforeAll(() => {
  OWN_CACHE.XDG_CACHE_HOME = writeTree({})
  const job = (lr: number, seed: number, acc: number) => ({
    ...hydraJob(`multirun/lr=${lr},seed=${seed}`, { overrides: [`lr=${lr}`, `seed=${seed}`] }),
    ...lightningRun(`multirun/lr=${lr},seed=${seed}/logs/version_0`, [
      { epoch: 0, step: 9, 'val/acc': acc },
      { epoch: 1, step: 19, 'val/acc': acc - 0.125, 'val/loss': 0.1 + 0.2 },
    ]),
  })
  root = writeTree({
    ...job(0.1, 1, 0.5),
    ...job(0.1, 2, 0.75),
    ...job(0.2, 1, 0.25),
    ...hydraJob('multirun/broken', { overrides: ['lr=0.3', 'seed=1'] }),
    'multirun/broken/train.log': 'start\nRuntimeError: out of memory\n',
    'multirun/multirun.yaml': JSON.stringify({
      hydra: {
        sweeper: { _target_: 'x.BasicSweeper' },
        overrides: { task: ['lr=0.1,0.2', 'seed=1,2'] },
        sweep: { subdir: '${hydra.job.override_dirname}' },
        job: { name: 'train' },
      },
    }),
    ...mlflowRun(`mlruns/0/${IDS[0]}`, { name: 'calm-fox', metrics: { 'val/acc': [0.625] } }),
    ...mlflowRun(`mlruns/0/${IDS[1]}`, { lifecycle: 'deleted' }),
    'ray/progress.csv': '1,0.5,abc\n2,0.4,abc\n',
  })
})

const run = (...words: string[]) => runThesisReport(root, words, OWN_CACHE)
const rowsOf = async (...words: string[]) => {
  const { output } = await run('runs', ...words, '--json')
  return JSON.parse(output.slice(0, output.lastIndexOf('\n]') + 2)) as Record<string, unknown>[]
}

test('--json has what is in the files, to the last digit, and the tree stays as it was', async () => {
  const before = treeHash(root)
  expect(await rowsOf('.')).toMatchObject([
    {
      run_dir: `mlruns/0/${IDS[0]}`,
      run: 'calm-fox',
      source: 'mlflow',
      status: 'finished',
      'val/acc': 0.625,
      lr: null,
    },
    { run_dir: 'multirun/broken', source: 'hydra', status: 'unknown', lr: 0.3 },
    {
      run_dir: 'multirun/lr=0.1,seed=1',
      lr: 0.1,
      seed: 1,
      'val/acc': 0.375,
      'val/acc.best': 0.5,
      'val/acc.best_step': 9,
      'val/loss': 0.1 + 0.2,
    },
    { run_dir: 'multirun/lr=0.1,seed=2', 'val/acc.best': 0.75 },
    { run_dir: 'multirun/lr=0.2,seed=1', 'val/acc.best': 0.25 },
  ])
  expect(treeHash(root)).toBe(before)
})

test('a directory whose name looks like an override is a directory', async () => {
  const rows = await rowsOf('multirun/lr=0.1,seed=1', 'multirun/lr=0.2,seed=1')
  expect(rows.map(({ lr }) => lr)).toEqual([0.1, 0.2])
})

test('--columns and --hide take patterns', async () => {
  const { output } = await run('runs', 'multirun', '--columns', 'run,val/*', '--hide', 'x*')
  expect(output.split('\n')[0]).toMatch(
    /^run +val\/acc +val\/acc\.best +val\/acc\.best_step +val\/loss/,
  )
})

test('--best shows the best run, or that of each group', async () => {
  expect(await rowsOf('multirun', '--best', 'val/acc')).toMatchObject([{ lr: 0.1, seed: 2 }])
  const each = await rowsOf('multirun', '--best', 'val/acc', '--group-by', 'lr')
  expect(each.map(({ lr, seed }) => [lr, seed])).toEqual([
    [0.1, 2],
    [0.2, 1],
  ])
})

test('--group-by has a row for each group, with what --agg asks for', async () => {
  const rows = await rowsOf('multirun', '--group-by', 'lr', '--agg', 'mean,n')
  expect(rows).toMatchObject([
    { lr: 0.1, n: 2, 'val/acc.best.mean': 0.625, 'val/acc.best.count': 2 },
    { lr: 0.2, n: 1, 'val/acc.best.mean': 0.25 },
    { lr: 0.3, n: 1, 'val/acc.best.mean': null },
  ])
})

test('a place where --parquet cannot write is one line with the remedy', async () => {
  const folder = writeTree({ 'a/b': '' })
  const { code, output } = await run('runs', 'multirun', '--parquet', folder)
  expect(code).toBe(1)
  expect(output.trim()).toMatch(
    new RegExp(
      `^--parquet: "${folder}" cannot be written \\(.*\\)\\. Name a file in a folder that can be\\.$`,
    ),
  )
})

test.skipIf(process.platform === 'win32')(
  '--parquet follows a link, and puts no file in place of a pipe',
  async () => {
    const folder = writeTree({ 'target.parquet': 'old' })
    const [target, link, pipe] = ['target.parquet', 'link', 'pipe'].map((name) =>
      path.join(folder, name),
    ) as [string, string, string]
    symlinkSync(target, link)
    execFileSync('mkfifo', [pipe])
    expect((await run('runs', 'multirun', '--parquet', link)).code).toBe(0)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readFileSync(target).subarray(0, 4).toString()).toBe('PAR1')
    const { code, output } = await run('runs', 'multirun', '--parquet', pipe)
    expect(code).toBe(1)
    expect(output).toContain('(it is not a file but a pipe)')
    expect(lstatSync(pipe).isFIFO()).toBe(true)
    const open = await run('runs', 'multirun', '--parquet', '/dev/stdout')
    expect(open.output).toContain('cannot be written')
  },
)

test('--parquet writes a file', async () => {
  const file = path.join(writeTree({}), 'runs.parquet')
  expect((await run('runs', 'multirun', '--parquet', file)).code).toBe(0)
  expect(readFileSync(file).subarray(0, 4).toString()).toBe('PAR1')
})

test('an option that is not known and a directory without runs are told apart', async () => {
  expect((await run('runs', 'multirun', '--colums', 'run')).code).toBe(2)
  const { code, output } = await run('runs', 'ray')
  expect(code).toBe(1)
  expect(output).toContain('it holds no runs')
})

test('sources says what was found where, and what was not read, and why', async () => {
  const { code, output } = await run('sources', '.')
  expect(code).toBe(0)
  expect(output).toContain('lightning: 3 runs (3 unknown)\n  multirun/lr=0.1,seed=1\n')
  expect(output).toContain(`mlruns/0/${IDS[1]}: it was deleted in its tracker`)
  expect(output).toContain("ray/progress.csv: Ray Tune's progress.csv has no header")
})

test('missing lists what a sweep lacks and the commands that run just that', async () => {
  const { code, output } = await run('missing', 'multirun')
  expect(code).toBe(3)
  expect(output).toContain('multirun: 4 jobs found, 4 planned\n')
  expect(output).toContain('absent: lr=0.2 seed=2\n')
  expect(output).toContain(
    'failed: multirun/broken  lr=0.3 seed=1\n      start\n      RuntimeError: out of memory\n',
  )
  // Where it was started is not recorded.
  expect(output).toContain('Run again where train.py lies:\n')
  const place = `${root}/multirun/$\\{hydra.job.override_dirname\\}`
  expect(output).toContain(`python train.py lr=0.2 seed=2 'hydra.run.dir=${place}'\n`)
  expect(output).toContain(`python train.py lr=0.3 seed=1 hydra.run.dir=${root}/multirun/broken\n`)
})

test('missing says where to start what was started elsewhere, and names folders as that place needs it', async () => {
  const project = writeTree({
    'train.py': '',
    ...hydraJob('multirun/0', { overrides: ['lr=0.3'] }),
    'multirun/0/train.log': 'RuntimeError: out of memory\n',
  })
  const plan = {
    overrides: { task: ['lr=0.3'] },
    job: { name: 'train' },
    runtime: { cwd: project },
  }
  writeFileSync(`${project}/multirun/multirun.yaml`, JSON.stringify({ hydra: plan }))
  const job = 'python train.py lr=0.3 hydra.run.dir='
  const here = await runThesisReport(project, ['missing', 'multirun'], OWN_CACHE)
  expect(here.output).toContain(`Run again:\n  ${job}multirun/0\n`)
  const there = await run('missing', path.relative(root, `${project}/multirun`))
  expect(there.output).toContain(
    `Run again:\n  cd ${project}\n  ${job}${path.join(project, 'multirun/0')}\n`,
  )
})

test('missing takes overrides, ends well where nothing lacks, and says what it cannot know', async () => {
  const { code, output } = await run('missing', 'multirun', 'inputs.exclude={broken: known}')
  expect(code).toBe(3)
  expect(output).not.toContain('failed')
  const job = await run('missing', 'multirun/lr=0.1,seed=1')
  expect(job.code).toBe(0)
  expect(job.output).toContain('1 job found, how many were planned is not known: no multirun.yaml')
  expect(job.output).not.toContain('Nothing is missing')
})

test.each(['runs', 'missing'])('%s without a place says what to give', async (command) => {
  const { code, output } = await run(command, 'cache=true')
  expect(code).toBe(2)
  expect(output).toContain(`Say where the runs are: npx thesis-report ${command} DIR`)
})

test('an option that would do nothing is wrong usage', async () => {
  const { code, output } = await run('runs', 'multirun', '--agg', 'mean')
  expect(code).toBe(2)
  expect(output).toContain('--group-by')
})

const SOURCE = `
import { readFileSync } from 'node:fs'
import { defineSource } from 'thesis-report'

export default defineSource({
  name: 'scores',
  claims: ({ path, entries }) =>
    entries.some(({ name }) => name === 'score.txt')
      ? [{ directory: path, names: ['score.txt'], isWhole: false }]
      : [],
  read: ({ directory }) => {
    const value = Float64Array.of(Number(readFileSync(directory + '/score.txt', 'utf8')))
    return [
      {
        path: directory,
        status: 'finished',
        params: new Map(),
        metrics: new Map([['acc', { value, step: Float64Array.of(7) }]]),
        files: [],
        findings: [],
      },
    ]
  },
})
`

test.each(['js', 'ts'])(
  "a source of one's own in my-source.%s reads a format of one's own",
  async (ending) => {
    const project = writeTree({ [`my-source.${ending}`]: SOURCE, 'node_modules/.keep': '' })
    symlinkSync(PACKAGE_ROOT, path.join(project, 'node_modules/thesis-report'))
    const runs = writeTree({ 'a/score.txt': '0.625', 'b/score.txt': '0.5' })
    const words = [
      'runs',
      runs,
      `sources=[./my-source.${ending}]`,
      '--columns',
      'source,acc,acc.best_step',
    ]
    const { code, output } = await runThesisReport(project, words, OWN_CACHE)
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/scores +0\.625 +7\nscores +0\.5 +7\n/),
    ])
  },
)

test.each([
  ['here', 'table.csv', 'table.csv'],
  ['in the folder above', '../table.csv', '../table.csv'],
])('a table %s that cannot be used is called by its own name', async (_, file, place) => {
  const folder = path.join(
    writeTree({ 'table.csv': 'lr,acc\n1,0.5\n', 'below/table.csv': 'lr\n1\n' }),
    'below',
  )
  const { code, output } = await runThesisReport(
    folder,
    ['runs', file, 'inputs.table.metrics=[f1]'],
    OWN_CACHE,
  )
  expect(code).toBe(1)
  expect(output).toContain(`\n  ${place}: table.csv has no column 'f1'`)
})

test('a source that is not known is one plain message', async () => {
  const { code, output } = await run('runs', '.', 'sources=[lightening]')
  expect(code).toBe(1)
  expect(output).toMatch(/^sources: there is no format lightening\. Did you mean lightning\?/)
})

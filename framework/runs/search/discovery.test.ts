import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseOverride } from '../../config/overrides/parseOverride.ts'
import { fakeSweep } from '../../testing/fakeSweep.ts'
import { asOrdinaryUser } from '../../testing/files/asOrdinaryUser.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { minimalRun } from '../../testing/hydra/minimalRun.ts'
import { loadRuns } from '../loadRuns.ts'
import { discoverRuns, findRuns } from './discovery.ts'

const temporaryFolder = () => mkdtempSync(path.join(tmpdir(), 'discovery-'))

function twoRuns() {
  const root = temporaryFolder()
  return { root, ...fakeSweep({ root, axes: { 'phase1.trainer.seed': [1, 2] }, epochs: 3 }) }
}

function writeFiles(folder: string, files: Record<string, string>): string {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  return folder
}

describe('discovery', () => {
  test('follows pointers from the sweep to runs elsewhere', async () => {
    const { root, runDirs } = twoRuns()
    const sweepDir = writeFiles(path.join(root, 'elsewhere'), {
      'a.pointer.json': JSON.stringify({
        path: '../outputs/runs/run_20251103-140953_experiment_job1',
      }),
      'b.pointer.json': '[]',
    })
    const { order, skipped } = await loadRuns({ sweepDir })
    expect(order).toEqual([runDirs[1]])
    expect(skipped.map(({ runDir }) => path.basename(runDir))).toEqual(['b.pointer.json'])
  })

  test.each(['absolute', 'relative', 'link'])(
    'follows no pointer (%s) out of the outputs of the sweep, unless that is allowed',
    async (kind) => {
      const { root } = twoRuns()
      const { runDirs } = twoRuns()
      const [outside] = runDirs as [string]
      const sweepDir = writeFiles(path.join(root, 'elsewhere'), {})
      const link = path.join(root, 'link')
      symlinkSync(outside, link)
      const targets = { absolute: outside, relative: path.relative(sweepDir, outside), link }
      const target = targets[kind as keyof typeof targets]
      writeFiles(sweepDir, { 'a.pointer.json': JSON.stringify({ path: target }) })
      const { order, skipped } = await loadRuns({ sweepDir })
      expect(order).toEqual([])
      expect(skipped[0]?.reason).toMatch(
        new RegExp(`it leads to .*, out of ${root}\\. .* give security.follow_external=true`),
      )
      expect(await discoverRuns({ sweepDir, followExternal: true })).toHaveLength(1)
    },
  )

  test('takes patterns and several sweeps, each run once', async () => {
    const root = temporaryFolder()
    const axes = { 'phase1.trainer.seed': [1] }
    const first = fakeSweep({ root, name: 'a', axes, epochs: 1 })
    const second = fakeSweep({ root, name: 'b', axes, epochs: 1 })
    const sweepDir = [path.join(root, 'outputs/multiruns/exp_*'), first.sweepDir]
    expect(await discoverRuns({ sweepDir })).toEqual([...first.runDirs, ...second.runDirs])
  })

  test('a pattern over a folder that cannot be listed names it, instead of only matching nothing', async () => {
    const { root } = twoRuns()
    const closed = path.join(root, 'outputs/multiruns')
    chmodSync(closed, 0)
    const sweepDir = `${closed}/exp_*`
    const found = asOrdinaryUser(root, async () => findRuns({ sweepDir }))
    await expect(found).rejects.toThrow(
      `no directory or file matches the pattern; ${closed} was not searched: it cannot be read: EACCES`,
    )
  })

  test('a folder that a pattern cannot enter is named beside what it finds elsewhere', async () => {
    const { root } = twoRuns()
    const closed = path.join(root, 'a')
    mkdirSync(closed)
    chmodSync(closed, 0)
    const sweepDir = `${root}/*/multiruns`
    const { jobs, notSearched } = await asOrdinaryUser(root, async () => findRuns({ sweepDir }))
    expect(jobs).toHaveLength(2)
    expect(notSearched).toEqual([{ path: closed, reason: expect.stringContaining('EACCES') }])
  })

  test('finds the runs of a sweep whose own folder was left behind', async () => {
    const { sweepDir, runDirs } = twoRuns()
    rmSync(sweepDir, { recursive: true })
    const { order, warnings } = await loadRuns({ sweepDir })
    expect(order).toEqual(runDirs)
    expect(warnings.map(({ kind }) => kind)).toEqual(['sweep-dir-missing'])
  })

  test.each([
    [{}, 'INPUTS_AMBIGUOUS'],
    [{ sweepDir: 'a', runDirs: ['b'] }, 'INPUTS_AMBIGUOUS'],
    [{ sweepDir: '/nowhere/exp_20251103-140953_x' }, 'SWEEP_DIR_NOT_FOUND'],
    [{ sweepDir: '/nowhere/exp_*' }, 'SWEEP_DIR_NOT_FOUND'],
  ])('refuses %j', async (inputs, code) => {
    await expect(discoverRuns(inputs)).rejects.toMatchObject({ code })
  })
})

describe('links and patterns', () => {
  /** Runs of these names in a folder of their own. */
  function runsNamed(...names: string[]): string {
    const root = temporaryFolder()
    for (const name of names) minimalRun(path.join(root, name))
    return root
  }

  test('runs come in natural order', async () => {
    const root = runsNamed('job10', 'job9', 'job1')
    const found = await discoverRuns({
      runDirs: ['job9', 'job10', 'job1'].map((n) => `${root}/${n}`),
    })
    expect(found.map((dir) => path.basename(dir))).toEqual(['job1', 'job9', 'job10'])
  })

  test('run_dirs take patterns, which match directories where there are any', async () => {
    const root = runsNamed('run_a_job0', 'run_a_job10', 'run_a_job2', 'run_b')
    writeFileSync(path.join(root, 'run_a_job3'), '')
    const { jobs, skipped } = findRuns({ runDirs: [`${root}/run_a_job*`, `${root}/run_c_*`] })
    expect(jobs.map(({ directory }) => path.basename(directory))).toEqual([
      'run_a_job0',
      'run_a_job2',
      'run_a_job10',
    ])
    expect(skipped).toEqual([
      { runDir: `${root}/run_c_*`, reason: 'no directory or file matches the pattern' },
    ])
  })

  test('a directory whose name has wildcards is taken as it is', async () => {
    const root = runsNamed('run_[1]', 'run_1')
    expect(await discoverRuns({ runDirs: [`${root}/run_[1]`] })).toEqual([`${root}/run_[1]`])
  })

  test('links to a run that is there count once, under the name of the run', async () => {
    const root = runsNamed('runs/job1', 'elsewhere/job2')
    symlinkSync('job1', path.join(root, 'runs/alias'))
    symlinkSync('../elsewhere/job2', path.join(root, 'runs/job2'))
    symlinkSync('../elsewhere', path.join(root, 'runs/folder'))
    const given = ['alias', 'job1', 'job1/', 'job2', 'folder/job2'].map((n) => `${root}/runs/${n}`)
    expect(await discoverRuns({ runDirs: given })).toEqual([
      `${root}/runs/folder/job2`,
      `${root}/runs/job1`,
    ])
    expect(findRuns({ runDirs: given })).toMatchObject({
      skipped: [
        { runDir: `${root}/runs/alias`, reason: `it is the same directory as ${root}/runs/job1` },
        {
          runDir: `${root}/runs/job2`,
          reason: `it is the same directory as ${root}/runs/folder/job2`,
        },
      ],
    })
  })

  test('a file of runs and a link to it are read once', async () => {
    const root = writeTree({ 'table.csv': 'id,lr,accuracy\nx,1,0.5\n' })
    symlinkSync('table.csv', path.join(root, 'latest.csv'))
    const given = [`${root}/latest.csv`, `${root}/table.csv`]
    expect((await loadRuns({ runDirs: given })).runs.numRows()).toBe(1)
  })

  test('a file of runs that a link elsewhere leads to goes by its own name', async () => {
    const root = writeTree({ 'runs/table.csv': 'id,lr,accuracy\nx,1,0.5\n', 'links/a': '' })
    symlinkSync('../runs/table.csv', path.join(root, 'links/latest.csv'))
    const given = [`${root}/links/latest.csv`, `${root}/runs/table.csv`]
    const { order } = await loadRuns({ runDirs: given })
    expect(order).toEqual([`${root}/runs/table.csv#x`])
  })
})

describe('a sweep without runs', () => {
  test('says how runs are sought, with advice that works', async () => {
    const { sweepDir, runDirs } = twoRuns()
    const renamed = path.join(path.dirname(sweepDir), 'exp_final for paper')
    renameSync(sweepDir, renamed)
    const { order, skipped } = await loadRuns({ sweepDir: renamed })
    expect(order).toEqual([])
    const [{ reason = '' } = {}] = skipped
    expect(reason).toContain('"exp_final for paper" is not such a name (was it renamed?)')
    const advised = /'(inputs\.run_dirs=[^']+)' \(2 runs\)$/.exec(reason)?.[1] ?? ''
    const { key, value } = parseOverride(advised)
    expect(key).toBe('inputs.run_dirs')
    expect(await discoverRuns({ runDirs: value as string[] })).toEqual(runDirs)
  })

  test('that may not be read is reported once', async () => {
    const root = writeTree({ 'closed/x': '' })
    chmodSync(`${root}/closed`, 0)
    const found = await asOrdinaryUser(root, async () => findRuns({ sweepDir: `${root}/closed` }))
    expect(found.skipped).toEqual([
      { runDir: `${root}/closed`, reason: expect.stringMatching(/^it cannot be read: EACCES/) },
    ])
    expect(found.notSearched).toEqual([])
  })

  test('is reported beside one that has runs', async () => {
    const { root, runDirs } = twoRuns()
    mkdirSync(path.join(root, 'outputs/multiruns/exp_20250101-000000_other'))
    const { order, skipped } = await loadRuns({
      sweepDir: path.join(root, 'outputs/multiruns/exp_*'),
    })
    expect(order).toEqual(runDirs)
    expect(skipped.map(({ runDir }) => path.basename(runDir))).toEqual([
      'exp_20250101-000000_other',
    ])
  })

  test('that lies elsewhere says where sweeps lie', async () => {
    const sweepDir = path.join(temporaryFolder(), 'exp_20251103-140953_x')
    mkdirSync(sweepDir)
    const { skipped } = await loadRuns({ sweepDir })
    expect(skipped[0]?.reason).toContain('in outputs/runs of the outputs/multiruns')
  })

  test('that has only files with common names says how they are taken', async () => {
    const root = temporaryFolder()
    writeFiles(path.join(root, 'a'), { 'results.json': '{"acc": 0.5}' })
    const { skipped } = await loadRuns({ sweepDir: root })
    const advised = /'(inputs\.run_dirs=[^']+)'$/.exec(skipped[0]?.reason ?? '')?.[1] ?? ''
    const { order } = await loadRuns({ runDirs: parseOverride(advised).value as string[] })
    expect(order).toEqual([`${root}/a`])
    expect(skipped[0]?.reason).toContain('is one, give its directory: ')
    writeFiles(path.join(root, 'b'), { 'results.json': '{"acc": 0.25}' })
    const [two] = (await loadRuns({ sweepDir: root })).skipped
    expect(two?.reason).toContain('and 1 more are some, give their directories, as in ')
  })

  test('that has only what no source reads names that, and gives no advice that leads nowhere', async () => {
    const root = temporaryFolder()
    writeFiles(path.join(root, 'logs'), { 'progress.csv': '1,0.5\n' })
    writeFiles(root, { 'own.db': 'SQLite format 3\0' })
    const { skipped, unreadable } = findRuns({ sweepDir: root })
    expect(skipped[0]?.reason).not.toContain('inputs.run_dirs')
    expect(unreadable.map((each) => path.relative(root, each.path))).toEqual([
      'own.db',
      'logs/progress.csv',
    ])
  })
})

/** @module-tag slow */
import { execFile } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { beginRecord } from '../../cluster/partRecord.ts'
import { type Part, planFile, readPlan, writePlan } from '../../cluster/plan.ts'
import {
  expandMacros,
  parseDag,
  parseSubmitFile,
  splitArguments,
} from '../../testing/files/htcondorFiles.ts'
import { reportBytes } from '../../testing/files/reportBytes.ts'
import { keptResults, modelSweep } from '../../testing/models/modelSweep.ts'
import {
  reportsBelow,
  runThesisReport,
  runThesisReportAlone,
  testSweep,
} from '../../testing/testProject.ts'

const REPORT = ['-n', 'compare_tokenizers', 'inference.enabled=true', 'outputs.back_links=false']
/** Of tests that start several reports one after another. */
const SLOW_MS = 600_000
const ONE_FIGURE = 'outputs.which_figures=[val_mse_vs_time]'
const ONE_FIGURE_OF_RUNS = 'outputs.which_figures=[importance]'

/** The folder of the only plan below `outputs`. */
function planFolder(root: string): string {
  const [id = ''] = readdirSync(path.join(root, 'outputs/.cluster'))
  return path.join(root, 'outputs/.cluster', id)
}

function report(root: string, outputRoot = 'outputs') {
  const [id = ''] = reportsBelow(path.join(root, outputRoot))
  return reportBytes(path.join(root, outputRoot, 'reports', id))
}

/** A process of this machine that no longer runs. */
function killed(folder: string, part: Part): void {
  const file = path.join(folder, 'state', `${part === 'report' ? part : `shard-${part}`}.json`)
  const record = JSON.parse(readFileSync(file, 'utf8'))
  record.process.started = '1'
  writeFileSync(file, JSON.stringify({ ...record, state: 'running', ended_utc: null }))
}

test('local processes do the shards and the report; what was killed is done again, and nothing twice', {
  timeout: SLOW_MS,
}, async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
  const { sweepDir } = await modelSweep(root)
  const words = [...REPORT, `inputs.sweep_dir=${sweepDir}`, ONE_FIGURE]
  const submitted = await runThesisReportAlone(root, [
    ...['submit', '--engine', 'local', '--shards', '2', '--', ...words],
  ])
  expect(submitted.output).toContain(
    'Shard 2/2: 2 models: 2 run, 0 in the cache already, 0 failed.',
  )
  expect(submitted.code).toBe(0)
  const folder = planFolder(root)
  const kept = keptResults(path.join(root, 'outputs/.cache'))
  expect(kept.size).toBe(4)

  killed(folder, 2)
  rmSync(path.join(folder, 'state/report.json'))
  rmSync(path.join(root, 'outputs/reports'), { recursive: true })
  const status = await runThesisReport(root, ['status', path.basename(folder)])
  expect(status.output).toContain('shard-2  failed   was killed')
  expect(status.output).toContain(`thesis-report submit --resume ${path.basename(folder)}`)
  expect(status.code).toBe(1)
  const resumed = await runThesisReport(root, ['submit', '--resume', path.basename(folder)])
  expect(resumed.output).toContain('Shard 2/2: 2 models: 0 run, 2 in the cache already, 0 failed.')
  expect(resumed.code).toBe(0)
  expect(keptResults(path.join(root, 'outputs/.cache'))).toEqual(kept)

  await runThesisReport(root, [...words, 'env.output_root=whole'])
  expect(report(root)).toEqual(report(root, 'whole'))
})

test('what a report finds missing, such as a damaged result, its shards are submitted again for', {
  timeout: SLOW_MS,
}, async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
  const { sweepDir } = await modelSweep(root, { seeds: [42] })
  await runThesisReport(root, [
    ...['submit', '--engine', 'slurm', '--shards', '2', '--dry-run', '--'],
    ...[...REPORT, `inputs.sweep_dir=${sweepDir}`, ONE_FIGURE],
  ])
  const folder = planFolder(root)
  const work = (part: string) => runThesisReport(folder, ['work', 'plan.json', part])
  for (const shard of ['1', '2']) expect((await work(shard)).code).toBe(0)
  const cache = path.join(root, 'outputs/.cache')
  const [entry = ''] = keptResults(cache).keys()
  truncateSync(path.join(cache, 'inference', entry), 100)
  expect((await work('report')).code).toBe(3)

  const resume = ['submit', '--resume', path.basename(folder), '--dry-run']
  const { output } = await runThesisReport(root, resume)
  expect(output).toContain('sbatch --array=1,2 shards.sbatch')
  for (const part of ['1', '2', 'report']) expect((await work(part)).code).toBe(0)
  const status = await runThesisReport(root, ['status', path.basename(folder)])
  expect(status.code).toBe(0)
})

test("HTCondor's nodes, run as they are written, make the report, whatever the names and words hold", {
  timeout: SLOW_MS,
}, async () => {
  const root = path.join(mkdtempSync(path.join(tmpdir(), 'thesis-report-')), `it's "one" [1]`)
  mkdirSync(root)
  testSweepIn(root)
  const gate = 'gates=["total_time_s >= 0"]'
  const { code, output } = await runThesisReport(root, [
    ...['submit', '--engine', 'htcondor', '--shards', '2', '--dry-run', '--', '-n', 'compare_runs'],
    ...['inputs.sweep_dir=outputs/multiruns/exp_*', 'outputs.which_figures=[]', gate],
  ])
  expect(output).toContain('condor_submit_dag')
  expect(code).toBe(0)
  const folder = planFolder(root)
  const text = (name: string) => readFileSync(path.join(folder, name), 'utf8')
  for (const { submitFile, macros } of parseDag(text('report.dag'))) {
    const { commands } = parseSubmitFile(text(submitFile))
    const given = (key: string) => expandMacros(commands.get(key) ?? '', macros)
    const executable = path.join(folder, given('executable'))
    const words = splitArguments(given('arguments'))
    await promisify(execFile)(executable, words, { cwd: folder })
  }
  const [id = ''] = reportsBelow(path.join(root, 'outputs'))
  expect(id).toMatch(/^report_.*_compare_runs$/)
  const status = await runThesisReport(root, ['status', path.basename(folder)])
  expect(status.output).toContain(id)
  expect(status.code).toBe(0)
})

test('jobs of another version or config are refused with what has changed', async () => {
  const root = testSweepIn(mkdtempSync(path.join(tmpdir(), 'thesis-report-')))
  await runThesisReport(root, [
    ...['submit', '--engine', 'slurm', '--shards', '2', '--dry-run', '--'],
    ...['-n', 'compare_runs', 'inputs.sweep_dir=outputs/multiruns/exp_*'],
  ])
  const folder = planFolder(root)
  const plan = readPlan(planFile(folder))
  const config = { ...plan.made_with.config, 'outputs.dpi': '300' }
  await writePlan(folder, { ...plan, made_with: { ...plan.made_with, version: '0.0.9', config } })
  const { code, output } = await runThesisReport(folder, ['work', 'plan.json', '1'])
  expect(output).toMatch(/thesis-report was 0\.0\.9 and is .*; outputs\.dpi was 300 and is 150/)
  expect(code).toBe(2)
  const status = await runThesisReport(root, ['status', path.basename(folder)])
  expect(status.output).toContain('shard-1  failed')
})

test('where a model fails, the status says how the report is made without it', async () => {
  const root = testSweepIn(mkdtempSync(path.join(tmpdir(), 'thesis-report-')))
  await runThesisReport(root, [
    ...['submit', '--engine', 'slurm', '--shards', '2', '--dry-run', '--'],
    ...['-n', 'compare_runs', 'inputs.sweep_dir=outputs/multiruns/exp_*'],
  ])
  const folder = planFolder(root)
  const record = await beginRecord(folder, 2)
  await record.end('failed', { reasons: ['model run_1: it is not an ONNX model'] })
  const { output } = await runThesisReport(root, ['status', path.basename(folder)])
  expect(output).toContain(
    "thesis-report --config-name compare_runs 'inputs.sweep_dir=outputs/multiruns/exp_*'",
  )
})

test('a shard that cannot keep what it reads has failed, and says what to do', async () => {
  const root = testSweepIn(mkdtempSync(path.join(tmpdir(), 'thesis-report-')))
  writeFileSync(path.join(root, 'full'), '')
  const { code, output } = await runThesisReport(root, [
    ...['-n', 'compare_runs', 'inputs.sweep_dir=outputs/multiruns/exp_*'],
    ...['--shard', '1/2', 'env.cache_root=full/cache'],
  ])
  expect(output).toContain('cannot be kept')
  expect(output).toContain('env.cache_root=DIR')
  expect(code).toBe(1)
})

test('what cannot be submitted is refused at once', async () => {
  const root = testSweepIn(mkdtempSync(path.join(tmpdir(), 'thesis-report-')))
  const submit = (...words: string[]) => runThesisReport(root, ['submit', ...words])
  const wrong = [
    [['--engine', 'pbs', '--shards', '2'], '--engine slurm, htcondor, local'],
    [['--engine', 'local'], '--shards N is missing: expected'],
    [['--engine', 'local', '--shards', '0'], '--shards 0: expected'],
    [['--engine', 'local', '--shards', '2', '-n', 'compare_runs'], 'options come after --'],
    [['--engine', 'local', '--shards', '2', '--', '-n', 'compare_runs'], 'Say over which runs'],
    [['--resume', 'nothing'], 'There is no submitted report "nothing"'],
  ] as const
  for (const [words, message] of wrong) {
    const { code, output } = await submit(...words)
    expect(output).toContain(message)
    expect(code).toBe(2)
  }
})

test('what every job would refuse is refused before it is submitted', async () => {
  const root = testSweepIn(mkdtempSync(path.join(tmpdir(), 'thesis-report-')))
  const submit = (name: string, ...words: string[]) =>
    runThesisReport(root, [
      ...['submit', '--engine', 'slurm', '--shards', '2', '--dry-run', '--', '-n', name],
      ...['inputs.sweep_dir=outputs/multiruns/exp_*', 'inference.enabled=true', ...words],
    ])
  mkdirSync(path.join(root, 'without'))
  mkdirSync(path.join(root, 'reports/own'), { recursive: true })
  // A corruption of the report's own.
  const mine = `import { corrupt, defineReport, reconstruction } from 'thesis-report'
corrupt.register('mine', { params: {}, apply() {} })
export default defineReport({ name: 'own', title: 'Own', plot: {}, infer: reconstruction() })
`
  writeFileSync(path.join(root, 'reports/own/own.report.ts'), mine)
  const wrong = [
    ['inputs.sweep_dir=/nope', '/nope'],
    ['inputs.sweep_dir=without', 'No valid runs found in without;'],
    ['inference.workers=auto', 'inference.workers'],
    ['inference.device=gpu', 'inference.device=gpu'],
    ['inference.corruption_strategies=[nope]', '"nope"'],
  ] as const
  for (const [word, message] of wrong) {
    for (const name of ['compare_tokenizers', 'own']) {
      const { code, output } = await submit(name, word)
      expect(output).toContain(message)
      expect(code).toBe(1)
    }
  }
  const own = await submit('own', 'inference.corruption_strategies=[mine]', 'inference.device=cuda')
  expect(own.output).toContain('Nothing was submitted. To do so:')
  expect(readdirSync(path.join(root, 'outputs/.cluster'))).toHaveLength(1)
})

/** A sweep of four runs without models. */
function testSweepIn(root: string): string {
  testSweep({ root })
  return root
}

test('a resumption may put the cache elsewhere: all jobs then begin there, and no other key may change', async () => {
  const root = testSweepIn(mkdtempSync(path.join(tmpdir(), 'thesis-report-')))
  await runThesisReport(root, [
    ...['submit', '--engine', 'slurm', '--shards', '2', '--dry-run', '--'],
    ...['-n', 'compare_runs', 'inputs.sweep_dir=outputs/multiruns/exp_*', ONE_FIGURE_OF_RUNS],
  ])
  const folder = planFolder(root)
  const work = (part: string) => runThesisReport(folder, ['work', 'plan.json', part])
  expect((await work('1')).code).toBe(0)
  const resume = (...words: string[]) =>
    runThesisReport(root, [
      'submit',
      '--resume',
      path.basename(folder),
      '--dry-run',
      '--',
      ...words,
    ])
  expect((await resume('env.cache_root=roomy', 'inputs.deleted=true')).output).toContain(
    'inputs.deleted was false and is true',
  )
  const resumed = await resume('env.cache_root=roomy')
  expect(resumed.output).toContain('sbatch --array=1,2 shards.sbatch')
  for (const part of ['1', '2', 'report']) expect((await work(part)).code).toBe(0)
  expect(readdirSync(path.join(root, 'roomy')).length).toBeGreaterThan(0)
  expect((await runThesisReport(root, ['status', path.basename(folder)])).code).toBe(0)
})

test('a second submission of the same report is warned of the first, which cannot be resumed while it waits', async () => {
  const root = testSweepIn(mkdtempSync(path.join(tmpdir(), 'thesis-report-')))
  const words = ['--', '-n', 'compare_runs', 'inputs.sweep_dir=outputs/multiruns/exp_*']
  await runThesisReport(root, [
    'submit',
    '--engine',
    'htcondor',
    '--shards',
    '2',
    '--dry-run',
    ...words,
  ])
  const folder = planFolder(root)
  // As if its jobs waited: without HTCondor here, nobody says otherwise.
  writeFileSync(
    path.join(folder, 'submitted.json'),
    JSON.stringify({ submitted_utc: '2026-01-01T00:00:00.000Z', jobs: ['7'], process: null }),
  )
  const second = await runThesisReport(root, [
    'submit',
    '--engine',
    'slurm',
    '--shards',
    '3',
    '--dry-run',
    ...words,
  ])
  expect(second.output).toContain(`${path.basename(folder)} does the same and is not done`)
  const resumed = await runThesisReport(root, ['submit', '--resume', path.basename(folder)])
  expect(resumed.output).toContain('is not known: condor_q is not installed on this machine')
  expect(resumed.output).toContain('Wait for that, or cancel it: condor_rm 7.')
  expect(resumed.code).toBe(2)
  const status = await runThesisReport(root, ['status', path.basename(folder)])
  expect(status.output).toContain(`submit --resume ${path.basename(folder)} --force`)
  const forced = ['submit', '--resume', path.basename(folder), '--force', '--dry-run']
  expect((await runThesisReport(root, forced)).output).toContain('condor_submit_dag -force')
})

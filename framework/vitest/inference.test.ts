import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { beforeAll, expect, test } from 'vitest'
import { writeFakeEvents } from '../testing/models/fakeEvents.ts'
import { fakeModel } from '../testing/models/fakeModel.ts'
import { NO_FIGURES, reportsBelow, runThesisReport, testSweep } from '../testing/testProject.ts'

/** A sweep of three runs with data: two with a model, one with a checkpoint that nobody exported. */
async function makeSweep(): Promise<{ root: string; sweepDir: string; runDirs: string[] }> {
  const { root, ...sweep } = testSweep({
    axes: { 'phase1/latent_space': ['none', 'linear', 'vq'] },
  })
  mkdirSync(path.join(root, 'data'))
  await writeFakeEvents(path.join(root, 'data/4tops_splitted.h5'))
  const [first, second, third] = sweep.runDirs.map(String)
  writeFileSync(path.join(String(first), 'best_val.onnx'), fakeModel({ hidden: [8] }))
  writeFileSync(path.join(String(second), 'best_val.onnx'), 'not a model')
  writeFileSync(path.join(String(third), 'best_val.pt'), '')
  return { root, ...sweep }
}

const run = (sweepDir: string, ...words: string[]) =>
  runThesisReport(path.dirname(sweepDir), [
    ...['-n', 'compare_tokenizers', `inputs.sweep_dir=${sweepDir}`],
    ...['inference.enabled=true', ...words],
  ])

/** Runs the models, without any figure. */
const infer = (sweepDir: string, ...words: string[]) => run(sweepDir, NO_FIGURES, ...words)

let root: string
let sweepDir: string
let output: string
let report: string
beforeAll(async () => {
  const sweep = await makeSweep()
  root = sweep.root
  sweepDir = sweep.sweepDir
  const finished = await run(sweepDir, 'inference.persist_raw_scores=true')
  output = finished.output
  const reports = path.join(root, 'outputs/reports')
  report = path.join(reports, String(reportsBelow(path.join(root, 'outputs'))[0]))
})

const readSummary = () =>
  JSON.parse(readFileSync(path.join(report, 'inference/summary.json'), 'utf8'))

test('each model is a test: one that fails is named, the others stand', () => {
  expect(output).toMatch(/✓ model run_20251103-140953_experiment_job0/)
  expect(output).toMatch(/× model run_20251103-140953_experiment_job1: failed/)
  expect(output).not.toContain('Caused by')
  expect(Object.keys(readSummary().models)).toEqual(['run_20251103-140953_experiment_job0'])
})

test('a run that has only a checkpoint is skipped with the way to export it', () => {
  expect(output).toMatch(
    /Not done: model run_20251103-140953_experiment_job2: .*python export_onnx/,
  )
})

test('models that could not be run are in the summary with the reason', () => {
  expect(readSummary().failed).toEqual([
    {
      run_id: 'run_20251103-140953_experiment_job1',
      reason: expect.stringContaining('best_val.onnx'),
    },
    {
      run_id: 'run_20251103-140953_experiment_job2',
      reason: expect.stringContaining('best_val.pt'),
    },
  ])
})

test('the summary holds errors and AUROC by model', () => {
  const [model] = Object.values<Record<string, unknown>>(readSummary().models)
  expect(model).toMatchObject({
    auroc: expect.any(Number),
    auroc_ci: [expect.any(Number), expect.any(Number)],
    n_events: 60,
    n_invalid: 0,
    baseline: { mse_mean: expect.any(Number), mae_p99: expect.any(Number) },
    strategies: { additive_noise: { mse_mean: expect.any(Number), auroc: expect.any(Number) } },
  })
})

test('the figures of the inference part are drawn', () => {
  expect(readdirSync(path.join(report, 'inference/figures'))).toEqual(
    expect.arrayContaining([
      'figure-auroc_comparison.png',
      'figure-model_comparison_bars.png',
      'figure-reconstruction_error_distributions.png',
      'figure-roc_curves.png',
    ]),
  )
})

test('per-event scores are kept as Parquet when asked for', async () => {
  const scores = path.join(report, 'inference/scores/run_20251103-140953_experiment_job0.parquet')
  const file = new Uint8Array(readFileSync(scores)).buffer
  const rows = await parquetReadObjects({ file })
  expect(rows).toHaveLength(60)
})

test('a model that is done is not run again', async () => {
  const cache = path.join(root, 'outputs/.cache/inference')
  // What is computed again replaces its file by another, with another inode; what is used keeps it.
  const kept = () =>
    readdirSync(cache)
      .sort()
      .map((file) => [file, statSync(path.join(cache, file)).ino])
  const before = kept()
  await infer(sweepDir, 'inference.persist_raw_scores=true')
  expect(kept()).toEqual(before)
  expect(before.length).toBeGreaterThan(0)
})

test('several processes give what one gives', async () => {
  const sweep = await makeSweep()
  await infer(sweep.sweepDir, 'inference.workers=2')
  const [name] = reportsBelow(path.join(sweep.root, 'outputs'))
  const summary = JSON.parse(
    readFileSync(
      path.join(sweep.root, 'outputs/reports', String(name), 'inference/summary.json'),
      'utf8',
    ),
  )
  expect(summary.models).toEqual(readSummary().models)
})

test('data that is not there is an error that says how to point to it', async () => {
  const { output } = await infer(sweepDir, 'data.path=/nowhere/jets.h5')
  expect(output).toContain('/nowhere/jets.h5')
  expect(output).toContain('data.path=')
})

test('single keys of the data config are replaced, however deep they stand', async () => {
  const sweep = await makeSweep()
  await infer(sweep.sweepDir, 'data.datasets.x_test=X_val', 'data.datasets.y_test=null')
  const [name] = reportsBelow(path.join(sweep.root, 'outputs'))
  const folder = path.join(sweep.root, 'outputs/reports', String(name), 'inference')
  const { models } = JSON.parse(readFileSync(path.join(folder, 'summary.json'), 'utf8'))
  expect(Object.values(models)).toEqual([expect.objectContaining({ auroc_of: 'additive_noise' })])
})

/** @module-tag slow */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { compiledFile } from '../compiledFile.ts'
import { PACKAGE_ROOT } from '../packageRoot.ts'
import type { Finished } from '../testing/commands/sharedCommand.ts'
import { typeErrors } from '../testing/docs/typeErrors.ts'
import { writeFakeEvents } from '../testing/models/fakeEvents.ts'
import { fakeModel } from '../testing/models/fakeModel.ts'
import {
  NO_FIGURES,
  runThesisReport,
  runVitest,
  testProject,
  testSweep,
} from '../testing/testProject.ts'

/** The files of docs on writing reports: code blocks that begin with their path. */
const FILES = ['authoring', 'from-the-python-guide'].flatMap((name) => [
  ...readFileSync(path.join(PACKAGE_ROOT, `docs/${name}.md`), 'utf8').matchAll(
    /^```[jt]s\n\/\/ (\S+)\n([\s\S]*?)^```$/gm,
  ),
])
const REPORTS = [
  'compare_model_sizes',
  'loss_spread',
  'miscalibrated',
  'model_errors',
  'model_sizes',
  'my_report',
  'own_figure',
  'time_cost',
]

let project: string
let sweepDir: string
let dataFile: string
beforeAll(async () => {
  project = testProject({})
  for (const [, file = '', text = ''] of FILES) {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true })
    writeFileSync(path.join(project, file), text)
  }
  const sweep = testSweep()
  sweepDir = sweep.sweepDir
  mkdirSync(path.join(sweep.root, 'data'))
  dataFile = path.join(sweep.root, 'data/4tops_splitted.h5')
  await writeFakeEvents(dataFile)
  for (const runDir of sweep.runDirs) {
    writeFileSync(path.join(runDir, 'best_val.onnx'), fakeModel({ hidden: [8] }))
  }
})

test('the reports of docs/authoring.md and docs/from-the-python-guide.md are the expected ones', () => {
  expect(readdirSync(path.join(project, 'reports')).sort()).toEqual(REPORTS)
})

test('they type-check with the settings of docs/install.md', () => {
  expect(typeErrors(project, ['reports', 'tests'])).toBe('')
})

/** All of them over one sweep with models and data, made at once. */
let made: Promise<Finished> | undefined
const makeAll = () => {
  const words = ['run', 'reports', '--', `inputs.sweep_dir=${sweepDir}`, 'inference.enabled=true']
  made ??= runVitest(project, [...words, `data.path=${dataFile}`])
  return made
}

test('they run under Vitest, each with what it promises', async () => {
  const { code, output } = await makeAll()
  expect(output.match(/Report over 4 runs written to/g)).toHaveLength(REPORTS.length)
  expect(code).toBe(0)
})

/** What the inference of a report left that a command printed the place of: its summary, and its folder. */
function inferredBy(name: string, output: string) {
  const [, report = ''] =
    new RegExp(`written to (\\S+/report_[\\d-]+_${name})$`, 'm').exec(output) ?? []
  const folder = path.resolve(project, report, 'inference')
  return { folder, summary: JSON.parse(readFileSync(path.join(folder, 'summary.json'), 'utf8')) }
}

test('its laws of model sizes are found for metric, cost and time, and drawn', async () => {
  const { sweepDir: sizes } = testSweep({
    axes: { 'phase1.latent_space.latent_dim': [8, 16, 32, 64], 'phase1.trainer.seed': [1, 2] },
  })
  const { code, output } = await runThesisReport(project, [
    '-n',
    'compare_model_sizes',
    `inputs.sweep_dir=${sizes}`,
    'options.cost=total_time_s',
  ])
  expect(code).toBe(0)
  const [, report = ''] = /written to (\S+)/.exec(output) ?? []
  const folder = path.resolve(project, report, 'training')
  const { findings } = JSON.parse(readFileSync(path.join(folder, 'summary.json'), 'utf8'))
  expect(findings.map(({ key }: { key: string }) => key)).toEqual(
    expect.arrayContaining(['metric-law', 'cost-law', 'time-law']),
  )
  const captions = readFileSync(path.join(folder, 'figures/figures.md'), 'utf8')
  expect(captions.match(/goes with the size to the power of −?[\d.]+ \\\[/g)).toHaveLength(3)
  expect(
    readdirSync(path.join(folder, 'figures'))
      .filter((name) => name.endsWith('.png'))
      .sort(),
  ).toEqual([
    'figure-cost_against_size.png',
    'figure-metric_against_size.png',
    'figure-time_against_size.png',
  ])
})

/** The report with a corruption of its own under the command line, made once. */
let miscalibrated: Promise<Finished> | undefined
const inferMiscalibrated = async () => {
  const inputs = [`inputs.sweep_dir=${sweepDir}`, 'inference.enabled=true', NO_FIGURES]
  miscalibrated ??= runThesisReport(project, [
    ...['-n', 'miscalibrated', ...inputs, 'inference.corruption_strategies=[miscalibration]'],
  ])
  const { code, output } = await miscalibrated
  expect(code).toBe(0)
  return inferredBy('miscalibrated', output)
}

test('its own corruption runs under the command line', async () => {
  const { summary } = await inferMiscalibrated()
  const [model] = Object.values<{ strategies: object }>(summary.models)
  expect(Object.keys(model?.strategies ?? {})).toEqual(['miscalibration'])
})

test('its plain infer function says what became of the models', async () => {
  const { folder, summary } = inferredBy('model_sizes', (await makeAll()).output)
  expect(summary).toEqual({ models: 4, failed: [] })
  expect(readFileSync(path.join(folder, 'sizes.csv'), 'utf8').split('\n')).toHaveLength(6)
})

test('its infer of one test for each model finds the errors that reconstruction() finds', async () => {
  const { folder, summary } = inferredBy('model_errors', (await makeAll()).output)
  const { summary: usual } = await inferMiscalibrated()
  const expected = Object.entries<{ baseline: { mse_mean: number } }>(usual.models).map(
    ([runId, { baseline }]) => [runId, expect.closeTo(baseline.mse_mean, 6)],
  )
  expect(expected).toHaveLength(4)
  expect(summary).toEqual({ errors: Object.fromEntries(expected), failed: [] })
  expect(readdirSync(folder).sort()).toEqual(['errors.csv', 'figures', 'summary.json'])
})

test('its test of a report passes', async () => {
  writeFileSync(
    path.join(project, 'unit.config.mjs'),
    `export default { resolve: { alias: {
      'thesis-report/testing': '${compiledFile('testing/index')}',
      'thesis-report': '${compiledFile('index')}' } },
      test: { include: ['tests/*.test.ts'], testTimeout: 120_000, server: { deps: { external: [/dist\\/framework/] } } } }`,
  )
  const { code, output } = await runVitest(project, ['run', '--config', 'unit.config.mjs'])
  expect(output).toContain('1 passed')
  expect(code).toBe(0)
})

test('the script of docs/from-the-python-guide.md does what it says', async () => {
  const script = path.join(project, 'look.js')
  const text = readFileSync(script, 'utf8')
    .replace('outputs/multiruns/exp_20251103-140953_experiment', sweepDir)
    .replace('data/4tops_splitted.h5', dataFile)
  writeFileSync(script, text)
  mkdirSync(path.join(project, 'node_modules'), { recursive: true })
  symlinkSync(PACKAGE_ROOT, path.join(project, 'node_modules/thesis-report'))
  const { stdout, stderr } = spawnSync(process.execPath, ['look.js'], {
    cwd: project,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(stdout).toMatch(/\| *none *\|[\s\S]*\| *vq *\|[\s\S]*AUROC: 0\.\d+/)
  for (const name of ['curves', 'grid', 'front']) {
    expect(
      readFileSync(path.join(project, `${name}.png`))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  }
})

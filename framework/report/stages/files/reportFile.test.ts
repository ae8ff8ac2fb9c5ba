import { beforeAll, expect, test } from 'vitest'
import type { ReportJson } from '../../../output/data/reportJson.ts'
import type { RunDetails } from '../../../output/page/data/writtenReport.ts'
import { scatter } from '../../../plots/kinds/runs/scatter.ts'
import { type RanReport, runReport } from '../../../testing/runReport.ts'
import { defineReport } from '../../spec/defineReport.ts'

const spec = defineReport({
  name: 'mine',
  title: 'Mine',
  plot: { loss: ({ runs }) => scatter(runs, { x: 'seed', y: 'loss.total_best' }) },
})

let made: RanReport
let report: ReportJson

beforeAll(async () => {
  made = await runReport(spec, {
    sweep: {
      axes: { 'phase1/latent_space': ['none', 'vq'], 'phase1.trainer.seed': [1, 2] },
      additionalRuns: [{ overrides: ['phase1/latent_space=vq'], unfinished: true }],
    },
    overrides: ['outputs.dpi=100', 'inputs.goal={constructor: max}'],
  })
  report = JSON.parse(made.read('report.json'))
})

test('what was asked is there as typed, composed, and against the defaults', () => {
  expect(report.request?.overrides).toContain('outputs.dpi=100')
  expect(report.request?.command).toMatch(
    /^npx thesis-report --config-name mine .*outputs.dpi=100 'inputs.goal=/,
  )
  expect(report.request?.config).toMatchObject({ outputs: { dpi: 100 } })
  expect(report.request?.changed).toContainEqual({ key: 'outputs.dpi', default: 150, value: 100 })
  expect(report.request?.changed).toContainEqual({
    key: 'inputs.goal.constructor',
    default: null,
    value: 'max',
  })
  expect(report.request?.changed.map(({ key }) => key)).toEqual([
    'env.output_root',
    'inputs.sweep_dir',
    'inputs.goal.constructor',
    'outputs.dpi',
  ])
})

test('the columns of the runs are parameters, metrics with what is better, or descriptions', () => {
  expect(report.columns?.parameters).toEqual(
    expect.arrayContaining(['encoder', 'tokenizer', 'latent_dim', 'param.epochs']),
  )
  expect(report.columns?.parameters).not.toContain('seed')
  expect(report.columns?.metrics).toContainEqual({ name: 'loss.total_best', better: 'min' })
  expect(report.columns?.metrics).toContainEqual({ name: 'throughput_mean', better: 'max' })
  expect(report.columns?.metrics).toContainEqual({ name: 'epochs', better: null })
  expect(report.columns?.metrics.map(({ name }) => name)).not.toContain('seed')
  expect(report.columns?.compared).toBe('loss.total_best')
})

test('what a report says of its metrics comes before their names', async () => {
  const weighted = defineReport({
    name: 'weighted',
    title: 'Weighted',
    analyze: ({ runs }) => ({
      runs,
      latex: {
        metrics: [{ column: 'loss.total_best' }, { column: 'loss.recon_best', best: 'min' }],
      },
    }),
    plot: {},
  })
  const { read } = await runReport(weighted, {
    sweep: { axes: { 'phase1.trainer.seed': [1, 2] } },
  })
  const { columns }: ReportJson = JSON.parse(read('report.json'))
  expect(columns?.compared).toBe('loss.recon_best')
  expect(columns?.metrics).toContainEqual({ name: 'loss.total_best', better: null })
})

test('each run has its command line and its files', () => {
  const details = JSON.parse(made.read(String(report.data.details))) as RunDetails[]
  expect(details).toHaveLength(4)
  expect(details[1]?.run_dir).toMatch(/^runs\/run_.*_job1$/)
  expect(details[1]?.command).toMatch(/phase1\/latent_space=none phase1.trainer.seed=2/)
  expect(details[1]?.files).toContain(`${details[1]?.run_dir}/facts/events.jsonl`)
  expect(report.files_read?.count).toBeGreaterThan(4 * 4)
})

import { fromCSV } from 'arquero'
import { expect, test } from 'vitest'
import { runReport } from '../../framework/testing/runReport.ts'
import report from '../compare_runs/compare_runs.report.ts'

const DPI = 'outputs.dpi=30'

function rowsOf(csv: string): Record<string, unknown>[] {
  return fromCSV(csv).objects() as Record<string, unknown>[]
}

const AXES = { 'phase1/latent_space': ['none', 'vq'], 'phase1.trainer.seed': [1, 2, 3] }

test('over a sweep of facts it compares by the best validation loss, and says so', async () => {
  const made = await runReport(report, { sweep: { axes: AXES, epochs: 3 }, overrides: [DPI] })
  expect(made.failed).toEqual([])
  expect(made.warnings.join('\n')).toContain(
    'Runs are compared by loss.total_best (lower is better)',
  )
  const [comparison] = rowsOf(made.read('training/comparisons.csv'))
  expect(comparison).toMatchObject({ by: 'tokenizer', a: 'none', b: 'vq', n_pairs: 3 })
})

test('a single run has its report, without empty figures', async () => {
  const axes = { 'phase1/latent_space': ['vq'] }
  const made = await runReport(report, { sweep: { axes, epochs: 3 }, overrides: [DPI] })
  expect(made.failed).toEqual([])
  expect(made.files.filter((file) => file.endsWith('.png'))).toEqual([
    'training/figures/figure-best_so_far.png',
    'training/figures/figure-ecdf.png',
    'training/figures/figure-learning_curves.png',
  ])
  expect(rowsOf(made.read('training/best.csv'))).toHaveLength(1)
})

test('pairs of runs and all differences are drawn where runs are compared', async () => {
  const made = await runReport(report, {
    overrides: [DPI, 'outputs.which_figures=[paired_runs,differences,metric_by_parameter_1]'],
  })
  expect(made.files.filter((file) => file.endsWith('.png'))).toEqual([
    'training/figures/figure-differences.png',
    'training/figures/figure-metric_by_parameter_1.png',
    'training/figures/figure-paired_runs.png',
  ])
})

test('of many comparisons a figure names the surest, and says how many there are', async () => {
  const axes = {
    'phase1.latent_space.latent_dim': [8, 16, 32, 64],
    'phase1.trainer.seed': [1, 2, 3],
  }
  const made = await runReport(report, {
    sweep: { axes, epochs: 3 },
    overrides: [DPI, 'outputs.which_figures=[metric_by_parameter_1]'],
  })
  const rows = rowsOf(made.read('training/comparisons.csv'))
  const [surest] = rows.toSorted((one, other) => Number(one.p_holm) - Number(other.p_holm))
  const { caption } = JSON.parse(made.read('data/figures/training-metric_by_parameter_1.json'))
  expect(caption).toContain('These are the surest of 6 comparisons; comparisons.csv has all.')
  expect(caption).toContain(`${surest?.by} ${surest?.a} against ${surest?.b}, `)
})

test('two runs are not enough to say anything, and are called so', async () => {
  const axes = { 'phase1/latent_space': ['none', 'vq'] }
  const made = await runReport(report, { sweep: { axes, epochs: 3 }, overrides: [DPI] })
  expect(made.failed).toEqual([])
  const [comparison] = rowsOf(made.read('training/comparisons.csv'))
  expect(comparison?.verdict).toBe('underpowered')
})

test('inputs.by names the parameters that are compared', async () => {
  const made = await runReport(report, { overrides: [DPI, 'inputs.by=lr'] })
  const compared = new Set(rowsOf(made.read('training/comparisons.csv')).map(({ by }) => by))
  expect(compared).toEqual(new Set(['lr']))
})

test('a single parameter has no lines from axis to axis', async () => {
  const made = await runReport(report, {
    overrides: [DPI, 'inputs.by=lr', 'outputs.which_figures=[parallel_coordinates,ecdf]'],
  })
  expect(made.failed).toEqual([])
  expect(made.files.filter((file) => file.endsWith('.png'))).toEqual([
    'training/figures/figure-ecdf.png',
  ])
})

test('inputs.metrics draws their trade-off', async () => {
  const made = await runReport(report, {
    overrides: [DPI, 'inputs.metrics=[train/loss,val/acc]', 'outputs.which_figures=[pareto]'],
  })
  expect(made.files).toContain('training/figures/figure-pareto.png')
})

test('inputs.metrics takes two', async () => {
  const made = runReport(report, { overrides: ['inputs.metrics=[val/acc]'] })
  await expect(made).rejects.toThrow(/inputs\.metrics.*expected two different metrics/)
})

test('a metric that no run has is named, with the nearest', async () => {
  const { failed, path } = await runReport(report, { overrides: ['inputs.metric=val/los'] })
  expect(failed[0]?.reason).toContain('Did you mean "val/loss"?')
  expect(path).toBeUndefined()
})

test('its findings stand in summary.md, summary.json and findings.tex, and what was done in methods', async () => {
  const made = await runReport(report, { overrides: [DPI, 'outputs.which_figures=[importance]'] })
  const sentence = 'lr 0.001 is better than lr 0.0001: 0.77 times the val/loss.best'
  const { findings } = JSON.parse(made.read('training/summary.json'))
  expect(findings).toContainEqual(
    expect.objectContaining({
      key: 'lr-0.001-vs-0.0001',
      values: expect.objectContaining({ n: 6 }),
    }),
  )
  expect(findings[0].key).toBe('lr-by-optimizer')
  expect(made.read('training/summary.md')).toContain(sentence)
  expect(made.read('training/findings.tex')).toContain(
    '\\csname finding:lr-0.001-vs-0.0001-ratio\\endcsname{0.77}',
  )
  expect(made.read('training/methods.md')).toContain(
    "adjusted for 11 tests by Holm's method (Holm 1979)",
  )
  expect(made.read('training/methods.bib')).toContain('@article{homma1996,')
})

import { expect, test } from 'vitest'
import { selectRuns } from '../tables/select.ts'
import { writeTree } from '../testing/files/writeTree.ts'
import { hydraJob, lightningRun, mlflowRun } from '../testing/trackers/runFolders.ts'
import { loadRuns } from './loadRuns.ts'

test('what a metric diverged to stands beside its name, and the metric is missing', async () => {
  const root = writeTree({
    ...lightningRun('a/version_0', [{ step: 0, loss: 'inf', acc: 'nan', f1: 0.5 }]),
    ...lightningRun('b/version_0', [{ step: 0, loss: 1, acc: 1, f1: 0.5 }]),
  })
  const { runs } = await loadRuns({ sweepDir: root })
  expect(runs.objects()).toMatchObject([
    { loss: null, acc: null, f1: 0.5, diverged: 'loss, acc', diverged_to: 'Infinity, NaN' },
    { loss: 1, diverged: null, diverged_to: null },
  ])
})

test('the history of a run holds its best value, also where a later one has the same step', async () => {
  const root = writeTree(
    lightningRun('a/version_0', [
      { step: 0, acc: 0.5 },
      { step: 1, acc: 0.9 },
      { step: 1, acc: 0.7 },
    ]),
  )
  const { runs, perEpoch, order, warnings } = await loadRuns({ sweepDir: root })
  expect(runs.object()).toMatchObject({ 'acc.best': 0.9, 'acc.best_step': 1, acc: 0.7 })
  expect(perEpoch.get(order[0] ?? '')?.objects()).toEqual([
    { step: 0, acc: 0.5 },
    { step: 1, acc: 0.9 },
    { step: 1, acc: 0.7 },
  ])
  expect(warnings).toMatchObject([{ kind: 'repeated-steps' }, { kind: 'goal-by-name' }])
})

test('parameters of other formats than Hydra keep their dotted names, whatever else is loaded', async () => {
  const root = writeTree({
    ...lightningRun('a/version_0', [{ step: 0, loss: 1 }], {
      model: { width: 8 },
      val: { loss: 3 },
    }),
    ...hydraJob('b', { overrides: ['trainer.lr=0.1'] }),
    ...mlflowRun(`mlruns/0/${'a'.repeat(32)}`, { params: { 'opt@x.name': 'adam' } }),
  })
  const { runs } = await loadRuns({ sweepDir: root })
  expect(runs.objects()).toMatchObject([
    { 'model.width': 8, 'val.loss': 3, loss: 1, lr: null },
    { 'model.width': null, loss: null, lr: 0.1 },
    { 'opt@x.name': 'adam' },
  ])
  for (const name of ['model.width', 'width']) {
    expect(selectRuns(runs, { [name]: 8 }).numRows(), name).toBe(1)
  }
})

test('no parameter and no metric takes the name of a column that only some tables have', async () => {
  const root = writeTree(
    lightningRun('a/version_0', [{ step: 0, sampler: 1 }], { part: 'q', diverged_to: 2 }),
  )
  const { runs } = await loadRuns({ sweepDir: root })
  expect(runs.object()).toMatchObject({
    'param.part': 'q',
    'param.diverged_to': 2,
    'metric.sampler': 1,
  })
  expect(runs.columnNames()).not.toContain('part')
})

test('a parameter that is called like the best of a metric gives way to it', async () => {
  const rows = [{ step: 0, acc: 0.5 }]
  const root = writeTree(lightningRun('a/version_0', rows, { acc: { best: 'x', best_step: 'y' } }))
  const { runs } = await loadRuns({ sweepDir: root })
  expect(runs.object()).toMatchObject({
    ...{ 'acc.best': 0.5, 'acc.best_step': 0 },
    ...{ 'param.acc.best': 'x', 'param.acc.best_step': 'y' },
  })
})

test('a parameter that is NaN is told from one that is missing', async () => {
  const tree = lightningRun('a/version_0', [{ step: 0, loss: 1 }])
  const yaml = 'model: {a: .nan, c: .inf}\nb: null\n'
  const root = writeTree({ ...tree, 'a/version_0/hparams.yaml': yaml })
  const { runs } = await loadRuns({ sweepDir: root })
  expect(runs.object()).toMatchObject({ 'model.a': 'NaN', 'model.c': Infinity, b: null })
})

test('runs of several experiments have their experiment as a parameter, those of one do not', async () => {
  const runIn = (experiment: string, id: string) => ({
    [`mlruns/${experiment}/meta.yaml`]: `name: exp_${experiment}\nlifecycle_stage: active\n`,
    ...mlflowRun(`mlruns/${experiment}/${id.repeat(32)}`, { params: { lr: '0.1' } }),
  })
  const root = writeTree({ ...runIn('1', 'a'), ...runIn('1', 'b'), ...runIn('2', 'c') })
  const both = await loadRuns({ sweepDir: root })
  expect(both.runs.array('experiment')).toEqual(['exp_1', 'exp_1', 'exp_2'])
  expect(both.parameters.map(({ name }) => name)).toEqual(['experiment'])
  const one = await loadRuns({ sweepDir: `${root}/mlruns/1` })
  expect(one.runs.columnNames()).not.toContain('experiment')
})

import { expect, test } from 'vitest'
import { columnNotes } from '../tables/columnAliases.ts'
import { selectRuns } from '../tables/select.ts'
import { writeTree } from '../testing/files/writeTree.ts'
import { minimalRun } from '../testing/hydra/minimalRun.ts'
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
    lightningRun('a/version_0', [{ step: 0, sampler: 1 }], {
      ...{ part: 'q', diverged_to: 2, config_sha1: 'z' },
    }),
  )
  const { runs } = await loadRuns({ sweepDir: root })
  expect(runs.object()).toMatchObject({
    'param.config_sha1': 'z',
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

test.each(['nan', 'inf'])(
  'an override of Hydra that is %s is told from one that is null',
  async (word) => {
    const job = (name: string, override: string, saved: string) => ({
      ...hydraJob(name, { overrides: [override] }),
      [`${name}/.hydra/config.yaml`]: `clip: ${saved}\n`,
      ...lightningRun(`${name}/csv/version_0`, [{ step: 0, loss: 1 }]),
    })
    const root = writeTree({
      ...job('0', `clip=${word}`, `.${word}`),
      ...job('1', 'clip=null', 'null'),
    })
    const { runs, parameters, warnings } = await loadRuns({ sweepDir: root })
    expect(runs.array('clip')).toEqual([word === 'nan' ? 'NaN' : Infinity, null])
    expect(parameters.map(({ name }) => name)).toEqual(['clip'])
    expect(warnings.filter(({ kind }) => kind === 'override-disagrees')).toEqual([])
  },
)

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

test('a table without facts begins with what is said of each run, then parameters and metrics', async () => {
  const root = writeTree(lightningRun('a/version_0', [{ step: 0, acc: 0.5 }], { lr: 1 }))
  const { runs } = await loadRuns({ sweepDir: root })
  expect(runs.columnNames()).toEqual([
    ...['run_dir', 'run', 'source', 'status', 'seed', 'started_at', 'duration_s'],
    ...['dataset_name', 'git_commit', 'diverged'],
    ...['lr', 'acc', 'acc.best', 'acc.best_step'],
  ])
})

test('a table with facts ends with what tables without facts begin with', async () => {
  const facts = minimalRun(writeTree({}), {
    overrides: ['trainer.lr=1'],
    events: [{ moment: 'on_train_end', total_time_s: 7 }],
  })
  const tree = lightningRun('a/version_0', [{ step: 0, acc: 0.5 }])
  const { runs } = await loadRuns({ runDirs: [facts, `${writeTree(tree)}/a/version_0`] })
  const names = runs.columnNames()
  expect(names.slice(0, 4)).toEqual(['run_dir', 'encoder', 'tokenizer', 'seed'])
  expect(names.slice(names.indexOf('diverged'))).toEqual([
    ...['diverged', 'lr', 'acc', 'acc.best', 'acc.best_step'],
    ...['run', 'source', 'status', 'started_at', 'duration_s'],
  ])
  expect(new Set(names).size).toBe(names.length)
  const rows = runs.objects() as Record<string, unknown>[]
  expect(rows.find(({ run_dir }) => run_dir === facts)).toMatchObject({
    total_time_s: 7,
    duration_s: 7,
  })
})

test('the duration of a run is what its tracker recorded, and missing where it recorded none', async () => {
  const root = writeTree({
    ...mlflowRun(`mlruns/0/${'a'.repeat(32)}`),
    ...lightningRun('b/version_0', [{ step: 0, loss: 1 }]),
  })
  const { runs } = await loadRuns({ sweepDir: root })
  const durations = new Map(
    (runs.objects() as Record<string, unknown>[]).map((run) => [run.source, run.duration_s]),
  )
  expect(durations).toEqual(
    new Map([
      ['mlflow', 60],
      ['lightning', null],
    ]),
  )
})

test('metrics of facts that diverged are named like those of trackers', async () => {
  const scalars = 'epoch,split,val_loss,f1,f2\n0,val,0.5,1,1\n1,val,nan,inf,2\n'
  const { runs } = await loadRuns({ runDirs: [minimalRun(writeTree({}), { scalars })] })
  expect(runs.get('diverged', 0)).toBe('loss.total, f1')
  expect(runs.columnNames()).not.toContain('diverged_to')
})

test('a run that several sources describe names them all, the one that counts first', async () => {
  const root = writeTree(lightningRun('a', [{ step: 0, loss: 1 }]))
  minimalRun(`${root}/a`)
  const { runs } = await loadRuns({ runDirs: [`${root}/a`] })
  expect(runs.get('source', 0)).toBe('facts, lightning')
})

test('a column knows whether it is a parameter, and which columns divide the runs as it does', async () => {
  const job = (name: string, lr: number, batch: number, seed: number) => ({
    ...hydraJob(name, {
      overrides: [`lr=${lr}`, `batch=${batch}`, `trainer.seed=${seed}`, `data.seed=${seed}`],
      // Nobody set the width, which has no column.
      config: { lr, batch, trainer: { seed }, data: { seed }, width: lr },
    }),
    ...lightningRun(name, [{ step: 0, loss: 1 }]),
  })
  const root = writeTree({
    ...{ ...job('0', 1, 8, 3), ...job('1', 1, 8, 4) },
    ...{ ...job('2', 2, 16, 3), ...job('3', 2, 16, 4) },
  })
  const { runs } = await loadRuns({ sweepDir: root })
  const { parameters, others = new Set<string>(), confounded } = columnNotes(runs) ?? {}
  expect(parameters).toEqual(['seed', 'lr'])
  const columns = runs.columnNames()
  expect(columns.filter((name) => !others.has(name))).toEqual(['seed', 'lr', 'batch', 'data.seed'])
  expect([...others].filter((name) => !columns.includes(name))).toEqual([])
  expect(confounded).toEqual(
    new Map([
      ['seed', ['data.seed']],
      ['lr', ['batch']],
    ]),
  )
})

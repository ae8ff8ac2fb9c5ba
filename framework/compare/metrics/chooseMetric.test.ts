import { expect, test } from 'vitest'
import type { Goal } from '../../runs/sources/source.ts'
import { noteColumns } from '../../tables/columnAliases.ts'
import { runsOf } from '../../testing/exampleRuns.ts'
import { chooseMetric, goalOfColumn } from './chooseMetric.ts'

const GOALS = new Map<string, Goal>([
  ['train/loss', 'min'],
  ['test/acc', 'max'],
  ['val/loss', 'min'],
  ['val/acc', 'max'],
])
const COLUMNS = {
  'train/loss.best': 1,
  'test/acc': 0.5,
  'test/acc.best': 0.6,
  'val/loss.best': 2,
  'val/acc': 0.7,
  'val/acc.best': 0.8,
}
const RUNS = runsOf([{ ...COLUMNS }, { ...COLUMNS, 'val/loss.best': null, 'val/acc.best': 0.9 }])

function choose(wanted: string | null = null, goal: Record<string, Goal> | null = null) {
  return chooseMetric({ runs: RUNS, goals: GOALS }, wanted, goal)
}

test('is the most complete validation metric, which is reported with the others', () => {
  expect(choose()).toEqual({
    metric: 'val/acc.best',
    logged: 'val/acc',
    better: 'higher',
    remarks: [
      'Runs are compared by val/acc.best (higher is better), the most complete validation metric: 2 of 2 ' +
        'runs with a value. inputs.metric=… takes another: val/loss.best.',
    ],
  })
})

test('is the loss of facts', () => {
  const runs = runsOf([{ 'loss.total_best': 1 }, { 'loss.total_best': 2 }])
  expect(chooseMetric({ runs, goals: new Map() })).toMatchObject({
    metric: 'loss.total_best',
    logged: 'val_loss',
    better: 'lower',
  })
})

test('without validation metrics, is one that names no split before those of test and training', () => {
  const runs = runsOf([{ 'train/loss.best': 1, 'test/acc.best': 1, accuracy: 1 }])
  const goals = new Map<string, Goal>([...GOALS, ['accuracy', 'max']])
  expect(chooseMetric({ runs, goals }).metric).toBe('accuracy')
})

test('takes the one that was asked for, with its goal', () => {
  expect(choose('test/acc')).toMatchObject({
    metric: 'test/acc',
    logged: 'test/acc',
    better: 'higher',
  })
  expect(choose('val/loss.best')).toMatchObject({
    logged: 'val/loss',
    better: 'lower',
    remarks: [],
  })
})

test('takes the metric, not the parameter of the same name', () => {
  const runs = runsOf([
    { acc: 1, 'metric.acc': 0.5 },
    { acc: 2, 'metric.acc': 0.4 },
  ])
  const goals = new Map<string, Goal>([['acc', 'max']])
  expect(chooseMetric({ runs, goals }, 'acc').metric).toBe('metric.acc')
  expect(chooseMetric({ runs, goals }).metric).toBe('metric.acc')
})

test('what the user says of a metric counts more than its name', () => {
  expect(choose('test/acc', { 'test/acc': 'min' }).better).toBe('lower')
})

test('says so where nothing tells which values are better', () => {
  const runs = runsOf([{ zeta: 1 }, { zeta: 2 }])
  expect(chooseMetric({ runs, goals: new Map() }, 'zeta').remarks).toEqual([
    'Nothing says which values of zeta are better; lower ones are taken to be. Say so with ' +
      'inputs.goal={zeta: max} or min.',
  ])
})

test('says so where all runs have the same value', () => {
  expect(choose('test/acc').remarks).toEqual([
    'test/acc has the same value in every run that has it: by this metric nothing differs.',
  ])
})

test('names the nearest of a metric that no run has', () => {
  expect(() => choose('val/ac')).toThrow(
    /inputs\.metric: the runs have no column "val\/ac"\. Did you mean "val\/acc"/,
  )
})

test('refuses a column without numbers, with the metrics that there are', () => {
  const runs = runsOf([{ name: 'a', 'val/acc.best': 1 }])
  expect(() => chooseMetric({ runs, goals: GOALS }, 'name')).toThrow(
    'inputs.metric=name: none of the 1 runs has a number there. Metrics with values: val/acc.best.',
  )
})

test.each(['run', 'seed'])('refuses the column %s, which measures nothing', (name) => {
  const runs = runsOf([1, 2].map((i) => ({ run: i, seed: i, 'val/acc': 0.5 })))
  expect(() => chooseMetric({ runs, goals: new Map() }, name)).toThrow(
    `inputs.metric=${name}: ${name} says which run it is, and measures nothing. Metrics with values: `,
  )
})

test('without any metric, says which columns hold numbers', () => {
  const runs = runsOf([{ run_dir: 'a', zeta: 1 }])
  expect(() => chooseMetric({ runs, goals: new Map() })).toThrow(/Columns with numbers: zeta\.$/)
})

test('where all runs diverged, says so', () => {
  const runs = runsOf([1, 2].map(() => ({ 'loss.total_best': null, diverged: 'loss.total' })))
  expect(() => chooseMetric({ runs, goals: new Map() })).toThrow(
    'There is nothing to compare the 2 runs by. 2 of 2 runs diverged: loss.total ended in NaN or infinity.',
  )
})

test('a validation metric that diverged in every run is reported, where another one is taken', () => {
  const runs = runsOf(
    [1, 2].map((loss) => ({ 'train/loss.best': loss, 'val/loss': null, diverged: 'val/loss' })),
  )
  const goals = new Map([
    ['train/loss', 'min'],
    ['val/loss', 'min'],
  ] as const)
  const { metric, remarks } = chooseMetric({ runs, goals })
  expect(metric).toBe('train/loss.best')
  expect(remarks).toContain(
    'val/loss ended in NaN or infinity in every run that has it: nothing can be compared by it.',
  )
})

test('an unknown metric is reported with the key that asked for it', () => {
  const ask = () => chooseMetric({ runs: RUNS, goals: GOALS }, 'val/acd', null, 'inputs.metrics')
  expect(ask).toThrow(
    /^inputs\.metrics: the runs have no column "val\/acd"\. Did you mean "val\/acc"\?/,
  )
})

const goalsOf = (...names: string[]) => new Map(names.map((name) => [name, 'min' as const]))

test.each([
  ...['val_mse', 'valid.mse', 'validation/mse', 'dev_mse', 'mse/eval', 'evaluation_mse', 'VAL-mse'],
  ...['heldout mse', 'mse.holdout', 'val2'],
])('%s is a validation metric, which comes first', (name) => {
  const runs = runsOf([1, 2].map((loss) => ({ other: loss, [name]: loss })))
  const { metric, remarks } = chooseMetric({ runs, goals: goalsOf('other', name) })
  expect(metric).toBe(name)
  expect(remarks[0]).toContain(`(lower is better), the only validation metric: 2 of 2 runs with a`)
})

test.each(['interval_mse', 'value', 'device_mse', 'retrieval', 'evaluate', 'contest', 'strain'])(
  '%s is a metric of no split',
  (name) => {
    const runs = runsOf([1, 2].map((loss) => ({ 'test/mse': loss, [name]: loss })))
    const { metric, remarks } = chooseMetric({ runs, goals: goalsOf('test/mse', name) })
    expect(metric).toBe(name)
    expect(remarks[0]).toBe(
      `Runs are compared by ${name} (lower is better), the only metric: 2 of 2 runs with a value. inputs.metric=… takes another.`,
    )
  },
)

test.each([
  ['mse', 'test_mse'],
  ['testing/mse', 'train_mse'],
  ['test mse', 'training.mse'],
])('%s comes before %s', (first, second) => {
  const runs = runsOf([1, 2].map((loss) => ({ [second]: loss, [first]: loss })))
  expect(chooseMetric({ runs, goals: goalsOf(second, first) }).metric).toBe(first)
})

test('of the columns of a metric its best value is taken', () => {
  const names = ['metric.val/mse.best', 'val/mse.best', 'metric.val/mse', 'val/mse']
  names.forEach((name, at) => {
    const cells = Object.fromEntries(names.slice(at).map((each) => [each, 1]))
    const runs = runsOf([cells, cells].map((each, i) => ({ ...each, [name]: i })))
    const chosen = chooseMetric({ runs, goals: goalsOf('val/mse') })
    expect(chosen).toMatchObject({ metric: name, logged: 'val/mse' })
  })
})

test('metrics that vary come before those that do not, and then the more complete one', () => {
  const rows = [1, 2, 3].map((i) => ({
    'val/constant': 1,
    'val/few': i === 1 ? null : i,
    'val/most': i,
  }))
  const goals = goalsOf('val/constant', 'val/few', 'val/most')
  expect(chooseMetric({ runs: runsOf(rows), goals }).remarks).toEqual([
    'Runs are compared by val/most (lower is better), the most complete validation metric: 3 of 3 runs with a value. ' +
      'inputs.metric=… takes another: val/few, val/constant.',
  ])
  const alike = runsOf(rows.map((row) => ({ 'val/constant': row['val/constant'] })))
  expect(chooseMetric({ runs: alike, goals }).remarks.at(-1)).toBe(
    'val/constant has the same value in every run that has it: by this metric nothing differs.',
  )
  // Of a single run that says nothing.
  expect(chooseMetric({ runs: runsOf(rows.slice(0, 1)), goals }).remarks).toHaveLength(1)
})

test('of many other metrics four are named', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const rows = [1, 2].map((i) => Object.fromEntries(names.map((name) => [name, i])))
  const remark = (n: number) =>
    chooseMetric({ runs: runsOf(rows), goals: goalsOf(...names.slice(0, n)) }).remarks[0]
  expect(remark(5)).toMatch(/takes another: b, c, d, e\.$/)
  expect(remark(7)).toMatch(/takes another: b, c, d, e and 2 more\.$/)
})

test('the loss of facts is none where no run has it', () => {
  const runs = runsOf([1, 2].map((acc) => ({ 'loss.total_best': null, acc })))
  expect(chooseMetric({ runs, goals: new Map([['acc', 'max']]) })).toMatchObject({
    metric: 'acc',
    better: 'higher',
  })
})

test.each([
  ['loss.recon_final', 'val_loss'],
  ['loss.codebook_best', 'val_loss'],
  ['my.loss.recon_final', 'my.loss.recon_final'],
  ['metric.acc.best', 'acc'],
  ['acc.best_step', 'acc'],
  ['acc.best.x', 'acc.best.x'],
  ['the.metric.acc', 'the.metric.acc'],
])('the histories have %s as %s', (column, logged) => {
  const runs = runsOf([1, 2].map((i) => ({ [column]: i })))
  expect(chooseMetric({ runs, goals: new Map() }, column).logged).toBe(logged)
})

test('where a metric was best is no measure, unless the user says so', () => {
  const goals = new Map<string, Goal>([['val/loss', 'min']])
  expect(goalOfColumn('val/loss.best', goals)).toBe('min')
  expect(goalOfColumn('val/loss.best_step', goals)).toBeUndefined()
  goals.set('val/loss.best_step', 'max')
  expect(goalOfColumn('val/loss.best_step', goals)).toBe('max')
})

test('what is said of a column counts, and of what the histories call it', () => {
  const better = (goals: [string, Goal][]) =>
    chooseMetric({ runs: runsOf([{ 'zeta.best': 1 }]), goals: new Map(goals) }, 'zeta.best').better
  expect(better([['zeta', 'max']])).toBe('higher')
  expect(
    better([
      ['zeta', 'max'],
      ['zeta.best', 'min'],
    ]),
  ).toBe('lower')
})

test('whole numbers beyond 2^53 are values, and texts are not', () => {
  const runs = runsOf([{ zeta: 2n ** 60n }, { zeta: 'x' }, { zeta: true }, { zeta: 2n ** 61n }])
  const { remarks } = chooseMetric({ runs, goals: goalsOf('zeta') })
  expect(remarks).toEqual([expect.stringContaining('2 of 4 runs with a value')])
})

const MANY = Array.from({ length: 14 }, (_, i) => `c${i}`)

test.each<[string, Record<string, unknown>, string]>([
  [
    'the first twelve columns with numbers',
    Object.fromEntries(MANY.map((name, i) => [name, i])),
    MANY.slice(0, 12).join(', '),
  ],
  ['no column where none has numbers', { name: 'a' }, 'none'],
  ['those that measure, where that is known', { lr: 1, zeta: 2 }, 'zeta'],
])('without any metric it names %s', (_, row, names) => {
  const notes = { aliases: new Map(), others: new Set(['zeta']) }
  const runs = 'lr' in row ? noteColumns(runsOf([row]), notes) : runsOf([row])
  expect(() => chooseMetric({ runs, goals: new Map() })).toThrow(
    expect.objectContaining({
      code: 'INTEGRITY_CHECK_FAILED',
      message:
        'None of the 1 runs has a metric of which is known which values are better. Name one with inputs.metric=… and ' +
        `say so with inputs.goal={METRIC: min}. Columns with numbers: ${names}.`,
    }),
  )
})

test.each([
  [['zeta', 'zeta', ''], ' 2 of 3 runs diverged: zeta ended in NaN or infinity.'],
  [['loss', 'loss', 'loss'], ''],
])(
  'a metric without a value, where runs diverged in %j, is told with those of its own',
  (names, told) => {
    const rows = names.map((diverged) => ({ zeta: null, diverged }))
    expect(() => chooseMetric({ runs: runsOf(rows), goals: new Map() }, 'zeta')).toThrow(
      expect.objectContaining({
        code: 'INTEGRITY_CHECK_FAILED',
        message: `inputs.metric=zeta: none of the 3 runs has a number there.${told} Metrics with values: none.`,
      }),
    )
  },
)

test('a metric that no column has is refused', () => {
  expect(() => chooseMetric({ runs: runsOf([{ a: 1 }]), goals: new Map() }, 'b')).toThrow(
    expect.objectContaining({ code: 'COMPARISON_COLUMN_UNKNOWN' }),
  )
})

test('a metric that diverged is told where some run would rather be compared by it', () => {
  const remarksOf = (diverged: string, more: Record<string, unknown> = {}) =>
    chooseMetric({
      runs: runsOf([1, 2].map((mse) => ({ mse, diverged, ...more }))),
      goals: goalsOf('mse'),
    }).remarks.slice(1)
  expect(remarksOf('val/loss, val_acc , test/loss')).toEqual([
    'val/loss, val_acc ended in NaN or infinity in every run that has it: nothing can be compared by it.',
  ])
  expect(remarksOf('test/loss')).toEqual([])
  // Some run has a value.
  expect(remarksOf('val/loss', { 'val/loss.best': 3 })).toEqual([])
})

test('a run that diverged in a metric has it, with or without a value from before', () => {
  const rows = [1, 2, null, 4].map((loss) => ({
    ...{ 'val/loss.best': loss, 'val/acc.best': 0.5 },
    diverged: loss === 1 || loss === null ? 'val/loss' : '',
  }))
  const runs = runsOf(rows)
  const { metric, remarks } = chooseMetric({ runs, goals: goalsOf('val/loss', 'val/acc') })
  expect(metric).toBe('val/loss.best')
  expect(remarks[0]).toContain('3 of 4 runs with a value; 2 diverged. inputs.metric=…')
})

test('says which other metric diverged, where the chosen one does not tell', () => {
  const runs = runsOf(
    [1, 2, 3, 4].map((acc) => ({
      ...{ 'val/acc.best': acc, 'val/loss.best': acc === 1 ? null : acc },
      diverged: acc === 2 ? 'val/loss' : '',
    })),
  )
  const { metric, remarks } = chooseMetric({ runs, goals: goalsOf('val/acc', 'val/loss') })
  expect(metric).toBe('val/acc.best')
  expect(remarks).toContain(
    'val/loss ended in NaN or infinity in 1 of 4 runs, which val/acc.best does not tell: inputs.metric=val/loss ' +
      'compares by it.',
  )
})

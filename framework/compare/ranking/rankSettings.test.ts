import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { rankSettings } from './rankSettings.ts'

const OPTIONS = { metric: 'loss', better: 'lower', parameters: ['lr'] } as const

function rank(rows: readonly RunCells[], options = {}) {
  const runs = runsOf(rows.map((row, i) => ({ run_dir: `run${i}`, ...row })))
  return rankSettings(runs, { ...OPTIONS, ...options })
}

const ROWS = [
  { lr: 1, seed: 1, loss: 1 },
  { lr: 1, seed: 2, loss: 5 },
  { lr: 2, seed: 1, loss: 2 },
  { lr: 2, seed: 2, loss: 2.5 },
]

test('settings stand by their mean over seeds, not by their best run', () => {
  const { settings } = rank(ROWS)
  expect(settings.map(({ values, mean, n }) => [values, mean, n])).toEqual([
    [[2], 2.25, 2],
    [[1], 3, 2],
  ])
})

test('where geometric means put another setting first by more than luck, that is said', () => {
  // Means of 3 and 3.33, geometric means of 3 and 1.02: ln 2.94 is 1.08, and luck lifts by 0.77.
  const rows = [
    { lr: 1, seed: 1, loss: 3 },
    { lr: 1, seed: 2, loss: 3 },
    { lr: 2, seed: 1, loss: 6.5 },
    { lr: 2, seed: 2, loss: 0.16 },
  ]
  const said =
    'best.csv ranks by arithmetic means, which runs far from the others move most. By geometric means, on which ' +
    'comparisons of ratios rest, lr=2 would be first: 1.02 against 3 of loss.'
  expect(rank(rows).settings[0]?.values).toEqual([1])
  expect(rank(rows).remarks).toContain(said)
  const saidOf = (changed: readonly RunCells[], options = {}) =>
    rank(changed, options).remarks.join().includes('geometric')
  expect(saidOf(rows, { better: 'higher' })).toBe(true)
  // Means of 3 and 4, geometric means of 3 and 2: ln 1.5 is 0.41, and luck lifts by 0.55.
  const near = [7.4641016151377544, 0.5358983848622455].map((loss, seed) => ({ lr: 2, seed, loss }))
  expect(saidOf([...rows.slice(0, 2), ...near])).toBe(false)
  // Differences are compared; the better one has one run; or one that diverged.
  expect(saidOf([...rows, { lr: 3, seed: 1, loss: -9 }])).toBe(false)
  expect(saidOf([...rows.slice(0, 2), { lr: 2, seed: 1, loss: 4 }])).toBe(false)
  expect(saidOf([...rows, { lr: 2, seed: 3, loss: Infinity }])).toBe(false)
})

/** Seven of eight runs of the first setting are a tenth better, and one is far off. */
const ONE_BAD = [1, 1.01, 0.99, 50, 1.02, 0.98, 1, 1].flatMap((loss, seed) => [
  { run_dir: `adam${seed}`, opt: 'adam', seed, loss },
  { run_dir: `sgd${seed}`, opt: 'sgd', seed, loss: 1.1 + seed / 1000 },
])

test('where one run decides which setting is first, it is named, with what would be first without it', () => {
  const { settings, remarks } = rank(ONE_BAD, { parameters: ['opt'] })
  expect(settings[0]?.values).toEqual(['sgd'])
  expect(remarks).toEqual([
    expect.stringContaining(' by more than 100 % of loss.'),
    'One run decides which setting is first in best.csv: adam3, whose loss of 50 is far from the others of opt=adam. ' +
      'Without it opt=adam would be first: 1 against 1.1. Look at it, and repeat it.',
  ])
})

test('a run that is too good decides, too', () => {
  const rows = ONE_BAD.map((row) => ({ ...row, loss: 60 - row.loss }))
  expect(rank(rows, { parameters: ['opt'], better: 'higher' }).remarks[1]).toContain(
    'adam3, whose loss of 10 is far from the others of opt=adam. Without it opt=adam would be first: 59 against 58.9.',
  )
  expect(rank(rows, { parameters: ['opt'] }).remarks[1]).toContain(
    'Without it opt=sgd would be first: 58.9 against 59.',
  )
})

test('a run far from the others is none that decides where the first stays the first without it', () => {
  const rows = ONE_BAD.map((row) => (row.opt === 'sgd' ? { ...row, loss: row.loss / 2 } : row))
  expect(rank(rows, { parameters: ['opt'] }).remarks).toHaveLength(1)
})

test('of noise alone neither another order nor a run that decides is told', () => {
  const random = new Random(3)
  let told = 0
  for (let i = 0; i < 300; i++) {
    const rows = Array.from({ length: 60 }, (_, at) => ({
      ...{ lr: at % 12, seed: at, loss: Math.exp(0.15 * random.normal()) },
    }))
    told += rank(rows).remarks.length - 1
  }
  // One in a hundred has a run that noise alone makes so far, and it need not decide.
  expect(told).toBeLessThanOrEqual(3)
})

test('greater values come first where they are better', () => {
  expect(rank(ROWS, { better: 'higher' }).settings[0]?.values).toEqual([1])
})

test('settings with runs that diverged come last, with their number', () => {
  const { settings } = rank([
    ...ROWS,
    { lr: 3, seed: 1, loss: 0.1 },
    { lr: 3, seed: 2, loss: Infinity },
  ])
  expect(settings.at(-1)).toMatchObject({ values: [3], n: 2, nDiverged: 1, mean: 0.1 })
})

test('the table names the runs of each setting', () => {
  expect(rank(ROWS).table.object(0)).toMatchObject({
    rank: 1,
    lr: 2,
    mean: 2.25,
    run_dirs: 'run2 run3',
  })
})

test('of settings that diverged those with a mean come first, by it', () => {
  const rows = [
    { lr: 'never', loss: Infinity },
    { lr: 'nine', loss: 9 },
    { lr: 'nine', loss: Infinity },
    { lr: 'always', loss: 100 },
    { lr: 'three', loss: 3 },
    { lr: 'three', loss: null, diverged: 'loss' },
  ]
  const order = ['always', 'three', 'nine', 'never']
  for (const given of [rows, rows.toReversed()]) {
    expect(rank(given).settings.map(({ values }) => values[0])).toEqual(order)
  }
  expect(rank(rows).settings.at(-1)).toMatchObject({ n: 1, nDiverged: 1, mean: null, low: null })
})

test('runs without a value of the metric are none of the setting', () => {
  const rows = [null, 'oops', true, 2n ** 60n].map((loss) => ({ lr: 1, loss }))
  expect(rank(rows).settings).toMatchObject([{ n: 1, rows: [3], mean: 2 ** 60 }])
})

test('parameters that the runs lack make no settings', () => {
  const { settings, table } = rank(ROWS, { parameters: ['none', 'lr'] })
  expect(settings.map(({ values }) => values)).toEqual([[2], [1]])
  expect(table.columnNames().slice(0, 3)).toEqual(['rank', 'lr', 'n'])
})

test('best.csv has a row for each setting, with its interval', () => {
  const { table, settings } = rank([
    ...[1, 2, 6].map((loss, seed) => ({ lr: 1, seed, loss })),
    { lr: 2, seed: 0, loss: 5 },
    { lr: 2, seed: 1, loss: Infinity },
  ])
  // 3 ± t(0.975, 2) × √(7 / 3)
  const reach = 4.302652729696142 * Math.sqrt(7 / 3)
  expect(table.columnNames()).toEqual([
    ...['rank', 'lr', 'n', 'n_diverged', 'mean', 'low', 'high', 'interval', 'run_dirs', 'command'],
  ])
  expect(table.objects()).toEqual([
    {
      ...{ rank: 1, lr: 1, n: 3, n_diverged: 0, mean: 3 },
      ...{ low: expect.closeTo(3 - reach, 9), high: expect.closeTo(3 + reach, 9), interval: 't' },
      ...{ run_dirs: 'run0 run1 run2', command: 'lr=1 seed=0,1,2' },
    },
    {
      ...{ rank: 2, lr: 2, n: 2, n_diverged: 1, mean: 5, low: null, high: null, interval: 'none' },
      ...{ run_dirs: 'run3 run4', command: 'lr=2 seed=0,1' },
    },
  ])
  expect(settings.map((setting) => setting.rank)).toEqual([1, 2])
})

test.each([
  ...['rank', 'n', 'n_diverged', 'mean', 'low', 'high', 'interval', 'run_dirs', 'command'],
])('a parameter named %s is told from the column of that name', (name) => {
  const { table } = rank([{ [name]: 7, loss: 1 }], { parameters: [name] })
  expect(table.get(`parameter.${name}`, 0)).toBe(7)
  expect(table.columnNames()).toHaveLength(10)
})

test('the first settings have a command, 20 by default', () => {
  const rows = Array.from({ length: 22 }, (_, lr) => ({ lr, seed: 1, loss: lr }))
  const nCommands = (options = {}) =>
    rank(rows, options).settings.filter(({ command }) => command !== '').length
  expect([nCommands(), nCommands({ withCommand: 1 })]).toEqual([20, 1])
  expect(rank(rows, { withCommand: 1 }).settings[1]?.command).toBe('')
})

test('what the first place is worth is told of the settings in their order', () => {
  expect(rank(ROWS).remarks).toEqual([expect.stringMatching(/^The first of 2 settings in best/)])
  expect(rank(ROWS.slice(0, 2)).remarks).toEqual([])
})

test('runs without the metric are refused', () => {
  expect(() => rank([{ lr: 1, los: 2 }])).toThrow(
    expect.objectContaining({
      code: 'COMPARISON_COLUMN_UNKNOWN',
      message: expect.stringMatching(/^rankSettings: the runs have no column "loss"/),
    }),
  )
})

import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import { holmAdjust } from '../../stats/tests/holm.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareMeasures } from './compareMeasures.ts'

const PARAMETERS = ['width', 'depth', 'rate', 'seed']

/** A grid of three parameters of two values with four seeds each, whose measures depend on nothing. */
function gridOfChance(random: Random): RunCells[] {
  const runs: RunCells[] = []
  for (const width of [1, 2])
    for (const depth of [1, 2])
      for (const rate of [1, 2])
        for (let seed = 0; seed < 4; seed++) {
          const luck = random.normal()
          runs.push({
            ...{ width, depth, rate, seed },
            'test.auroc': 0.9 + 0.01 * luck,
            'test.accuracy': 0.8 + 0.01 * (0.5 * luck + 0.87 * random.normal()),
          })
        }
  return runs
}

test('all rows are one family: p-values are adjusted over parameters and measures', () => {
  const { rows, methods } = compareMeasures(runsOf(gridOfChance(new Random(1, 'grid'))), PARAMETERS)
  expect(rows.map(({ by, metric }) => [by, metric])).toEqual(
    ['test.auroc', 'test.accuracy'].flatMap((metric) =>
      ['width', 'depth', 'rate'].map((by) => [by, metric]),
    ),
  )
  expect(rows.map(({ pHolm }) => pHolm)).toEqual(
    holmAdjust(rows.map(({ pValue }) => pValue ?? Number.NaN)),
  )
  expect(methods[0]).toBe(
    'Runs were compared by test.auroc, test.accuracy (higher is better), by width, depth, rate.',
  )
  expect(methods.at(-1)).toContain('adjusted for 6 tests by')
})

test('findings name the measure, in their keys and in what is said of parameters that settle nothing', () => {
  const runs = gridOfChance(new Random(1, 'grid')).map((run) => ({
    ...run,
    'test.auroc': (run['test.auroc'] as number) + (run.width === 2 ? 0.1 : 0),
  }))
  const { findings } = compareMeasures(runsOf(runs), PARAMETERS)
  expect(findings.map(({ key }) => key)).toEqual([
    'test.auroc-width-2-vs-1',
    'test.auroc-depth',
    'test.auroc-rate',
    'test.accuracy-width',
    'test.accuracy-depth',
    'test.accuracy-rate',
  ])
  expect(findings[0]?.sentence).toMatch(
    /^width 2 is better than width 1: test\.auroc higher by 0\.099/,
  )
  expect(findings[3]?.sentence).toMatch(
    /^width \(test\.accuracy\): differences above 0\.0\d+ excluded by 95 % intervals/,
  )
})

test('many values of a number are compared by their trend', () => {
  const random = new Random(3, 'rates')
  const runs = Array.from({ length: 20 }, (_, seed) => {
    const rate = random.uniform()
    return { rate, seed, 'test.auroc': 0.5 + 0.4 * rate, 'test.accuracy': random.uniform() }
  })
  const { rows, trends, findings } = compareMeasures(runsOf(runs), ['rate', 'seed'])
  expect(rows).toEqual([])
  expect(trends.map(({ metric, verdict }) => [metric, verdict])).toEqual([
    ['test.auroc', 'rises'],
    ['test.accuracy', 'inconclusive'],
  ])
  expect(findings.map(({ key }) => key)).toEqual(['test.auroc-rate', 'test.accuracy-rate'])
})

test('of tables where nothing differs, about one in twenty says that something does', {
  tags: ['simulation'],
}, () => {
  const trials = 300
  const random = new Random(12, 'family')
  let alarms = 0
  for (let trial = 0; trial < trials; trial++) {
    const compared = compareMeasures(runsOf(gridOfChance(random)), PARAMETERS)
    if (compared.rows.some(({ verdict }) => verdict === 'different')) alarms++
  }
  // 17 % with a family for each parameter and measure.
  expect(alarms / trials).toBeLessThan(0.07 + 3 * Math.sqrt((0.07 * 0.93) / trials))
})

test('parameters of one value, the seed, and measures without values are not compared', () => {
  const runs = gridOfChance(new Random(2, 'grid')).map((run) => ({ ...run, depth: 1, rate: 3 }))
  const by = (given: readonly RunCells[]) => compareMeasures(runsOf(given), PARAMETERS).rows
  expect(by(runs).map((row) => row.by)).toEqual(['width', 'width'])
  expect(by(runs.map((run) => ({ ...run, 'test.accuracy': null })))).toHaveLength(1)
  expect(by(runs.map((run) => ({ ...run, width: 1 })))).toEqual([])
})

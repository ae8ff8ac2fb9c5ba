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

test('all rows of the table are one family: p-values are adjusted over parameters and measures', () => {
  const compared = compareMeasures(runsOf(gridOfChance(new Random(1, 'grid'))), PARAMETERS)
  const rows = (compared?.objects() ?? []) as Record<string, number>[]
  expect(rows.map(({ by, metric }) => [by, metric])).toEqual(
    ['width', 'depth', 'rate'].flatMap((by) => [
      [by, 'test.auroc'],
      [by, 'test.accuracy'],
    ]),
  )
  expect(rows.map(({ p_holm }) => p_holm)).toEqual(
    holmAdjust(rows.map(({ p_value }) => p_value ?? Number.NaN)),
  )
})

test('of tables where nothing differs, about one in twenty says that something does', {
  tags: ['simulation'],
}, () => {
  const trials = 300
  const random = new Random(12, 'family')
  let alarms = 0
  for (let trial = 0; trial < trials; trial++) {
    const compared = compareMeasures(runsOf(gridOfChance(random)), PARAMETERS)
    const rows = (compared?.objects() ?? []) as { verdict: string }[]
    if (rows.some(({ verdict }) => verdict === 'different')) alarms++
  }
  // 17 % with a family for each parameter and measure.
  expect(alarms / trials).toBeLessThan(0.07 + 3 * Math.sqrt((0.07 * 0.93) / trials))
})

test('parameters of one value, the seed, and measures without values are not compared', () => {
  const runs = gridOfChance(new Random(2, 'grid')).map((run) => ({ ...run, depth: 1, rate: 3 }))
  const by = (given: readonly RunCells[]) =>
    compareMeasures(runsOf(given), PARAMETERS)?.objects() as { by: string }[]
  expect(by(runs).map((row) => row.by)).toEqual(['width', 'width'])
  expect(by(runs.map((run) => ({ ...run, 'test.accuracy': null })))).toHaveLength(1)
  expect(
    compareMeasures(runsOf(runs.map((run) => ({ ...run, width: 1 }))), PARAMETERS),
  ).toBeUndefined()
})

import { expect, test } from 'vitest'
import { meanInterval } from '../../stats/intervals/meanInterval.ts'
import { meansOverSeeds } from './meansOverSeeds.ts'

/** Values of settings, a list each, whose seeds are all different. */
function runsOf(settings: readonly (readonly number[])[]) {
  return settings.flatMap((values, setting) =>
    values.map((value, at) => ({
      setting: String(setting),
      seed: String(100 * setting + at),
      value,
    })),
  )
}

test('of runs of one setting it is the mean with its own interval', () => {
  expect(meansOverSeeds([runsOf([[1, 2, 4]]), runsOf([[5, 7]])], 'mean')).toEqual({
    means: [meanInterval([1, 2, 4]), meanInterval([5, 7])],
    over: undefined,
  })
})

test('what lies between settings is not uncertainty of their mean', () => {
  const far = (distance: number) =>
    meansOverSeeds([runsOf([[1, 2, 3], [1, 2, 3].map((value) => value + distance)])], 'mean')
  const reach = ({ means: [mean] }: ReturnType<typeof far>) => (mean?.high ?? 0) - (mean?.low ?? 0)
  expect(far(1000).means[0]).toMatchObject({ estimate: 502, n: 6, kind: 't', level: 0.95 })
  expect(reach(far(1000))).toBeCloseTo(reach(far(10)), 9)
  expect(far(1000).over?.words).toBe('seeds within settings')
})

test('of the geometric mean it is the interval of the logarithms', () => {
  const logs = [
    [1, 2, 3],
    [11, 12, 13],
  ]
  const { means: ofLogs } = meansOverSeeds([runsOf(logs)], 'mean')
  const { means } = meansOverSeeds(
    [runsOf(logs.map((values) => values.map((value) => Math.exp(value))))],
    'geometric',
  )
  expect(Math.log(means[0]?.low ?? 0)).toBeCloseTo(ofLogs[0]?.low ?? 0, 9)
  expect(Math.log(means[0]?.high ?? 0)).toBeCloseTo(ofLogs[0]?.high ?? 0, 9)
})

test('where settings were not repeated the interval is over settings, and called so', () => {
  const { means, over } = meansOverSeeds([runsOf([[1], [2], [4]])], 'mean')
  expect(means).toEqual([meanInterval([1, 2, 4])])
  expect(over?.words).toBe('runs of different settings, which is not an interval over seeds')
})

test('all intervals of a figure are of one kind', () => {
  const repeated = runsOf([
    [1, 2, 3],
    [5, 6, 7],
  ])
  const { means, over } = meansOverSeeds([repeated, runsOf([[1], [2], [4]])], 'mean')
  expect(means[0]).toEqual(meanInterval([1, 2, 3, 5, 6, 7]))
  expect(over?.name).toBe('over settings')
})

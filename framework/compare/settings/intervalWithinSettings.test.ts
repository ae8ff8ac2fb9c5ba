import { expect, test } from 'vitest'
import { meanInterval } from '../../stats/intervals/meanInterval.ts'
import { intervalWithinSettings } from './intervalWithinSettings.ts'

/** Values of settings, a list each; seeds count from 1 in each of them, or over all of them. */
function runsOf(settings: readonly (readonly number[])[], { sharesSeeds = false } = {}) {
  return settings.flatMap((values, setting) =>
    values.map((value, at) => ({
      setting: String(setting),
      seed: String(sharesSeeds ? at : 100 * setting + at),
      value,
    })),
  )
}

test('of one setting it is the interval of the mean', () => {
  const { low, high } = meanInterval([1, 2, 4])
  const interval = intervalWithinSettings(runsOf([[1, 2, 4]]))
  expect(interval?.low).toBeCloseTo(low, 12)
  expect(interval?.high).toBeCloseTo(high, 12)
})

test('what lies between settings does not widen it', () => {
  // Mean square within 4/4, of six runs; t with 4 degrees of freedom is 2.776445.
  const reach = 2.776445 * Math.sqrt(1 / 6)
  for (const far of [10, 1000]) {
    const interval = intervalWithinSettings(runsOf([[1, 2, 3], [1, 2, 3].map((v) => v + far)]))
    expect(interval?.low).toBeCloseTo(2 + far / 2 - reach, 5)
    expect(interval?.high).toBeCloseTo(2 + far / 2 + reach, 5)
  }
})

test('seeds whose runs resemble each other over settings are the units', () => {
  const settings = [
    [1, 2, 3],
    [11, 12, 13],
  ]
  // The means of the seeds are 6, 7 and 8; t with 2 degrees of freedom is 4.302653.
  const reach = 4.302653 * Math.sqrt(1 / 3)
  const interval = intervalWithinSettings(runsOf(settings, { sharesSeeds: true }))
  expect(interval?.low).toBeCloseTo(7 - reach, 5)
  expect(interval?.high).toBeCloseTo(7 + reach, 5)
})

test('seeds whose runs do not resemble each other leave it as it is', () => {
  const settings = [
    [1, 2, 3],
    // Of few seeds the interval would be wider, were they the units.
    [11.3, 10.85, 10.85],
  ]
  expect(intervalWithinSettings(runsOf(settings, { sharesSeeds: true }))).toEqual(
    intervalWithinSettings(runsOf(settings)),
  )
})

test('settings of single runs have none', () => {
  expect(intervalWithinSettings(runsOf([[1], [2], [3], [4]]))).toBeUndefined()
  expect(intervalWithinSettings(runsOf([[1, 2], [3]]))).toBeUndefined()
  expect(intervalWithinSettings(runsOf([[1, 2], [3, 4], [5]]))).toBeDefined()
})

import { expect, test } from 'vitest'
import { smoothSeries } from './smoothing.ts'

test('an exponential average starts at the first value and follows slowly', () => {
  const smooth = smoothSeries([4, 0, 0], { ema: 0.5 })
  expect(smooth).toEqual([4, 2 / 1.5, 1 / 1.75])
})

test('both leave a constant series as it is', () => {
  const constant = [3, 3, 3, 3, 3]
  expect(smoothSeries(constant, { ema: 0.9 }).map((value) => value.toFixed(12))).toEqual(
    constant.map((value) => value.toFixed(12)),
  )
  expect(smoothSeries(constant, { window: 3 })).toEqual(constant)
})

test('a window is the mean of as many neighbours to either side', () => {
  expect(smoothSeries([0, 0, 9, 0, 0], { window: 3 })).toEqual([0, 3, 3, 3, 0])
})

test('a window bends no trend at the ends', () => {
  expect(smoothSeries([1, 2, 3, 4, 5], { window: 5 })).toEqual([1, 2, 3, 4, 5])
})

test('missing values stay missing and count for no other', () => {
  expect(smoothSeries([2, Number.NaN, 4], { window: 3 })).toEqual([2, Number.NaN, 4])
  expect(smoothSeries([1, 2, Number.NaN, 4, 5], { window: 5 })).toEqual([
    1,
    1.5,
    Number.NaN,
    4.5,
    5,
  ])
  expect(smoothSeries([4, Number.NaN, 0], { ema: 0.5 })).toEqual([4, Number.NaN, 2 / 1.5])
})

import { expect, test } from 'vitest'
import { legendTargets } from './legendTargets.ts'

const entry = (left: number, top: number, width = 100, height = 17) => ({
  ...{ left, top, width, height },
})

test('entries in a row are 24 px tall', () => {
  expect(legendTargets([entry(10, 50), entry(130, 50)])).toEqual([
    entry(10, 46.5, 100, 24),
    entry(130, 46.5, 100, 24),
  ])
})

test('narrow entries are as wide, too', () => {
  expect(legendTargets([entry(40, 50, 12)])).toEqual([entry(34, 46.5, 24, 24)])
})

test('entries below each other share the gap between them, and do not overlap', () => {
  expect(legendTargets([entry(0, 50), entry(0, 69)])).toEqual([
    entry(0, 46.5, 100, 21.5),
    entry(0, 68, 100, 21.5),
  ])
})

import { expect, test } from 'vitest'
import type { CurveAxis } from '../../../compare/trainingCurves.ts'
import { horizontalAxis } from './horizontalAxis.ts'

const axisOf = (x: number[], along: CurveAxis = 'epoch') =>
  horizontalAxis([{ row: 0, epochs: x, x, y: x.map(() => 1) }], along, { name: 's', seconds: 1 })

test('begins at zero where the first epoch is near it', () => {
  expect(axisOf([0, 1, 2, 3, 4]).min).toBe(0)
  expect(axisOf([1, 2, 3, 4, 5]).min).toBe(0)
})

test('begins at the first epoch or step of a training that was resumed', () => {
  const { min, max, fixedTicks } = axisOf([100, 101, 102, 103, 104])
  expect([min, max]).toEqual([expect.closeTo(99.84), expect.closeTo(104.16)])
  expect(fixedTicks.map(({ label }) => label)).toEqual(['100', '101', '102', '103', '104'])
  expect(axisOf([26, 76, 126], 'step').min).toBeCloseTo(22)
  expect(axisOf([25, 75, 125], 'step').min).toBe(0)
})

test('begins at zero for times, since training does', () => {
  expect(axisOf([100, 101, 102], 'time').min).toBe(0)
})

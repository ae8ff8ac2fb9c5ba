import { expect, test } from 'vitest'
import { gridPlaces } from './gridPlaces.ts'

const SIDE = { noun: 'columns', most: 6, gathered: 3 }

test('values that have room have a place each, in their order', () => {
  const { names, ofRuns, notes } = gridPlaces(['16', '8', '16'], 'Dim', SIDE)
  expect(names).toEqual(['8', '16'])
  expect(ofRuns).toEqual(['16', '8', '16'])
  expect(notes).toEqual([])
})

test('of more numbers, neighbours stand in one place, named by the least', () => {
  const values = ['9', '1', '2', '3', '4', '5', '6', '7', '8', 'null']
  const { names, ofRuns, notes } = gridPlaces(values, 'Dim', SIDE)
  expect(names).toEqual(['from 1', 'from 4', 'from 7', 'null'])
  expect(ofRuns).toEqual([
    'from 7',
    ...['from 1', 'from 1', 'from 1', 'from 4', 'from 4', 'from 4', 'from 7', 'from 7'],
    'null',
  ])
  expect(notes).toEqual([
    '9 values of Dim stand in 3 columns, neighbours together under the least.',
  ])
})

test('numbers that are close have the digits that tell them apart', () => {
  const values = Array.from({ length: 7 }, (_, i) => String(1 + i / 1000))
  expect(gridPlaces(values, 'Lr', SIDE).names).toEqual(['from 1', 'from 1.002', 'from 1.005'])
})

test('of more names, the first have places, and the rest is counted', () => {
  const values = ['h', 'a', 'b', 'c', 'd', 'e', 'f', 'g']
  const { names, ofRuns, notes } = gridPlaces(values, 'Model', SIDE)
  expect(names).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  expect(ofRuns[0]).toBeUndefined()
  expect(notes).toEqual(['The first 6 of 8 values of Model are shown.'])
})

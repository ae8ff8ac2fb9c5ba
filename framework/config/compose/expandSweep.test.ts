import { describe, expect, test } from 'vitest'
import { recordedCases } from '../../testing/hydra/recordedCases.ts'
import { expandSweep } from './expandSweep.ts'

test('the last key varies fastest', () => {
  expect(expandSweep(['a=x,y', 'b=1', 'c=range(2)'])).toEqual([
    ['a=x', 'b=1', 'c=0'],
    ['a=x', 'b=1', 'c=1'],
    ['a=y', 'b=1', 'c=0'],
    ['a=y', 'b=1', 'c=1'],
  ])
})

test('a key that stands twice keeps its place and takes the later value', () => {
  expect(expandSweep(['a=1,2', 'b=3', 'a=4'])).toEqual([['a=4', 'b=3']])
})

test('values are written so that they parse as they were', () => {
  expect(expandSweep(["a=x y,'c,d',[1,{k: 'v w'}]"])).toEqual([
    ['a=x\\ y'],
    ["a='c,d'"],
    ["a=[1,{k:'v w'}]"],
  ])
})

test('a range of floats counts in decimals of 28 digits, so that its end may slip in', () => {
  const values = expandSweep(['a=range(1,0.6,-0.1)']).flat()
  expect(values).toEqual(['a=1.0', 'a=0.9', 'a=0.8', 'a=0.7', 'a=0.6'])
})

test.each([
  ['range(1,5)', [1, 2, 3, 4]],
  ['range(5,1,-1)', [2, 3, 4, 5]],
  ['range(1,5),reverse=true', [4, 3, 2, 1]],
  ['range(5,1,-1),reverse=true', [5, 4, 3, 2]],
  ['range(1.0,2.0,0.5),reverse=true', ['1.5', '1.0']],
])('sort(%s) has the values of the range, in order', (range, values) => {
  expect(expandSweep([`a=sort(${range})`]).flat()).toEqual(values.map((value) => `a=${value}`))
})

test('a shuffled sweep has every value once, in changing order', () => {
  const orders = Array.from({ length: 50 }, () => expandSweep(['a=shuffle(range(5))']).flat())
  for (const order of orders) {
    expect(order.toSorted()).toEqual(['a=0', 'a=1', 'a=2', 'a=3', 'a=4'])
  }
  expect(new Set(orders.map(String)).size).toBeGreaterThan(1)
})

test('a glob takes the options of the config group', () => {
  const groupOptions = () => ['mlp', 'mlp_wide', 'gnn']
  expect(expandSweep(['encoder=glob(m*,exclude=*_wide)'], { groupOptions })).toEqual([
    ['encoder=mlp'],
  ])
})

test.each(['a=interval(0,1)', 'a=range(0,1,0)', 'a=range(0,inf)', 'a=range(1000000000)'])(
  '%s cannot be counted out',
  (text) => {
    expect(() => expandSweep([text])).toThrow(expect.objectContaining({ code: 'SWEEP_INVALID' }))
  },
)

interface RecordedSweep {
  readonly overrides: string[]
  readonly jobs?: string[][]
}

describe('as Hydra was recorded', () => {
  test.each(recordedCases<RecordedSweep>('sweep'))('$overrides', ({ overrides, jobs }) => {
    if (jobs === undefined) expect(() => expandSweep(overrides)).toThrow()
    else expect(expandSweep(overrides)).toEqual(jobs)
  })
})

import { expect, test } from 'vitest'
import { groupName, pairNames, sharedPairs, unitsText } from './groupText.ts'

test('names stand alone, other values have their column beside them', () => {
  expect(groupName('tokenizer', 'vq')).toBe('vq')
  expect([0.1, true, null].map((value) => groupName('lr', value))).toEqual([
    'lr 0.1',
    'lr true',
    'lr null',
  ])
})

test('a name without a letter is called empty, and one that looks like no value stands in quotes', () => {
  expect(groupName('tokenizer', '')).toBe('(empty)')
  expect(pairNames({ by: 'tokenizer', a: null, b: 'null' }, false)).toEqual({
    ofA: 'tokenizer null',
    ofB: '"null"',
  })
})

test('the names of a pair have their column where another column has both as well', () => {
  const row = { by: 'ema', a: 'off', b: 'on' }
  expect(pairNames(row, false)).toEqual({ ofA: 'off', ofB: 'on' })
  expect(pairNames(row, true)).toEqual({ ofA: 'ema off', ofB: 'ema on' })
  expect(pairNames({ ...row, a: 1 }, false)).toEqual({ ofA: 'ema 1', ofB: 'on' })
})

test('a pair is shared where another column compares the same two values, in either order', () => {
  const pair = (by: string, a: string, b: string) => ({ by, a, b })
  const rows = [
    pair('ema', 'off', 'on'),
    pair('amp', 'on', 'off'),
    pair('amp', 'auto', 'off'),
    // Two rows of one column.
    pair('opt', 'adam', 'sgd'),
    pair('opt', 'adam', 'sgd'),
  ]
  const isShared = sharedPairs(rows)
  expect(rows.map(isShared)).toEqual([true, true, false, false, false])
})

test('a pair that was not compared is shared with none', () => {
  expect(sharedPairs([])({ by: 'ema', a: 'off', b: 'on' })).toBe(false)
})

test('what a comparison rests on: pairs, or units of both groups', () => {
  const paired = { nPairs: 6, nUnitsA: 0, nUnitsB: 0, nBlocks: 2 }
  expect(unitsText({ ...paired, unit: 'pair' })).toBe('6 pairs')
  expect(unitsText({ ...paired, unit: 'seed', nPairs: 1 })).toBe('1 seed')
  const units = { nPairs: 0, nUnitsA: 31, nUnitsB: 29, nBlocks: 1 }
  expect(unitsText({ ...units, unit: 'seed' })).toBe('31 and 29 seeds, not paired')
  expect(unitsText({ ...units, unit: 'setting' })).toBe('31 and 29 settings, not paired')
  expect(unitsText({ ...units, unit: 'run', nUnitsB: 1 })).toBe('31 and 1 run, not paired')
  expect(unitsText({ ...units, unit: 'run', nBlocks: 2 })).toBe(
    '31 and 29 runs within 2 blocks, not paired',
  )
  expect(unitsText({ ...units, unit: null })).toBe('31 and 29 runs, not paired')
})

test('of a long value a sentence has the start, unless it is told from another one by what follows', () => {
  const prompt = (end: string) => `${'word '.repeat(1000)}${end}`
  expect(groupName('prompt', prompt('a'))).toMatch(/^(?:word ){20,24}word?.*… \(5001 characters\)$/)
  const { ofA, ofB } = pairNames({ by: 'prompt', a: prompt('a'), b: prompt('b') }, false)
  expect([ofA, ofB]).toEqual([prompt('a'), prompt('b')])
  expect(pairNames({ by: 'prompt', a: prompt('a'), b: 'short' }, false).ofA.length).toBeLessThan(
    150,
  )
})

import { describe, expect, test } from 'vitest'
import { savedRoot } from '../hydra/savedValues.ts'
import { SweepValues } from './sweepValues.ts'

/** A run whose config has the keys. */
const withKeys = (...keys: string[]) => ({
  overrides: [],
  saved: keys.map((key) => savedRoot().child(key).save(1n)),
  isJob: true,
})

describe('a key is a config group', () => {
  test.each([
    ['model/net', true],
    ['model', true],
    ['model.net', true],
    ['model.net.depth', false],
    ['mod', false],
    ['net', false],
  ])('where it has slashes, or others below it: %s', (key, isGroup) => {
    expect(new SweepValues([withKeys('lr'), withKeys('model.net.depth')]).isGroup(key)).toBe(
      isGroup,
    )
  })

  test('or not, which takes a time linear in the number of keys', () => {
    const keys = Array.from({ length: 100_000 }, (_, i) => `key${i}`)
    const values = new SweepValues([withKeys(...keys)])
    expect(keys.filter((key) => values.isGroup(key))).toEqual([])
  })
})

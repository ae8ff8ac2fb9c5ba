import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOfShard } from './shard.ts'

test('each item is of one shard, and shards differ by one item at most', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 40 }), (items, count) => {
      const shards = Array.from({ length: count }, (_, i) =>
        Array.from({ length: items }, (_, at) => at).filter((at) =>
          isOfShard(at, { index: i + 1, count }),
        ),
      )
      expect(shards.flat().sort((a, b) => a - b)).toEqual([...Array(items).keys()])
      const sizes = shards.map(({ length }) => length)
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    }),
  )
})

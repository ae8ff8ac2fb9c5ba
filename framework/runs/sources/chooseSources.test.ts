import { expect, test } from 'vitest'
import { ALL_SOURCES } from './allSources.ts'
import { chooseSources } from './chooseSources.ts'
import { lightningSource } from './lightning/lightningSource.ts'

test('by default all formats are looked for', async () => {
  expect(await chooseSources({})).toEqual(ALL_SOURCES)
})

test('a list is taken in its order', async () => {
  expect(await chooseSources({ sources: [lightningSource] })).toEqual([lightningSource])
})

test('a mapping of columns takes the place of the reader of tables without one', async () => {
  const sources = await chooseSources({ table: { params: ['x'] } })
  expect(sources.map(({ name }) => name)).toEqual(ALL_SOURCES.map(({ name }) => name))
  expect(sources.at(-1)).not.toBe(ALL_SOURCES.at(-1))
})

test('patterns for logs come last', async () => {
  const sources = await chooseSources({ logMetrics: { f1: 'F1: (\\S+)' } })
  expect(sources.at(-1)?.name).toBe('log_metrics')
})

test('a pattern that is none is an error that names it', async () => {
  await expect(chooseSources({ logMetrics: { f1: '(' } })).rejects.toMatchObject({
    code: 'CONFIG_VALUE_INVALID',
    message: expect.stringContaining('f1'),
  })
})

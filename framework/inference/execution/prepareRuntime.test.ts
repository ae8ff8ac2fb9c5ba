import { expect, test } from 'vitest'
import { corrupt } from '../corruptions/corrupt.ts'
import { parseInferenceOptions } from './inferenceOptions.ts'
import { prepareRuntime } from './prepareRuntime.ts'

const notes = (config: Record<string, unknown>) => prepareRuntime(parseInferenceOptions(config))

test('nothing is told of what nobody asked for', async () => {
  expect(await notes({})).toEqual([])
})

test('autocast is said to have no effect where it is asked for', async () => {
  expect(await notes({ autocast: true })).toEqual([
    expect.stringMatching(/autocast has no effect on cpu/),
  ])
})

test('a device that is not there is refused', async () => {
  await expect(notes({ device: 'abacus' })).rejects.toMatchObject({ code: 'DEVICE_UNAVAILABLE' })
})

test("an author's own corruption is said to run in one process", async () => {
  corrupt.register('of_my_own', { params: {}, apply: () => {} })
  expect(await notes({ corruption_strategies: ['of_my_own'], workers: 4 })).toEqual([
    expect.stringMatching(/workers=4 has no effect: of_my_own is a corruption of the report's own/),
  ])
})

import { expect, test } from 'vitest'
import { NeedFailedError, Stage } from './stage.ts'

test('a stage is worked out once, however often it is asked for', async () => {
  let times = 0
  const stage = new Stage('collect', [], async () => ++times)
  expect(await Promise.all([stage.run(), stage.run()])).toEqual([1, 1])
  expect(stage.state).toBe('done')
})

test('asking for a stage works out what it needs first', async () => {
  const order: string[] = []
  const collect = new Stage('collect', [], async () => order.push('collect'))
  const analyze = new Stage('analyze', [collect], async () => order.push('analyze'))
  await analyze.run()
  expect(order).toEqual(['collect', 'analyze'])
})

test('a stage whose need failed says which one and why, through every level', async () => {
  const collect = new Stage('collect', [], async () => {
    throw new Error('No valid runs found.\nDetails')
  })
  const analyze = new Stage('analyze', [collect], async () => 1)
  const plot = new Stage('plot x', [analyze], async () => 1)
  const error = await plot.run().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(NeedFailedError)
  expect((error as Error).message).toBe('needs "collect", which failed')
  expect(plot.state).toBe('failed')
})

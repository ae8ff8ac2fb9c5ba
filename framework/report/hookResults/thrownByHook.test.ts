import { table } from 'arquero'
import { expect, test } from 'vitest'
import { thrownByHook } from './thrownByHook.ts'

test.each([
  ['text', 'plot loss threw the text "text", which is no error'],
  [undefined, 'plot loss threw undefined, which is no error'],
])('what is no error is told with the part that threw it', (thrown, words) => {
  expect(thrownByHook(thrown, 'plot loss')).toMatchObject({
    code: 'HOOK_RESULT',
    message: expect.stringContaining(words),
  })
})

test.each([
  () => table({ loss: [1] }).groupby('los'),
  () => table({ loss: [1] }).orderby('los'),
  () => table({ loss: [1] }).array('los'),
  () => table({ loss: [1] }).get('los', 0),
])('a column that a table lacks is called that: %s', (ask) => {
  const thrown = () => {
    try {
      return ask()
    } catch (error) {
      return thrownByHook(error, 'plot loss')
    }
  }
  expect((thrown() as Error).message).toMatch(
    /^A table was asked for a column that it does not have/,
  )
})

test('another error of the author stays as it is', () => {
  const error = new TypeError("Cannot read properties of undefined (reading 'at')")
  expect(thrownByHook(error, 'plot loss').message).toBe(
    "Cannot read properties of undefined (reading 'at')",
  )
})

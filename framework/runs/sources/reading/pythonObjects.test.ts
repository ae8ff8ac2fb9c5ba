import { expect, test } from 'vitest'
import { withoutAddresses } from './pythonObjects.ts'

test('an object of Python without a text of its own is no parameter, a function goes by its name', () => {
  const params = new Map<string, string | number>([
    ['config', '<src.models.Config object at 0x1244b1460>'],
    ['activation', '<function relu at 0x7F3C10>'],
    ['layers', '[<function a at 0x1>, <function b at 0x2>]'],
    ['address', 'it is at 0x10'],
    ['lr', 0.1],
  ])
  expect([...withoutAddresses(params)]).toEqual([
    ['activation', '<function relu>'],
    ['layers', '[<function a>, <function b>]'],
    ['address', 'it is at 0x10'],
    ['lr', 0.1],
  ])
})

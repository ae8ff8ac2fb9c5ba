import { expect, test } from 'vitest'
import { noFormula } from './noFormula.ts'

test.each(['=1+1', '+cmd', '-cmd|x', '@x', '\tx', '\rx', '-1-1', '-'])(
  '%j is no formula',
  (text) => {
    expect(noFormula(text)).toBe(`'${text}`)
  },
)

test.each(['-0.5', '+1e-3', '-inf', '-.5', '-5.', 'a=1', '', '0'])('%j stays as it is', (text) => {
  expect(noFormula(text)).toBe(text)
})

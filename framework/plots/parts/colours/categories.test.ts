import { expect, test } from 'vitest'
import { REFERENCE_LINE } from '../reference.ts'
import { CATEGORIES, dashOf } from './categories.ts'

const lengthOf = (dash: readonly number[]) => dash.reduce((sum, part) => sum + part, 0)

test('no dash of a group is like that of reference lines: of more parts, or of another length', () => {
  const reference = lengthOf(REFERENCE_LINE.dash)
  for (const { dash } of CATEGORIES.filter(({ dash }) => dash.length === 2)) {
    const factor = lengthOf(dash) / reference
    expect(Math.max(factor, 1 / factor)).toBeGreaterThan(1.5)
  }
})

test('two groups have dashes of their own, one alone has none', () => {
  const [, orange] = CATEGORIES.map(({ colour }) => colour)
  expect(dashOf(orange as string, 2)).not.toEqual([])
  expect(dashOf(orange as string, 1)).toEqual([])
})

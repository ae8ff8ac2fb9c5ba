import { expect, test } from 'vitest'
import { formatNumber } from './numberFormat.ts'
import { plainNumber } from './plainNumber.ts'

test.each([0, 1.5, -0.262, 12_300, -44_147, 3.258e-8, -6.02e23, 1e-7])(
  '%d is read as it was written',
  (value) => {
    const written = formatNumber(value, { digits: 5 })
    expect(Number(plainNumber(written))).toBe(value)
  },
)

test.each([
  ['10⁻³', '1e-3'],
  ['−10⁵', '-1e5'],
  ['0.250', '0.250'],
  ['2×10⁶', '2e6'],
])('%s is %s', (written, plain) => expect(plainNumber(written)).toBe(plain))

test.each(['', '−', 'n/a', '–', 'job 1', '1.10.2', '0.81 [0.75, 0.87]', '−x', '2026-01-01'])(
  '%j stays',
  (text) => expect(plainNumber(text)).toBe(text),
)

import { expect, test } from 'vitest'
import { estimateText, formatAlone, formatEstimate } from './intervalFormat.ts'

test.each([
  ['two digits where they tell all three apart', [1.93, 1.62, 2.31], 1, '1.9 [1.6, 2.3]'],
  ['two digits of the smaller end, too', [1.026, 0.744, 1.412], 1, '1.03 [0.74, 1.41]'],
  ['more where the ends would meet', [9.95, 9.88, 10.02], 1, '9.95 [9.88, 10.02]'],
  [
    'ends that differ are written differently',
    [5170.41, 5170.2, 5170.62],
    1,
    '5170.4 [5170.2, 5170.6]',
  ],
  ['however close they are', [2.5, 2.499_999, 2.500_001], 1, '2.5000000 [2.4999990, 2.5000010]'],
  ['ends that are the same stay so', [5170, 5170, 5170], 1, '5170 [5170, 5170]'],
  [
    'ends that differ by rounding errors count as the same',
    [0.3, 0.3, 0.1 + 0.2],
    0,
    '0.300 [0.300, 0.300]',
  ],
  ['zeros are kept', [0.102, 0.1, 0.104], 0, '0.102 [0.100, 0.104]'],
  ['an end near 1 is not rounded to it', [1.1, 1.004, 1.2], 1, '1.100 [1.004, 1.200]'],
  ['an end near 0 is not rounded to it', [0.03, -0.002, 0.062], 0, '0.030 [−0.002, 0.062]'],
  ['an estimate near 0 may be', [-0.0004, -0.03, 0.031], 0, '0.000 [−0.030, 0.031]'],
  [
    'ends far apart have digits of their own',
    [6.4e6, 150_000, 2.7e8],
    1,
    '6.4×10⁶ [150\u202f000, 2.7×10⁸]',
  ],
  ['large numbers', [5171, 5012, 5324], 0, '5200 [5000, 5300]'],
  ['powers of ten', [6.42e6, 6.1e6, 6.8e6], 0, '6.4×10⁶ [6.1×10⁶, 6.8×10⁶]'],
  ['small ones', [4.02e-5, 1.2e-5, 9.1e-5], 0, '4.0×10⁻⁵ [1.2×10⁻⁵, 9.1×10⁻⁵]'],
  ['all zero', [0, 0, 0], 0, '0 [0, 0]'],
  ['very small ones', [2e-100, 1e-100, 3e-100], 0, '2.0×10⁻¹⁰⁰ [1.0×10⁻¹⁰⁰, 3.0×10⁻¹⁰⁰]'],
  ['the smallest', [1e-323, 5e-324, 1.5e-323], 0, '9.9×10⁻³²³ [5×10⁻³²⁴, 1.5×10⁻³²³]'],
  ['very small ratios', [2e-120, 1e-120, 3e-120], 1, '2.0×10⁻¹²⁰ [1.0×10⁻¹²⁰, 3.0×10⁻¹²⁰]'],
  ['very great ones', [2e300, 1e300, 3e300], 0, '2.0×10³⁰⁰ [1.0×10³⁰⁰, 3.0×10³⁰⁰]'],
  ['ends whose distance has no end', [0, -1.7e308, 1.7e308], 0, '0 [−1.7×10³⁰⁸, 1.7×10³⁰⁸]'],
  ['zero beside a very small end', [0, -1e-120, 1e-120], 0, '0 [−1.0×10⁻¹²⁰, 1.0×10⁻¹²⁰]'],
] as const)('%s', (_, [estimate, low, high], neutral, text) => {
  expect(estimateText({ estimate, low, high }, { neutral })).toBe(text)
})

test('the parts are those of the whole', () => {
  expect(formatEstimate({ estimate: 9.95, low: 9.88, high: 10.02 }, { neutral: 1 })).toEqual({
    estimate: '9.95',
    low: '9.88',
    high: '10.02',
  })
})

test('without an interval the estimate stands alone', () => {
  expect(estimateText({ estimate: 1.234, low: Number.NaN, high: Number.NaN }, { neutral: 1 })).toBe(
    '1.2',
  )
})

test('a number alone keeps the digits that tell it from the neutral value', () => {
  expect(formatAlone(1.0042, 1)).toBe('1.004')
  expect(formatAlone(0.996, 1)).toBe('0.996')
  expect(formatAlone(0.0042, 0)).toBe('0.0042')
})

test('more digits are kept where they are asked for', () => {
  expect(estimateText({ estimate: 1.1, low: 0.852, high: 1.352 }, { digits: 3 })).toBe(
    '1.10 [0.85, 1.35]',
  )
})

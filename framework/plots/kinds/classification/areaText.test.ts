import { expect, test } from 'vitest'
import { areaDecimals, areaText, rangeText } from './areaText.ts'

const alone = (area: number) => ({ area, low: Number.NaN, high: Number.NaN })

test.each([
  [{ area: 0.871, low: 0.864, high: 0.878 }, '0.871 (0.864–0.878)'],
  [{ area: 0.99993, low: 0.99989, high: 0.99997 }, '0.99993 (0.99989–0.99997)'],
  [{ area: 0.00002, low: 0.00001, high: 0.00004 }, '0.00002 (0.00001–0.00004)'],
  [{ area: 0.87124, low: 0.8708, high: 0.8716 }, '0.8712 (0.8708–0.8716)'],
  [{ area: 1, low: 1, high: 1 }, '1.000'],
  [alone(0.9999), '0.9999'],
  [{ area: 0.99999, low: 0.94, high: 1 - 1e-9 }, '0.999990 (0.940000–0.999999)'],
  [{ area: 0.75, low: 0.7, high: 0.75 + 1e-14 }, '0.750 (0.700–0.750)'],
])('writes %j as %s', (area, text) => {
  expect(areaText(area, areaDecimals([area]))).toBe(text)
})

test('areas beside each other have the decimals that tell the least from the greatest', () => {
  const areas = [0.99981, 0.99984, 0.99984].map(alone)
  expect(areas.map((each) => areaText(each, areaDecimals(areas)))).toEqual([
    '0.99981',
    '0.99984',
    '0.99984',
  ])
  expect(rangeText(areas, areaDecimals(areas))).toBe('0.99981–0.99984')
})

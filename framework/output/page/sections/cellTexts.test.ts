import { describe, expect, test } from 'vitest'
import { cellTexts } from './cellTexts.ts'

/** A column as it is shown. */
function shown(cells: readonly string[], kind: 'numbers' | 'texts' | 'settings' = 'numbers') {
  const [texts] = cellTexts({
    ...{ columns: ['x'], rows: cells.map((cell) => [cell]) },
    numeric: new Set(kind === 'texts' ? [] : ['x']),
    settings: new Set(kind === 'settings' ? ['x'] : []),
  })
  return texts
}

test.each([
  [
    'measures, with as many digits each',
    ['0.1003', '0.12', '1', '0', '', '2046'],
    ['0.100', '0.120', '1.00', '0', '', '2046'],
  ],
  ['shares near 1, as many as tell them apart', ['0.96219', '0.96243'], ['0.9622', '0.9624']],
  [
    'what is not 1 as that, on either side of it',
    ['0.999648', '1.000352', '0.5', '1', '12.004'],
    ['0.9996', '1.0004', '0.500', '1.00', '12.0'],
  ],
  ['numbers of few digits, as they are written', ['0.1', '0.01', '-0.5'], ['0.1', '0.01', '−0.5']],
  ['seeds and counts, whole', ['12345', '-3', '3735928559'], ['12345', '−3', '3735928559']],
  [
    'integers that no float holds, whole, and others beside them',
    ['9007199254740993', '9007199254740992', '1'],
    ['9007199254740993', '9007199254740992', '1'],
  ],
  ['all digits before the point', ['123456.789', '49071.19'], ['123\u202f457', '49\u202f071']],
  ['numbers without an end', ['inf', '-inf', '0.5'], ['∞', '−∞', '0.5']],
  [
    'measures that are very small, with a power of ten',
    ['1e-9', '0.00012345'],
    ['1.00×10⁻⁹', '0.000123'],
  ],
])('a column of numbers shows %s', (_, cells, texts) => {
  expect(shown(cells)).toEqual(texts)
})

test('texts that look like numbers stay as they are', () => {
  const texts = ['1.10', '1.1', '2.0', '007', '12e4567', '00e1234', '1e5', '-3']
  expect(shown(texts, 'texts')).toEqual(texts)
})

test('settings are as they are written, so that none looks like another', () => {
  const settings = ['1.0000001', '1.0000002', '0.00014444444', '0.0001', '-0.5']
  expect(shown(settings, 'settings')).toEqual([...settings.slice(0, -1), '−0.5'])
})

describe('an estimate and its interval', () => {
  const row = (columns: readonly string[], cells: readonly string[]) =>
    cellTexts({
      ...{ columns, rows: [cells], settings: new Set<string>() },
      numeric: new Set(columns.filter((name) => name !== 'effect')),
    }).map(([text]) => text)
  const ratio = ['1.0005826281645336', '1.000526170569339', '1.0006390889455123']

  test('have digits enough to tell a ratio from 1', () => {
    const texts = ['1.00058', '1.00053', '1.00064']
    expect(row(['ratio', 'ratio_low', 'ratio_high'], ratio)).toEqual(texts)
    expect(row(['effect', 'estimate', 'low', 'high'], ['ratio', ...ratio])).toEqual([
      'ratio',
      ...texts,
    ])
  })

  test('have the same decimals, so that none of the ends contradicts it', () => {
    const cells = ['1234565.625', '1234564.75', '1234566.5']
    expect(row(['mean', 'low', 'high'], cells)).toEqual([
      '1.2345656×10⁶',
      '1.2345648×10⁶',
      '1.2345665×10⁶',
    ])
  })

  test('are numbers like others where an end is missing', () => {
    expect(row(['ratio', 'ratio_low', 'ratio_high'], ['1.5015', '', ''])).toEqual(['1.50', '', ''])
  })
})

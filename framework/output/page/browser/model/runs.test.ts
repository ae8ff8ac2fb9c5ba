import { expect, test } from 'vitest'
import { runsOf } from '../../../../testing/exampleRuns.ts'
import { compactColumns } from '../../data/compactColumns.ts'
import { bestOf, type Column, cellText, isBest, unpackRuns } from './runs.ts'

const cards = {
  fileSets: [],
  files: [],
  commandPrefix: '',
  commands: [],
  curveNames: [],
  curves: [],
}

test('columns that were packed are unpacked as they were, numbers to their last digit', () => {
  const rows = Array.from({ length: 6 }, (_, row) => ({
    run: `exp_2025_${row}`,
    lr: row % 2 === 0 ? 0.1 : null,
    loss: row === 3 ? Number.NEGATIVE_INFINITY : row / 7,
    time: row === 3 ? null : row / 7,
    // In the four bytes of a number of PyTorch.
    long: Math.fround(row / 7),
    note: row === 0 ? null : `n${row}`,
    commit: `${'0123456789abcdef'.repeat(2)}0000000${row}`,
    ok: true,
  }))
  const { columns, leftOut } = compactColumns(runsOf(rows), undefined, 1e6)
  const runs = unpackRuns({
    ...{ count: 6, nameColumn: 'run', compared: 'loss', columns, columnsLeftOut: leftOut, cards },
  })
  const cells = (name: string) => runs.columns.find((column) => column.name === name)?.cells
  expect(runs.names).toEqual(rows.map(({ run }) => run))
  expect(cells('lr')).toEqual(rows.map(({ lr }) => lr))
  expect(cells('loss')).toEqual(rows.map(({ loss }) => loss))
  expect(cells('time')).toEqual(rows.map(({ time }) => time))
  expect(cells('long')).toEqual(rows.map(({ long }) => long))
  expect(cells('note')).toEqual(rows.map(({ note }) => note))
  expect(cells('commit')).toEqual(rows.map(({ commit }) => commit))
  expect(runs.columns.filter(({ isChanged }) => !isChanged).map(({ name }) => name)).toEqual(['ok'])
  expect(runs.compared?.name).toBe('loss')
})

test('of more columns than there is room for, those come in that tell runs apart', () => {
  const rows = Array.from({ length: 50 }, (_, row) => ({
    about: `text ${row ** 3}`,
    run: `r${row}`,
    loss: row / 7,
    lr: row / 3,
  }))
  const meanings = {
    parameters: ['lr'],
    metrics: [{ name: 'loss', better: 'min' as const }],
    compared: 'loss',
  }
  const { columns, leftOut } = compactColumns(runsOf(rows), meanings, 1500)
  expect(columns.map(({ name }) => name)).toEqual(['run', 'loss', 'lr'])
  expect(leftOut).toBe(1)
})

test.each([
  [null, ''],
  ['a\u202eb', 'a\\u202eb'],
  [12345, '12345'],
  [3735928559, '3735928559'],
  [1e300, '1×10³⁰⁰'],
  [-3, '−3'],
  [0.25, '0.25'],
])('the cell %s is seen as %s', (cell, text) => {
  expect(cellText(cell)).toBe(text)
})

test.each([
  ['parameter', 0.00014444444444, '0.00014444444444'],
  ['parameter', 1.0000001, '1.0000001'],
  ['parameter', 12345.5, '12\u202f345.5'],
  ['metric', 0.36114977, '0.3611'],
  ['metric', 123456.789, '123\u202f457'],
  ['metric', 1234567.5, '1.235×10⁶'],
  ['other', 0.1234567, '0.123457'],
] as const)('of a %s, %s is seen as %s', (role, cell, text) => {
  expect(cellText(cell, role)).toBe(text)
})

test('runs differ, and one is the best, by all digits', () => {
  const runs = (cells: readonly number[]) => {
    const rows = cells.map((loss, row) => ({ run: `r${row}`, loss }))
    const metrics = [{ name: 'loss', better: 'max' as const }]
    const meanings = { parameters: [], metrics, compared: 'loss' }
    const { columns } = compactColumns(runsOf(rows), meanings, 1e6)
    const unpacked = unpackRuns({
      ...{ count: cells.length, nameColumn: 'run', compared: 'loss', columns, columnsLeftOut: 0 },
      cards,
    })
    return unpacked.compared as Column
  }
  const close = runs([1234567, 1234566.5, 1234566.25])
  expect([0, 1, 2].map((row) => isBest(close, row))).toEqual([true, false, false])
  expect(runs([0.9876541, 0.9876542]).isChanged).toBe(true)
})

test('a measured value keeps its zeros, so that digits stand below each other', () => {
  expect(cellText(0.25, 'metric')).toBe('0.2500')
})

test('the best value is marked, unless many share it or nothing says what is better', () => {
  expect(bestOf('min', [3, 1, null, 2])).toBe(1)
  expect(bestOf('max', [3, 1, Infinity, 2])).toBe(3)
  expect(bestOf(null, [3, 1])).toBeUndefined()
  expect(bestOf('min', [0, 0, 0, 1])).toBeUndefined()
  expect(bestOf('min', [1])).toBeUndefined()
})

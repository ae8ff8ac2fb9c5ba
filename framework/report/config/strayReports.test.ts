import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { strayReports } from './strayReports.ts'

/** What is said of the files of a project. */
function adviceOn(...files: string[]) {
  const root = writeTree(Object.fromEntries(files.map((file) => [file, ''])))
  return strayReports(root).map(({ advice }) => advice)
}

test.each([
  ['reports/loose.report.js', 'reports/loose/loose.report.js'],
  ['loose.report.ts', 'reports/loose/loose.report.ts'],
  ['reports/deep/loose/loose.report.mjs', 'reports/loose/loose.report.js'],
  ['reports/other/loose.report.js', 'reports/loose/loose.report.js'],
  ['reports/loose/loose.js', 'reports/loose/loose.report.js'],
  ['report/loose/loose.report.ts', 'reports/loose/loose.report.ts'],
  ['reports/loose/loose.report.tsx', 'reports/loose/loose.report.ts'],
])('%s is told to belong elsewhere', (file, place) => {
  expect(adviceOn(file)).toEqual([`${file} is in the wrong place: move it to ${place}.`])
})

test('reports in their place, their helpers and their tests are not reported', () => {
  expect(
    adviceOn(
      'reports/mine/mine.report.ts',
      'reports/mine/comparisons.ts',
      'reports/mine/mine.test.ts',
      'reports/mine/mine.report.test.ts',
      'reports/notes.md',
    ),
  ).toEqual([])
})

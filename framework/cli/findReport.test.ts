import path from 'node:path'
import { expect, test } from 'vitest'
import { writeTree } from '../testing/files/writeTree.ts'
import { findReport } from './findReport.ts'

const MINE = { 'reports/mine/mine.report.js': '' }

test('a report of the project is found by its name', () => {
  const root = writeTree(MINE)
  expect(findReport('mine', root)).toEqual({
    name: 'mine',
    file: path.join(root, 'reports/mine/mine.report.js'),
  })
})

test.each(['minne', 'reports/mine', 'mine.report.js', 'mine.yaml'])(
  '%s is told to mean mine',
  (name) => {
    const root = writeTree(MINE)
    expect(() => findReport(name, root)).toThrow(`There is no report "${name}". Did you mean mine?`)
  },
)

test('a report in the wrong place is told where it belongs', () => {
  const root = writeTree({ 'reports/loose.report.js': '' })
  expect(() => findReport('loose', root)).toThrow(
    'reports/loose.report.js is in the wrong place: move it to reports/loose/loose.report.js.',
  )
})

test('a report in two languages is reported once, with both files', () => {
  const root = writeTree({ 'reports/mine/mine.report.js': '', 'reports/mine/mine.report.ts': '' })
  expect(() => findReport('mine', root)).toThrow(
    'The report "mine" has several files: mine.report.ts and mine.report.js. Keep one of them.',
  )
})

test('outside of a project it is said where reports were looked for', () => {
  const root = writeTree({})
  expect(() => findReport(undefined, root)).toThrow(
    'Say which report to make. Choose one with --config-name: compare_globals_heads, compare_runs, ' +
      `compare_tokenizers, evaluate_classifier. There are none of your own: neither ${root} nor a folder above it has a ` +
      'folder reports/.',
  )
})

test('a project without reports is told what is expected there', () => {
  const root = writeTree({ 'reports/readme.md': '' })
  expect(() => findReport(undefined, root)).toThrow(
    `There are none of your own in ${path.join(root, 'reports')}: expected`,
  )
})

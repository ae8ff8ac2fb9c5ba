import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { findProjectRoot, knownReports } from './project.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
})

function write(file: string, text = ''): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}

test('the nearest folder with reports/ is the root, from a folder within it too', () => {
  write('reports/a/a.report.ts')
  write('deep/er/x')
  expect(findProjectRoot(path.join(root, 'deep/er'))).toBe(root)
})

test('finished reports beside runs do not make a root', () => {
  write('reports/a/a.report.ts')
  write('outputs/reports/report_1/manifest.yaml')
  write('outputs/multiruns/exp_1/multirun.yaml')
  expect(findProjectRoot(path.join(root, 'outputs/multiruns'))).toBe(root)
})

test('a Vitest config that uses this package makes a root, another one does not', () => {
  write('vitest.config.ts', "import { reports } from 'thesis-report/vitest'")
  write('sub/vitest.config.ts', 'export default {}')
  expect(findProjectRoot(path.join(root, 'sub'))).toBe(root)
})

test('a folder that belongs to no project is its own root', () => {
  expect(findProjectRoot(root)).toBe(root)
})

test("a project's reports come before those built in; stray files are passed over", () => {
  write('reports/notes.md')
  write('reports/.DS_Store')
  write('reports/empty/readme.md')
  write('reports/mine/mine.report.js')
  write('reports/compare_tokenizers/compare_tokenizers.report.ts')
  const known = knownReports(root)
  expect([...known.keys()]).toEqual([
    'compare_globals_heads',
    'compare_runs',
    'compare_tokenizers',
    'evaluate_classifier',
    'mine',
  ])
  expect(known.get('compare_tokenizers')).toContain(root)
  expect(known.get('mine')).toBe(path.join(root, 'reports/mine/mine.report.js'))
})

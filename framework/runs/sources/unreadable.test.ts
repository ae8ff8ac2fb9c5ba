import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { unreadableIn } from './unreadable.ts'

function reasons(files: Record<string, string>) {
  const path = writeTree(files)
  const found = unreadableIn({ path, entries: readdirSync(path, { withFileTypes: true }) })
  return found.map((each) => [each.path.slice(path.length + 1), each.reason])
}

test('folders of trackers that no source reads are named with what to do', () => {
  expect(reasons({ '.aim/VERSION': '', '.neptune/async/x': '', 'src/a.py': '' })).toEqual([
    ['.aim', expect.stringMatching(/RocksDB; export/)],
    ['.neptune', expect.stringMatching(/export/)],
  ])
})

test("Ray's progress.csv is named, and that it has no header is told", () => {
  expect(reasons({ 'progress.csv': '1,0.5,abc\n2,0.4,abc\n' })).toEqual([
    ['progress.csv', expect.stringMatching(/has no header here/)],
  ])
  expect(reasons({ 'progress.csv': 'loss,training_iteration\n0.5,1\n' })).toEqual([
    ['progress.csv', expect.stringMatching(/is not read/)],
  ])
  expect(reasons({ 'progress.csv': 'name,done\na,b\n' })).toEqual([])
})

test('a file with the name of a folder is nothing', () => {
  expect(reasons({ '.aim': 'text' })).toEqual([])
})

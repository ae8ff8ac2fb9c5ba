import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { sqliteDatabase } from '../../testing/trackers/sqliteDatabase.ts'
import { unknownDatabasesIn, unreadableIn } from './unreadable.ts'

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

test("Ray's progress.csv without a header is named", () => {
  expect(reasons({ 'progress.csv': '1,0.5,abc\n2,0.4,abc\n' })).toEqual([
    ['progress.csv', expect.stringMatching(/has no header here/)],
  ])
  expect(reasons({ 'progress.csv': 'name,done\na,b\n' })).toEqual([])
})

test('a progress.csv that measures something and has no column of steps is named', () => {
  expect(reasons({ 'progress.csv': 'AverageReturn,Entropy\n5,0.1\n' })).toEqual([
    ['progress.csv', expect.stringMatching(/no column that says where a line stands/)],
  ])
})

test('an empty log of a format that is known by its first line is named', () => {
  const files = { 'result.json': '', 'metrics.csv': '', 'results.csv': '', 'notes.csv': '' }
  expect(reasons(files)).toEqual([
    ['metrics.csv', 'it is empty'],
    ['result.json', 'it is empty'],
    ['results.csv', 'it is empty'],
  ])
})

test("a Monitor's CSV is named where no log of the training is read", () => {
  const path = writeTree({ '0.monitor.csv': '', '1.monitor.csv': '', 'progress.csv': 'a,b\n' })
  const directory = { path, entries: readdirSync(path, { withFileTypes: true }) }
  expect(unreadableIn(directory)).toEqual([
    { path: `${path}/0.monitor.csv`, reason: expect.stringMatching(/single episodes/) },
  ])
  expect(unreadableIn(directory, new Set(['progress.csv']))).toEqual([])
})

test('a SQLite database that is cut is not said to be of another kind', async () => {
  const rows = Array.from({ length: 2000 }, (_, at) => `(${at})`).join()
  const whole = await sqliteDatabase(`CREATE TABLE others (n); INSERT INTO others VALUES ${rows}`)
  const path = writeTree({ 'a.db': whole, 'b.db': whole.subarray(0, 8192) })
  const directory = { path, entries: readdirSync(path, { withFileTypes: true }) }
  expect(unknownDatabasesIn(directory, new Set())).toEqual([
    { path: `${path}/a.db`, reason: expect.stringMatching(/MLflow or Optuna/) },
    { path: `${path}/b.db`, reason: expect.stringMatching(/of which a part is missing/) },
  ])
})

test('a SQLite database that no source reads is named, and nothing else of that name', () => {
  const start = 'SQLite format 3\0'
  const files = { 'a.sqlite3': start, 'mlflow.db': start, 'Thumbs.db': 'x', 'a.txt': start }
  const path = writeTree(files)
  const directory = { path, entries: readdirSync(path, { withFileTypes: true }) }
  expect(unknownDatabasesIn(directory, new Set(['mlflow.db']))).toEqual([
    { path: `${path}/a.sqlite3`, reason: expect.stringMatching(/MLflow or Optuna/) },
  ])
})

test('a file with the name of a folder is nothing', () => {
  expect(reasons({ '.aim': 'text' })).toEqual([])
})

test('an empty file with the name of a database is named, as a training that died leaves one', () => {
  const path = writeTree({ 'study.sqlite3': '', 'notes.txt': '' })
  const directory = { path, entries: readdirSync(path, { withFileTypes: true }) }
  expect(unknownDatabasesIn(directory, new Set())).toEqual([
    { path: `${path}/study.sqlite3`, reason: 'it is empty' },
  ])
})

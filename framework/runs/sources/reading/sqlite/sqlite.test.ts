import { expect, test } from 'vitest'
import { Random } from '../../../../stats/random.ts'
import { writeTree } from '../../../../testing/files/writeTree.ts'
import { mutate } from '../../../../testing/mutate.ts'
import { sqliteDatabase } from '../../../../testing/trackers/sqliteDatabase.ts'
import { ClaimFiles } from '../claimFiles.ts'
import { SqliteCopy } from './sqlite.ts'
import { declaresTable } from './sqliteFile.ts'

const SQL =
  "CREATE TABLE numbers (n INTEGER, word TEXT); INSERT INTO numbers VALUES (1, 'a'), (2, 'b');"

async function readRows(files: Readonly<Record<string, Uint8Array>>): Promise<unknown[]> {
  const rows: unknown[] = []
  const claimed = new ClaimFiles({ directory: writeTree(files) })
  await SqliteCopy.read(claimed, 'x.db', (database) => {
    database.rows('numbers', ['n', 'colour'], (row) => rows.push(row))
  })
  return rows
}

test('rows are by column names, and a column that the table lacks is null', async () => {
  expect(await readRows({ 'x.db': await sqliteDatabase(SQL) })).toEqual([
    { n: 1, colour: null },
    { n: 2, colour: null },
  ])
})

test('a table that is not there has no rows', async () => {
  expect(await readRows({ 'x.db': await sqliteDatabase('CREATE TABLE other (n)') })).toEqual([])
})

test('a view in the place of a table is refused, since it may run without end', async () => {
  const endless =
    'CREATE VIEW numbers AS WITH RECURSIVE e(n) AS (SELECT 1 UNION ALL SELECT n FROM e) SELECT n FROM e'
  const view = readRows({ 'x.db': await sqliteDatabase(endless) })
  await expect(view).rejects.toThrow("x.db: 'numbers' is not a plain table")
})

test('what is no database, empty or half copied is refused with the reason', async () => {
  const rows = Array.from({ length: 2000 }, (_, i) => `(${i}, 'word ${i}')`)
  const whole = await sqliteDatabase(`${SQL} INSERT INTO numbers VALUES ${rows.join()}`)
  await expect(readRows({ 'x.db': Buffer.from('text') })).rejects.toThrow(
    'x.db is not an SQLite database',
  )
  await expect(readRows({ 'x.db': Buffer.alloc(0) })).rejects.toThrow('x.db is empty')
  await expect(readRows({ 'x.db': whole.subarray(0, whole.length / 2) })).rejects.toThrow(
    /x\.db cannot be read as an SQLite database: .*; it may be half copied/,
  )
})

test('a database in the middle of a transaction is refused', async () => {
  const database = await sqliteDatabase(SQL)
  const journal = Buffer.concat([Buffer.from('d9d505f920a163d7', 'hex'), Buffer.from([0, 0, 0, 1])])
  await expect(readRows({ 'x.db': database, 'x.db-journal': journal })).rejects.toThrow(
    'x.db is in the middle of a transaction',
  )
  // A transaction that has changed no page in the file yet.
  journal.fill(0, 8)
  expect(await readRows({ 'x.db': database, 'x.db-journal': journal })).toHaveLength(2)
})

test('a database is known by a table that it declares', async () => {
  const root = writeTree({ 'x.db': await sqliteDatabase(SQL), 'y.db': 'CREATE TABLE numbers' })
  expect(declaresTable(`${root}/x.db`, 'numbers')).toBe(true)
  expect(declaresTable(`${root}/x.db`, 'runs')).toBe(false)
  expect(declaresTable(`${root}/y.db`, 'numbers')).toBe(false)
  expect(declaresTable(`${root}/none.db`, 'numbers')).toBe(false)
})

test('damaged databases are read or refused with the reason', async () => {
  const random = new Random(13)
  const original = await sqliteDatabase(SQL)
  for (let round = 0; round < 300; round++) {
    const outcome = await readRows({ 'x.db': mutate(original, random) }).catch(
      (error: { code?: string }) => error.code,
    )
    if (!Array.isArray(outcome)) expect(outcome).toBe('RUN_UNUSABLE')
  }
})

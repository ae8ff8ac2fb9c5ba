/** The file of an SQLite database. Source: "Database File Format", sqlite.org/fileformat2.html. */
import { statSync } from 'node:fs'
import { ReportError } from '../../../../errors.ts'
import type { ClaimFiles } from '../claimFiles.ts'
import { readStart } from '../readStart.ts'
import { applyWal } from './sqliteWal.ts'

const MAGIC = 'SQLite format 3\0'
const HEAD_BYTES = 100

/** Where the head has the size of a page, the changes so far, the number of pages, and for which change it is right. */
const [PAGE_BYTES_AT, CHANGES_AT, PAGES_AT, VALID_FOR_AT] = [16, 24, 28, 92] as const
/** Bytes of the head that say whether a log of pages belongs to the file (2) or not (1). */
const VERSION_BYTES = [18, 19] as const

/** The tables are declared near the start; more is not searched for a name. */
const SEARCHED_BYTES = 4 * 1024 * 1024

/** The whole database is held in memory. */
const MAX_DATABASE_BYTES = 512 * 1024 * 1024

const MAX_ATTEMPTS = 3

/** How the journal of a transaction starts, before the number of pages that it holds. */
const JOURNAL_MAGIC = Buffer.from('d9d505f920a163d7', 'hex')

/** Whether a file begins as SQLite databases do. */
export function isSqlite(path: string): boolean {
  return readStart(path, MAGIC.length)?.toString('latin1') === MAGIC
}

/** Whether a file is an SQLite database of fewer bytes than the pages that its head counts, as one that is half copied. */
export function isCutSqlite(path: string): boolean {
  const head = readStart(path, HEAD_BYTES)
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (head === undefined || size === undefined || head.length < HEAD_BYTES) return false
  // Old versions of SQLite do not keep the count.
  const isCountValid = head.readUInt32BE(CHANGES_AT) === head.readUInt32BE(VALID_FOR_AT)
  const pageBytes = head.readUInt16BE(PAGE_BYTES_AT)
  const bytes = head.readUInt32BE(PAGES_AT) * (pageBytes === 1 ? 65_536 : pageBytes)
  return isSqlite(path) && isCountValid && size < bytes
}

/** Whether a file is an SQLite database that declares a table of that name. */
export function declaresTable(path: string, table: string): boolean {
  const start = readStart(path, SEARCHED_BYTES)
  if (start?.toString('latin1', 0, MAGIC.length) !== MAGIC) return false
  // A database that is new and still open may have its tables in the log only.
  return declares(start, table) || declares(readStart(`${path}-wal`, SEARCHED_BYTES), table)
}

function declares(bytes: Buffer | undefined, table: string): boolean {
  return ['', '"', '`'].some((quote) => bytes?.includes(`CREATE TABLE ${quote}${table}`) === true)
}

/**
 * The bytes of a database as of its last commit, those in its `-wal` file included.
 *
 * @throws {ReportError} RUN_UNUSABLE where it is not a database, too large, or being written
 */
export function readSqliteFile(files: ClaimFiles, name: string): Buffer {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const before = stamps(files, name)
    const bytes = files.bytes(name, MAX_DATABASE_BYTES)
    const wal = files.bytes(`${name}-wal`, MAX_DATABASE_BYTES)
    const journal = files.bytes(`${name}-journal`, MAX_DATABASE_BYTES)
    if (stamps(files, name) !== before) continue
    checkHead(name, bytes)
    checkJournal(name, journal)
    const damaged = `${name}-wal: a page is cut or damaged; it and what follows are left out`
    const onDamage = () => files.findings.push(damaged)
    const committed = wal === undefined ? bytes : applyWal(bytes, wal, onDamage)
    for (const index of VERSION_BYTES) committed[index] = 1
    return committed
  }
  throw new ReportError('RUN_UNUSABLE', `${name} is being written; read it when that is done`)
}

/** What changes with each write to the database. */
function stamps({ directory }: ClaimFiles, name: string): string {
  const stamp = (file: string) => {
    const stat = statSync(`${directory}/${file}`, { bigint: true, throwIfNoEntry: false })
    return `${stat?.mtimeNs} ${stat?.size}`
  }
  return [name, `${name}-wal`, `${name}-journal`].map(stamp).join(', ')
}

function checkHead(name: string, bytes: Buffer | undefined): asserts bytes is Buffer {
  if (bytes === undefined) throw new ReportError('RUN_UNUSABLE', `there is no ${name}`)
  if (bytes.length === 0) throw new ReportError('RUN_UNUSABLE', `${name} is empty`)
  if (bytes.length < HEAD_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new ReportError('RUN_UNUSABLE', `${name} is not an SQLite database`)
  }
}

/** Pages that a transaction has changed are in the file already; the journal holds what they were. */
function checkJournal(name: string, journal: Buffer | undefined): void {
  const countEnd = JOURNAL_MAGIC.length + 4
  if (journal === undefined || journal.length < countEnd) return
  const isHot = journal.subarray(0, JOURNAL_MAGIC.length).equals(JOURNAL_MAGIC)
  if (!isHot || journal.readUInt32BE(JOURNAL_MAGIC.length) === 0) return
  const told = `${name} is in the middle of a transaction, or one was broken off (${name}-journal)`
  const advice = 'read it when the writer has ended, or open it once with its own program'
  throw new ReportError('RUN_UNUSABLE', `${told}; ${advice}`)
}

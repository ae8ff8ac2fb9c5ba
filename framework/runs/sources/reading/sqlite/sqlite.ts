import type { Database, SqlValue } from 'sql.js'
import { ReportError } from '../../../../errors.ts'
import { describeError } from '../../../reasons.ts'
import type { ClaimFiles } from '../claimFiles.ts'
import { readSqliteFile } from './sqliteFile.ts'

/** A row by column names. */
export type SqliteRow<Column extends string> = Readonly<Record<Column, SqlValue>>

/** A copy of a database in memory: nothing is written beside the file, and no lock is taken. */
export class SqliteCopy {
  readonly #name: string
  readonly #database: Database

  private constructor(name: string, database: Database) {
    this.#name = name
    this.#database = database
  }

  /**
   * Hands a copy of a database to a reader, with the committed rows of the `-wal` file beside it.
   *
   * @throws {ReportError} RUN_UNUSABLE where it is not a database, damaged or half copied, too large,
   *   or in the middle of a transaction
   */
  static async read<T>(
    files: ClaimFiles,
    name: string,
    take: (database: SqliteCopy) => T,
  ): Promise<T> {
    const bytes = readSqliteFile(files, name)
    const { default: initSqlJs } = await import('sql.js')
    const sqlJs = await initSqlJs()
    let database: Database | undefined
    try {
      database = new sqlJs.Database(bytes)
      database.run('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON')
    } catch (error) {
      database?.close()
      throw unreadable(name, error)
    }
    try {
      return take(new SqliteCopy(name, database))
    } finally {
      database.close()
    }
  }

  /**
   * The rows of a table in the order in which they were written; none where there is no such table.
   * Columns that the table lacks, as in older versions of a format, are null.
   *
   * @throws {ReportError} RUN_UNUSABLE where the database is damaged or the table is not a plain one
   */
  rows<Column extends string>(
    table: string,
    columns: readonly Column[],
    take: (row: SqliteRow<Column>) => void,
  ): void {
    const present = new Set(this.columns(table))
    if (present.size === 0) return
    const wanted = columns.map((column) => (present.has(column) ? `"${column}"` : 'NULL'))
    const query = `SELECT ${wanted} FROM "${table}" ORDER BY rowid`
    for (const cells of this.#query(query)) {
      const entries = columns.map((column, index) => [column, cells[index] ?? null])
      take(Object.fromEntries(entries))
    }
  }

  /** The names of a table's columns; none where there is no such table. */
  columns(table: string): string[] {
    const query = `SELECT sql FROM sqlite_master WHERE type IN ('table', 'view') AND name = '${table}'`
    const [declaration] = this.#query(query)
    if (declaration === undefined) return []
    // A view, a virtual table or a computed column could run whatever it likes.
    if (
      !/^CREATE TABLE/i.test(String(declaration[0])) ||
      /\bAS\s*\(/i.test(String(declaration[0]))
    ) {
      throw new ReportError('RUN_UNUSABLE', `${this.#name}: '${table}' is not a plain table`)
    }
    const names = this.#query(`SELECT name FROM pragma_table_info('${table}')`)
    return Array.from(names, ([name]) => String(name))
  }

  *#query(query: string): Generator<SqlValue[]> {
    let statement: ReturnType<Database['prepare']> | undefined
    try {
      statement = this.#database.prepare(query)
    } catch (error) {
      throw unreadable(this.#name, error)
    }
    try {
      while (stepOf(this.#name, statement)) yield statement.get()
    } finally {
      statement.free()
    }
  }
}

function stepOf(name: string, statement: ReturnType<Database['prepare']>): boolean {
  try {
    return statement.step()
  } catch (error) {
    throw unreadable(name, error)
  }
}

function unreadable(name: string, error: unknown): ReportError {
  const advice = 'it may be half copied; copy it once more when nobody writes to it'
  const problem = `${name} cannot be read as an SQLite database: ${describeError(error)}; ${advice}`
  return new ReportError('RUN_UNUSABLE', problem, { cause: error })
}

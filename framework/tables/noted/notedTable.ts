import { ColumnTable } from 'arquero'
import {
  type ColumnNotes,
  joinNotes,
  type NamesNow,
  notesOfGroups,
  renameNotes,
} from './columnNotes.ts'
import { unknownColumn } from './unknownColumn.ts'

type Create = NonNullable<Parameters<ColumnTable['create']>[0]>

/**
 * A table that knows of its columns what `loadRuns` found out, such as which are parameters: pairs of
 * runs, and with them p-values, rest on it. Each of arquero's verbs makes its table with {@link create},
 * so none loses it.
 */
export class NotedTable extends ColumnTable {
  #notes: ColumnNotes = { aliases: new Map() }

  static of(table: ColumnTable, notes: ColumnNotes): NotedTable {
    const noted = new NotedTable(
      table.data(),
      table.columnNames(),
      table.mask(),
      table.groups(),
      table.comparator(),
      table.params() as ConstructorParameters<typeof ColumnTable>[5],
    )
    noted.#notes = notes
    return noted
  }

  get notes(): ColumnNotes {
    return this.#notes
  }

  override create(options: Create = {}): this {
    const made = super.create(options)
    made.#notes =
      options.data === undefined ? this.#notes : renameNotes(this.#notes, this.#namesIn(made))
    return made
  }

  /** The names that columns of this table have in one that was made of it, and those of new columns. */
  #namesIn(made: NotedTable): NamesNow {
    const before = this.data()
    const after = made.data()
    const names = new Map<unknown, string>()
    for (const name of this.columnNames()) names.set(before[name], name)
    const namesNow = new Map<string, string[]>()
    for (const name of made.columnNames()) {
      // A renamed column is the same array; one whose rows were copied has its name.
      const was = before[name] === after[name] ? name : (names.get(after[name]) ?? name)
      namesNow.set(was, [...(namesNow.get(was) ?? []), name])
    }
    return {
      of: (column) => namesNow.get(column) ?? [],
      added: made
        .columnNames()
        .filter((name) => !Object.hasOwn(before, name) && namesNow.has(name)),
    }
  }

  /** @throws {ReportError} COLUMN_UNKNOWN where there is no such column, also by another name */
  override array(
    ...[name, type]: Parameters<ColumnTable['array']>
  ): ReturnType<ColumnTable['array']> {
    return super.array(this.#known(name), type)
  }

  /** @throws {ReportError} COLUMN_UNKNOWN as {@link array} does */
  override get(name: string, row?: number): ReturnType<ColumnTable['get']> {
    return super.get(this.#known(name), row)
  }

  /** @throws {ReportError} COLUMN_UNKNOWN as {@link array} does, for keys that are names */
  override groupby(...keys: Parameters<ColumnTable['groupby']>): this {
    return super.groupby(...keys.flat().map((key) => this.#named(key)))
  }

  /** @throws {ReportError} COLUMN_UNKNOWN as {@link array} does, for keys that are names */
  override orderby(...keys: Parameters<ColumnTable['orderby']>): this {
    return super.orderby(...keys.flat().map((key) => this.#named(key)))
  }

  /** The column of a name, instead of which arquero would name a letter of its own, or none. */
  #known(name: string): string {
    if (this.columnIndex(name) >= 0) return name
    const column = this.#notes.aliases.get(name)
    if (column !== undefined && this.columnIndex(column) >= 0) return column
    throw unknownColumn(name, this.columnNames(), { code: 'COLUMN_UNKNOWN' })
  }

  #named<Key>(key: Key): Key | string {
    return typeof key === 'string' ? this.#known(key) : key
  }

  override count(options?: Parameters<ColumnTable['count']>[0]): this {
    return this.#summedUp(super.count(options))
  }

  override rollup(values?: Parameters<ColumnTable['rollup']>[0]): this {
    return this.#summedUp(super.rollup(values))
  }

  override reduce(reducer: Parameters<ColumnTable['reduce']>[0]): this {
    return this.#summedUp(super.reduce(reducer))
  }

  override pivot(...asked: Parameters<ColumnTable['pivot']>): this {
    return this.#summedUp(super.pivot(...asked))
  }

  #summedUp(made: this): this {
    const keys = this.groups()?.names ?? []
    made.#notes = notesOfGroups(this.#notes, { keys, columns: made.columnNames() })
    return made
  }

  override concat(...tables: Parameters<ColumnTable['concat']>): this {
    const made = super.concat(...tables)
    if (made === this) return made
    // Columns that only the other tables have are not taken over.
    const of = (column: string) => (made.columnIndex(column) < 0 ? [] : [column])
    for (const table of tables.flat()) {
      if (!(table instanceof NotedTable)) continue
      made.#notes = renameNotes(joinNotes(made.#notes, table.#notes), { of, added: [] })
    }
    return made
  }

  /** As arquero has it, which would not come by {@link concat}. */
  override union(...tables: Parameters<ColumnTable['union']>): this {
    return this.concat(...tables).dedupe()
  }
}

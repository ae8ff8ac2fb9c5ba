import type { ColumnTable } from 'arquero'

/** What is known of a table's columns. */
export interface ColumnNotes {
  /** Other name -> column. */
  readonly aliases: ReadonlyMap<string, string>
  /** Columns of parameters that differ between the runs; undefined: not known. */
  readonly parameters?: readonly string[]
  /** Columns that are not parameters, such as what the runs measured. */
  readonly others?: ReadonlySet<string>
  /** Of a parameter: columns of others that were set and divide the runs as it does, which it stands for. */
  readonly confounded?: ReadonlyMap<string, readonly string[]>
}

/** Kept beside the tables, which have no place for it. */
const NOTES = new WeakMap<ColumnTable, ColumnNotes>()

/**
 * Lets the columns of a table be asked for by other names too: a parameter's column `lr` as
 * `trainer.lr`; and notes which of them are parameters. Tables that `selectRuns`, `sortRuns`,
 * `groupRuns` and `withColumn` make of it keep the notes; those that arquero's own verbs make do not.
 */
export function noteColumns(table: ColumnTable, notes: ColumnNotes): ColumnTable {
  NOTES.set(table, notes)
  return table
}

export function columnNotes(table: ColumnTable): ColumnNotes | undefined {
  return NOTES.get(table)
}

/** Hands the names of a table on to one that was made of it. */
export function keepNames(source: ColumnTable, made: ColumnTable): ColumnTable {
  const notes = NOTES.get(source)
  return notes && made !== source ? noteColumns(made, notes) : made
}

/** The column that a name stands for: its own, or that of another name; undefined for neither. */
export function resolveColumn(table: ColumnTable, name: string): string | undefined {
  if (table.columnIndex(name) >= 0) return name
  const column = NOTES.get(table)?.aliases.get(name)
  return column !== undefined && table.columnIndex(column) >= 0 ? column : undefined
}

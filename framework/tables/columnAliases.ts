import type { ColumnTable } from 'arquero'

/** Other name -> column. Kept beside the tables, which have no place for it. */
const ALIASES = new WeakMap<ColumnTable, ReadonlyMap<string, string>>()

/**
 * Lets the columns of a table be asked for by other names too: a parameter's column `lr` as
 * `trainer.lr`. Tables that `selectRuns`, `sortRuns`, `groupRuns` and `withColumn` make of it keep
 * the names; those that arquero's own verbs make do not.
 */
export function nameColumns(table: ColumnTable, aliases: ReadonlyMap<string, string>): ColumnTable {
  ALIASES.set(table, aliases)
  return table
}

/** Hands the names of a table on to one that was made of it. */
export function keepNames(source: ColumnTable, made: ColumnTable): ColumnTable {
  const aliases = ALIASES.get(source)
  return aliases && made !== source ? nameColumns(made, aliases) : made
}

/** The column that a name stands for: its own, or that of another name; undefined for neither. */
export function resolveColumn(table: ColumnTable, name: string): string | undefined {
  if (table.columnIndex(name) >= 0) return name
  const column = ALIASES.get(table)?.get(name)
  return column !== undefined && table.columnIndex(column) >= 0 ? column : undefined
}

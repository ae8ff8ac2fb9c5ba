import type { ColumnTable } from 'arquero'
import type { ColumnNotes } from './noted/columnNotes.ts'
import { NotedTable } from './noted/notedTable.ts'

/**
 * The table with what is known of its columns: which of them are parameters, and by which other names
 * they may be asked for, such as the column `lr` as `trainer.lr`. All tables that are made of it, by
 * verbs of arquero's too, know the same of the columns that they still have.
 */
export function noteColumns(table: ColumnTable, notes: ColumnNotes): ColumnTable {
  return NotedTable.of(table, notes)
}

export function columnNotes(table: ColumnTable): ColumnNotes | undefined {
  return table instanceof NotedTable ? table.notes : undefined
}

/** The column that a name stands for: its own, or that of another name; undefined for neither. */
export function resolveColumn(table: ColumnTable, name: string): string | undefined {
  if (table.columnIndex(name) >= 0) return name
  const column = columnNotes(table)?.aliases.get(name)
  return column !== undefined && table.columnIndex(column) >= 0 ? column : undefined
}

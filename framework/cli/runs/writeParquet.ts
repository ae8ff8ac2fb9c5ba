import type { ColumnTable } from 'arquero'
import { writeAtomically } from '../../files/writeAtomically.ts'

/** Writes a table as a Parquet file: numbers as doubles, everything else as text. */
export async function writeParquet(table: ColumnTable, file: string): Promise<void> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  const columnData = table.columnNames().map((name) => {
    const cells = Array.from(table.array(name) as Iterable<unknown>)
    const kind = typeOf(cells)
    const data = cells.map((cell) => (cell === null || kind !== 'STRING' ? cell : String(cell)))
    return { name, data, type: kind, nullable: true }
  })
  await writeAtomically(file, new Uint8Array(parquetWriteBuffer({ columnData })))
}

function typeOf(cells: readonly unknown[]): 'DOUBLE' | 'BOOLEAN' | 'STRING' {
  const present = cells.filter((cell) => cell !== null)
  if (present.every((cell) => typeof cell === 'number')) return 'DOUBLE'
  return present.every((cell) => typeof cell === 'boolean') ? 'BOOLEAN' : 'STRING'
}

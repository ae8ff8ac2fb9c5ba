import { type ColumnTable, table } from 'arquero'
import type { ColumnSource } from 'hyparquet-writer'
import { cellsOf } from './cells.ts'

/**
 * The table as the bytes of a Parquet file: numbers as doubles, everything else as text. Without
 * statistics of the columns, and numbers without compression, which makes random digits no smaller: a
 * million rows then take a tenth of the time.
 */
export async function toParquet(table: ColumnTable): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  const columnData = table.columnNames().map((name) => columnOf(name, cellsOf(table, name)))
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}

/**
 * The table in the bytes of a Parquet file that {@link toParquet} wrote.
 *
 * @param wanted which columns to read. Default all
 */
export async function fromParquet(
  bytes: Uint8Array,
  wanted: (column: string) => boolean = () => true,
): Promise<ColumnTable> {
  const { parquetMetadata, parquetRead, parquetSchema } = await import('hyparquet')
  const file = new Uint8Array(bytes).buffer
  const metadata = parquetMetadata(file)
  const names = parquetSchema(metadata).children.map(({ element }) => element.name)
  const columns = new Map(names.filter(wanted).map((name) => [name, [] as unknown[]]))
  await parquetRead({
    file,
    metadata,
    columns: [...columns.keys()],
    onChunk: ({ columnName, columnData, rowStart }) => {
      const cells = columns.get(columnName) ?? []
      for (let at = 0; at < columnData.length; at++) {
        cells[rowStart + at] = columnData[at] ?? null
      }
    },
  })
  return table([...columns])
}

function columnOf(name: string, cells: ArrayLike<unknown>): ColumnSource {
  const { types, hasNulls, hasUndefined } = typesOf(cells)
  const column = { name, nullable: hasNulls, statistics: false }
  const isOnly = (type: string) => types.size === 0 || (types.size === 1 && types.has(type))
  const present = () =>
    Array.isArray(cells) && !hasUndefined ? cells : Array.from(cells, (cell) => cell ?? null)
  if (isOnly('number')) {
    const data = hasNulls ? present() : new Float64Array(cells as ArrayLike<number>)
    return { ...column, data, type: 'DOUBLE', encoding: 'PLAIN', codec: 'UNCOMPRESSED' }
  }
  if (isOnly('boolean')) return { ...column, data: present(), type: 'BOOLEAN' }
  const texts = isOnly('string') ? present() : Array.from(cells, textOf)
  // Else the writer looks for repeats among all values, in many times the time.
  const encoding = new Set(texts).size < texts.length / 2 ? 'RLE_DICTIONARY' : 'PLAIN'
  return { ...column, data: texts, type: 'STRING', encoding }
}

/** The types of the cells that are there. */
function typesOf(cells: ArrayLike<unknown>) {
  const types = new Set<string>()
  let last = ''
  let hasNulls = false
  let hasUndefined = false
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row]
    if (cell === undefined) hasUndefined = true
    if (cell === undefined || cell === null) {
      hasNulls = true
    } else if (typeof cell !== last) {
      last = typeof cell
      types.add(last)
    }
  }
  return { types, hasNulls, hasUndefined }
}

function textOf(cell: unknown): string | null {
  if (cell === null || cell === undefined) return null
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}

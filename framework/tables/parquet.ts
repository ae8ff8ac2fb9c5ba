import { type ColumnTable, table } from 'arquero'
import type { ColumnSource } from 'hyparquet-writer'
import { cellsOf, wholeColumn } from './cells.ts'
import { NumberColumn, numberColumn } from './numbers/numberColumn.ts'
import { StackedNumbers } from './numbers/stackedNumbers.ts'

/** Rows that are written at once: the first readable part is small, as hyparquet-writer has it. */
const ROW_GROUPS = { first: 1000, further: 100_000 }

/** What a cell takes at most in a column of numbers; texts that are repeated take less. */
const BYTES_OF_NUMBER = 8

/**
 * The table as the bytes of a Parquet file: numbers as doubles, everything else as text. Without
 * statistics of the columns, and numbers without compression, which makes random digits no smaller: a
 * million rows then take a tenth of the time.
 */
export async function toParquet(table: ColumnTable): Promise<Uint8Array> {
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer')
  const columns = table.columnNames().map((name) => columnOf(name, ownCells(table, name)))
  const writer = new ByteWriter(BYTES_OF_NUMBER * table.numRows() * columns.length)
  const parquet = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({
      columnData: columns.map(({ form }) => ({ ...form, data: [] })),
    }),
  })
  for (const [start, end] of rowGroups(table.numRows())) {
    const columnData = columns.map(({ form, slice }) => ({ ...form, data: slice(start, end) }))
    parquet.write({ columnData, rowGroupSize: end - start })
  }
  parquet.finish()
  return writer.getBytes()
}

function rowGroups(nRows: number): [start: number, end: number][] {
  const groups: [number, number][] = []
  for (let start = 0; start < nRows; ) {
    const end = Math.min(nRows, start + (start === 0 ? ROW_GROUPS.first : ROW_GROUPS.further))
    groups.push([start, end])
    start = end
  }
  return groups
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
  const rows = Number(metadata.num_rows)
  const columns = new Map(
    parquetSchema(metadata)
      .children.map(({ element }) => element)
      .filter(({ name }) => wanted(name))
      .map(({ name, type }): [string, unknown[] | Float64Array] => [
        name,
        type === 'DOUBLE' ? new Float64Array(rows).fill(Number.NaN) : new Array<unknown>(rows),
      ]),
  )
  await parquetRead({
    file,
    metadata,
    columns: [...columns.keys()],
    onChunk: ({ columnName, columnData, rowStart }) => {
      const cells = columns.get(columnName) ?? []
      const missing = cells instanceof Float64Array ? Number.NaN : null
      for (let at = 0; at < columnData.length; at++) {
        cells[rowStart + at] = columnData[at] ?? missing
      }
    },
  })
  return table(
    [...columns].map(([name, cells]) => [
      name,
      cells instanceof Float64Array ? numberColumn(cells) : cells,
    ]),
  )
}

/** How a column is written, and its cells from a row on to before another. */
interface WrittenColumn {
  readonly form: Omit<ColumnSource, 'data'>
  slice(start: number, end: number): ColumnSource['data']
}

/** A column's cells, numbers as they lie in memory. */
function ownCells(table: ColumnTable, name: string): Numbers | ArrayLike<unknown> {
  const own = wholeColumn(table, name)
  return areNumbers(own) ? own : cellsOf(table, name)
}

/** Columns that hold numbers as they lie in memory. */
type Numbers = NumberColumn | StackedNumbers

function areNumbers(column: unknown): column is Numbers {
  return column instanceof NumberColumn || column instanceof StackedNumbers
}

function columnOf(name: string, cells: Numbers | ArrayLike<unknown>): WrittenColumn {
  const numbers = { type: 'DOUBLE', encoding: 'PLAIN', codec: 'UNCOMPRESSED' } as const
  if (areNumbers(cells)) {
    const form = { name, nullable: true, statistics: false, ...numbers }
    return { form, slice: (start, end) => numbersOf(cells, start, end) }
  }
  const { types, hasNulls } = typesOf(cells)
  const column = { name, nullable: hasNulls, statistics: false }
  const isOnly = (type: string) => types.size === 0 || (types.size === 1 && types.has(type))
  const present = (start: number, end: number) =>
    Array.from({ length: end - start }, (_, at) => cells[start + at] ?? null)
  if (isOnly('number')) {
    const whole = (start: number, end: number) =>
      cells instanceof Float64Array
        ? cells.subarray(start, end)
        : Float64Array.from({ length: end - start }, (_, at) => cells[start + at] as number)
    return { form: { ...column, ...numbers }, slice: hasNulls ? present : whole }
  }
  if (isOnly('boolean')) return { form: { ...column, type: 'BOOLEAN' }, slice: present }
  // Else the writer looks for repeats among all values, in many times the time.
  const isRepeated = countTexts(cells) < cells.length / 2
  const encoding = isRepeated ? 'RLE_DICTIONARY' : 'PLAIN'
  const form = { ...column, type: 'STRING', encoding } as const
  return { form, slice: (start, end) => present(start, end).map(textOf) }
}

/** Cells of some rows: as they lie in memory where none of them is missing. */
function numbersOf(cells: Numbers, start: number, end: number): ColumnSource['data'] {
  const numbers = cells.numbers(start, end)
  return numbers.includes(Number.NaN) ? cells.slice(start, end) : numbers
}

function countTexts(cells: ArrayLike<unknown>): number {
  const texts = new Set<string | null>()
  for (let row = 0; row < cells.length; row++) texts.add(textOf(cells[row]))
  return texts.size
}

/** The types of the cells that are there. */
function typesOf(cells: ArrayLike<unknown>) {
  const types = new Set<string>()
  let last = ''
  let hasNulls = false
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row]
    if (cell === undefined || cell === null) {
      hasNulls = true
    } else if (typeof cell !== last) {
      last = typeof cell
      types.add(last)
    }
  }
  return { types, hasNulls }
}

function textOf(cell: unknown): string | null {
  if (cell === null || cell === undefined) return null
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}

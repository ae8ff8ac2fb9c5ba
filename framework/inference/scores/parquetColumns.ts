import { ReportError } from '../../errors.ts'

/** A gibibyte of them: a few bytes may claim 10⁹ rows. */
const MAX_NUMBERS = 2 ** 27

/** Numbers by the name of their column, all of the same length; NaN where there is none. */
export type NumberColumns = ReadonlyMap<string, Float64Array>

/**
 * The columns of a Parquet file as numbers; text that is not a number, such as the name of a class, becomes NaN.
 *
 * The library loops forever over some damaged files: files that others wrote are read in a thread of their
 * own.
 *
 * @param onText called with each text, empty ones included
 * @throws {ReportError} FILE_TOO_LARGE where it claims more than 2²⁷ numbers; what the library throws where it
 *   is damaged
 */
export async function parquetColumns(
  file: ArrayBuffer,
  onText: (column: string, row: number, text: string) => void = () => {},
): Promise<NumberColumns> {
  // Loaded here, since most reports read no Parquet.
  const { parquetMetadata, parquetRead, parquetSchema } = await import('hyparquet')
  const { compressors } = await import('hyparquet-compressors')
  const metadata = parquetMetadata(file)
  const names = parquetSchema(metadata).children.map(({ element }) => element.name)
  const numRows = Number(metadata.num_rows)
  if (numRows * names.length > MAX_NUMBERS) {
    const problem = `it claims ${numRows} rows of ${names.length} columns; at most ${MAX_NUMBERS} numbers are read`
    throw new ReportError('FILE_TOO_LARGE', problem)
  }
  const columns = new Map(names.map((name) => [name, new Float64Array(numRows).fill(Number.NaN)]))
  await parquetRead({
    file,
    metadata,
    compressors,
    onChunk: ({ columnName, columnData, rowStart }) => {
      const column = columns.get(columnName)
      for (let i = 0; column && i < columnData.length; i++) {
        const value: unknown = columnData[i]
        const isEmpty = value === null || (typeof value === 'string' && value.trim() === '')
        column[rowStart + i] = isEmpty ? Number.NaN : Number(value)
        if (typeof value === 'string') onText(columnName, rowStart + i, value)
      }
    },
  })
  return columns
}

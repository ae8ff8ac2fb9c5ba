/** Numbers by the name of their column, all of the same length; NaN where there is none. */
export type NumberColumns = ReadonlyMap<string, Float64Array>

/**
 * The columns of a Parquet file as numbers; text, such as the name of a class, becomes NaN.
 *
 * The library loops forever over some damaged files: files that others wrote are read in a thread of their
 * own.
 */
export async function parquetColumns(file: ArrayBuffer): Promise<NumberColumns> {
  // Loaded here, since most reports read no Parquet.
  const { parquetMetadata, parquetRead, parquetSchema } = await import('hyparquet')
  const { compressors } = await import('hyparquet-compressors')
  const metadata = parquetMetadata(file)
  const names = parquetSchema(metadata).children.map(({ element }) => element.name)
  const columns = new Map(
    names.map((name) => [name, new Float64Array(Number(metadata.num_rows)).fill(Number.NaN)]),
  )
  await parquetRead({
    file,
    metadata,
    compressors,
    onChunk: ({ columnName, columnData, rowStart }) => {
      const column = columns.get(columnName)
      for (let i = 0; column && i < columnData.length; i++) {
        const value: unknown = columnData[i]
        column[rowStart + i] = value === null ? Number.NaN : Number(value)
      }
    },
  })
  return columns
}

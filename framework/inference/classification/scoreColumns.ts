import Papa from 'papaparse'
import { compiledFile } from '../../compiledFile.ts'
import { ReportError } from '../../errors.ts'
import { askWorker } from '../../files/askWorker.ts'
import { isRegularFile, readBytes, readText } from '../../files/regularFile.ts'
import type { NumberColumns } from '../scores/parquetColumns.ts'
import type { ColumnsReply } from './scoreColumnsWorker.ts'

/**
 * The columns of a Parquet file, or of a CSV file with a header.
 *
 * @throws {ReportError} SCORES_INVALID for a file that cannot be read, or a line with another number of
 *   cells, or with one that is not a number
 */
export async function readScoreColumns(file: string): Promise<NumberColumns> {
  if (!isRegularFile(file)) throw scoresError(file, 'it is not there, or is not a regular file')
  return file.endsWith('.csv') ? csvColumns(file) : parquetColumns(file)
}

/** What is wrong with a file of scores. */
export function scoresError(file: string, problem: string): ReportError {
  return new ReportError(
    'SCORES_INVALID',
    `Scores ${file}: ${problem}. Expected a CSV or Parquet file with a row for each event: label, score_… for ` +
      'each class in their order (or score, of the second of two), and weight if there is one.',
  )
}

async function csvColumns(file: string): Promise<NumberColumns> {
  const [header = [], ...lines] = Papa.parse<string[]>(readText(file), {
    skipEmptyLines: true,
  }).data
  const columns = header.map(() => new Float64Array(lines.length))
  lines.forEach((cells, row) => {
    if (cells.length !== header.length) {
      throw scoresError(
        file,
        `row ${row + 1} has ${cells.length} cells where the header has ${header.length}`,
      )
    }
    cells.forEach((cell, i) => {
      const text = cell.trim()
      const value = text === '' ? Number.NaN : Number(text)
      if (Number.isNaN(value) && !/^(nan)?$/i.test(text) && isUsed(header[i] as string)) {
        throw scoresError(
          file,
          `row ${row + 1} has "${text}" as its ${header[i]}, which is not a number`,
        )
      }
      const column = columns[i] as Float64Array
      column[row] = value
    })
  })
  return new Map(header.map((name, i) => [name, columns[i] as Float64Array]))
}

/** Other columns, such as names of events, may hold anything. */
function isUsed(column: string): boolean {
  return column === 'label' || column === 'weight' || /^score(_|$)/.test(column)
}

async function parquetColumns(file: string): Promise<NumberColumns> {
  const worker = compiledFile('inference/classification/scoreColumnsWorker')
  const reply = await askWorker<ColumnsReply>(worker, readBytes(file))
  if ('columns' in reply) return reply.columns
  throw scoresError(file, `it cannot be read as Parquet (${reply.problem})`)
}

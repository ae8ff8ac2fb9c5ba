import Papa from 'papaparse'
import { compiledFile } from '../../compiledFile.ts'
import { ReportError } from '../../errors.ts'
import { askWorker } from '../../files/askWorker.ts'
import { readBytes, readText, whyNoFile } from '../../files/regularFile.ts'
import type { NumberColumns } from '../scores/parquetColumns.ts'
import type { ColumnsReply } from './scoreColumnsWorker.ts'

/** The columns of a file of scores. */
export interface ScoreColumns {
  readonly numbers: NumberColumns
  /** Labels that are names of classes, empty for none; undefined where all are numbers. */
  readonly labelNames?: readonly string[] | undefined
}

/**
 * The columns of a Parquet file, or of a CSV file with a header.
 *
 * @throws {ReportError} SCORES_INVALID for a file that cannot be read, columns of the same name, or a line with
 *   another number of cells, or with a score or a weight that is not a number
 */
export async function readScoreColumns(file: string): Promise<ScoreColumns> {
  const problem = whyNoFile(file)
  if (problem !== undefined) throw scoresError(file, `it ${problem}`)
  return file.endsWith('.csv') ? csvColumns(file) : parquetColumns(file)
}

/** What is wrong with a file of scores. */
export function scoresError(file: string, problem: string): ReportError {
  return new ReportError(
    'SCORES_INVALID',
    `Scores ${file}: ${problem}. Expected a CSV or Parquet file with a row for each event: label, score_… for ` +
      'each class in their order (or score, of the second of two), or logit_… in its place, and weight if there is one.',
  )
}

/** Row by row, so that a million of them are never in memory as words. */
function csvColumns(file: string): ScoreColumns {
  let header: string[] | undefined
  let columns: number[][] = []
  const labels: string[] = []
  const readRow = (cells: string[]) => {
    if (header === undefined) {
      header = cells.map((name) => name.trim())
      columns = header.map(() => [])
      refuseRepeated(file, header)
      return
    }
    const row = labels.length + 1
    if (cells.length !== header.length) {
      const problem = `row ${row} has ${cells.length} cells where the header has ${header.length}`
      throw scoresError(file, problem)
    }
    let label = ''
    cells.forEach((cell, i) => {
      const name = header?.[i] as string
      const text = cell.trim()
      const value = numberOf(text)
      if (name === 'label') label = text
      else if (value === undefined && isNumeric(name)) {
        const problem = `row ${row} has "${text}" as its ${name}, which is not a number`
        throw scoresError(file, problem)
      }
      columns[i]?.push(value ?? Number.NaN)
    })
    labels.push(label)
  }
  Papa.parse<string[]>(readText(file), {
    skipEmptyLines: true,
    step: ({ data }) => readRow(data),
  })
  return {
    numbers: new Map(header?.map((name, i) => [name, new Float64Array(columns[i] ?? [])])),
    labelNames: namesAmong(labels),
  }
}

/** Labels that are names; undefined where all are numbers, written as text or not. */
function namesAmong(labels: readonly string[]): readonly string[] | undefined {
  return labels.some((label) => numberOf(label) === undefined) ? labels : undefined
}

/** NaN for an empty cell; undefined for what is not a number. Infinities as numpy and Python write them. */
function numberOf(text: string): number | undefined {
  const value = Number(text)
  if (text !== '' && !Number.isNaN(value)) return value
  if (text === '' || /^nan$/i.test(text)) return Number.NaN
  const infinity = /^([+-]?)inf(inity)?$/i.exec(text)
  if (infinity === null) return undefined
  return infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

/** Other columns, such as names of events, may hold anything. */
function isNumeric(column: string): boolean {
  return column === 'weight' || /^(score|logit)(_|$)/.test(column)
}

function refuseRepeated(file: string, header: readonly string[]): void {
  const repeated = header.find(
    (name, i) => (name === 'label' || isNumeric(name)) && header.indexOf(name) !== i,
  )
  if (repeated !== undefined) throw scoresError(file, `more than one column is called ${repeated}`)
}

async function parquetColumns(file: string): Promise<ScoreColumns> {
  const worker = compiledFile('inference/classification/scoreColumnsWorker')
  const reply = await askWorker<ColumnsReply>(worker, readBytes(file))
  if ('problem' in reply) throw scoresError(file, `it cannot be read as Parquet (${reply.problem})`)
  return { numbers: reply.columns, labelNames: namesAmong(reply.labelTexts) }
}

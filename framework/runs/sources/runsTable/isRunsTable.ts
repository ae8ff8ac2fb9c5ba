import Papa from 'papaparse'
import { namesResult } from '../goalByName.ts'
import { readFirstLine } from '../reading/readFirstLine.ts'
import { isChartHeader } from './chartExport.ts'
import { ID_COLUMN, pageOf } from './format.ts'

/**
 * Whether the header of a CSV says that it has one row per run: the export of a tracker's page or
 * chart, or a column that names runs beside one that measures something.
 */
export function isRunsTable(file: string): boolean {
  if (!/\.(?:csv|tsv)$/i.test(file)) return false
  const line = readFirstLine(file)
  if (line === undefined || line === '') return false
  const [columns = []] = Papa.parse<string[]>(line).data
  if (pageOf(new Set(columns)) !== undefined || isChartHeader(columns)) return true
  return columns.some((column) => ID_COLUMN.test(column)) && columns.some(namesResult)
}

import { count } from '../../../text/counts.ts'
import { cutOff } from '../../../text/shorten.ts'
import { namesResult } from '../goalByName.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { OddPlaces } from '../reading/oddPlaces.ts'
import type { Claim, Scalar, Series, Source, SourceRun } from '../source.ts'
import { readChartExport } from './chartExport.ts'
import {
  type ColumnRoles,
  columnRoles,
  notANumber,
  type RunsTableMapping,
  resultIn,
} from './columnRoles.ts'
import { readCourseTable } from './courseTable.ts'
import { parseDuration, statusOf } from './format.ts'
import { readTable, type TableColumns } from './tableColumns.ts'

/** Tables whose columns are told by type and name. */
export const runsTableSource: Source = createRunsTableSource()

/**
 * A source for tables with one row per run (CSV or Parquet). Any file might be one, so that it claims
 * nothing by itself: it reads the files that the user names.
 *
 * @param mapping which columns are parameters and which results; by default guessed, and reported
 */
export function createRunsTableSource(mapping: RunsTableMapping = {}): Source {
  return {
    name: 'runs_table',
    isGeneric: true,
    claims: () => [],
    read: async (claim) => {
      const runs = await Promise.all(claim.names.map((name) => readFile(claim, name, mapping)))
      return runs.flat()
    },
  }
}

const ADVISED_MAPPING = 'inputs.table={metrics: […]}'

async function readFile(
  claim: Claim,
  name: string,
  mapping: RunsTableMapping,
): Promise<SourceRun[]> {
  const files = new ClaimFiles(claim)
  const table = await readTable(files, name)
  const path = `${claim.directory}/${name}`
  const odd = new OddPlaces('cell')
  const noteOdd = (what: string, row: number) => odd.add(what, `${name}: row ${row + 1}`)
  const charts = readChartExport(table, noteOdd)
  if (charts !== undefined) {
    files.findings.push(...odd.findings())
    const runs = Array.from(charts, ([run, metrics]) => ({
      path: `${path}#${run}`,
      name: run,
      status: 'unknown' as const,
      params: new Map(),
      metrics,
      files: files.files,
      findings: files.findings,
    }))
    return withFindingsOnce(runs)
  }
  const isNamed = Object.values(mapping).some((each) => each !== undefined)
  const course = isNamed ? undefined : readCourseTable(table)
  if (course !== undefined) {
    const told = `taken for the course of one run, since its column '${cutOff(course.step)}' rises from row to row`
    files.findings.push(`${name}: ${told}; where each row is a run, say so: ${ADVISED_MAPPING}`)
    const run = { path, status: 'unknown', params: new Map(), metrics: course.metrics } as const
    return [{ ...run, files: files.files, findings: files.findings }]
  }
  const roles = columnRoles(name, table, mapping)
  tellRoles(files, name, roles)
  const ids = rowIds(table, roles.id)
  const runs = ids.map((id, row) =>
    toRun(`${path}#${id}`, files, { table, roles, row, noteOdd: (what) => noteOdd(what, row) }),
  )
  files.findings.push(...odd.findings())
  files.findings.push(...commasInNumbers(name, table, roles), ...missedResults(name, table, roles))
  return withFindingsOnce(runs)
}

/** What is odd in the file is reported with its first run. */
function withFindingsOnce(runs: readonly SourceRun[]): SourceRun[] {
  return runs.map((run, index) => (index === 0 ? run : { ...run, findings: [] }))
}

function tellRoles(files: ClaimFiles, name: string, { metrics, isGuessed }: ColumnRoles): void {
  if (!isGuessed) return
  const names = [...metrics.keys()]
  const shown = names.length === 0 ? 'none' : names.slice(0, 20).map(cutOff).join(', ')
  const more = names.length > 20 ? `, … (${count(names.length, 'column')})` : ''
  const told = `taken for results by their names: ${shown}${more}`
  const advice = `where this is wrong, name the right columns: ${ADVISED_MAPPING}`
  files.findings.push(`${name}: ${told}; ${advice}`)
}

/** What stands in the column of ids; where it is blank or stands twice, the row's number tells. */
function rowIds({ columns, rowCount }: TableColumns, idColumn: string | undefined): string[] {
  const cells = columns.get(idColumn ?? '') ?? []
  const seen = new Set<string>()
  return Array.from({ length: rowCount }, (_, row) => {
    const cell = cells[row] ?? null
    const text = cell === null ? `row ${row + 1}` : String(cell)
    const id = seen.has(text) ? `${text} (row ${row + 1})` : text
    seen.add(id)
    return id
  })
}

interface Row {
  readonly table: TableColumns
  readonly roles: ColumnRoles
  readonly row: number
  readonly noteOdd: (what: string) => void
}

function toRun(path: string, files: ClaimFiles, { table, roles, row, noteOdd }: Row): SourceRun {
  const cellAt = (column: string | undefined): Scalar =>
    column === undefined ? null : (table.columns.get(column)?.[row] ?? null)
  const params = new Map<string, Scalar>()
  for (const [column, name] of roles.params) {
    const cell = cellAt(column)
    if (cell !== null) params.set(name, cell)
  }
  const metrics = new Map<string, Series>()
  for (const [column, name] of roles.metrics) {
    const cell = cellAt(column)
    const value = resultIn(cell)
    if (value !== undefined) metrics.set(name, onePoint(value))
    else if (cell !== null) noteOdd(notANumber(column))
  }
  const { page } = roles
  const statusRaw = textOf(cellAt(page?.status))
  const name = textOf(cellAt(page?.name ?? roles.id))
  const startedAt = parseTime(textOf(cellAt(page?.startedAt)))
  const durationS = parseDuration(textOf(cellAt(page?.duration)) ?? '')
  return {
    path,
    ...(name !== undefined && { name }),
    status: statusRaw === undefined ? 'unknown' : statusOf(statusRaw),
    ...(statusRaw !== undefined && { statusRaw }),
    params,
    metrics,
    ...(startedAt !== undefined && { startedAt }),
    ...(durationS !== undefined && { durationS }),
    files: files.files,
    findings: files.findings,
  }
}

/** Numbers with a comma, for decimals or thousands, as spreadsheets write them, are reported: none is guessed. */
function commasInNumbers(
  name: string,
  { columns }: TableColumns,
  { params, metrics }: ColumnRoles,
): string[] {
  const written = [...params.keys(), ...metrics.keys()].filter((column) =>
    hasCommas(columns.get(column) ?? []),
  )
  if (written.length === 0) return []
  const listed = written.map((column) => `'${cutOff(column)}'`).join(', ')
  return [
    `${name}: commas in the numbers of ${listed}, which are texts here; write decimals with a point, and thousands with nothing between`,
  ]
}

function hasCommas(cells: readonly Scalar[]): boolean {
  const filled = cells.filter((cell) => cell !== null)
  return filled.length > 0 && filled.every((cell) => WITH_COMMA.test(String(cell)))
}

/** Columns with the name of a result that are parameters, since more stands in their cells than a number. */
function missedResults(
  name: string,
  { columns }: TableColumns,
  { params, isGuessed }: ColumnRoles,
): string[] {
  if (!isGuessed) return []
  return [...params.keys()].filter(namesResult).flatMap((column) => {
    const cells = columns.get(column) ?? []
    const texts = cells.filter((cell) => typeof cell === 'string' && resultIn(cell) === undefined)
    const withNumber = texts.filter((cell) => STARTS_WITH_NUMBER.test(String(cell)))
    const [first] = withNumber
    if (first === undefined || withNumber.length * 2 < texts.length || hasCommas(cells)) return []
    const told = `'${cutOff(column)}' has the name of a result and cells such as '${cutOff(String(first))}', so that it is a parameter of texts here`
    return [`${name}: ${told}; write numbers alone`]
  })
}

const STARTS_WITH_NUMBER = /^\s*[~<>≈±]?\s*[+-]?\.?\d/

const WITH_COMMA = /^[+-]?\d+(?:,\d+)+(?:e[+-]?\d+)?$/i

function onePoint(value: number): Series {
  return { step: Float64Array.of(Number.NaN), value: Float64Array.of(value) }
}

function textOf(cell: Scalar): string | undefined {
  return cell === null ? undefined : String(cell)
}

/** A time without a zone could be any of a day's. */
function parseTime(text: string | undefined): number | undefined {
  if (text === undefined || !/\d(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined
  const time = Date.parse(text.replace(' ', 'T'))
  return Number.isNaN(time) ? undefined : time
}

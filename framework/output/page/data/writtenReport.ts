import type { ColumnTable } from 'arquero'
import Papa from 'papaparse'
import type { Figure } from '../../../plots/figure.ts'
import { withPrintedNotes } from '../../../plots/render/printedNotes.ts'
import { fromParquet } from '../../../tables/parquet.ts'
import { parseReport, REPORT_FILE } from '../../data/readReport.ts'
import type { ReportJson } from '../../data/reportJson.ts'
import type { ReportDirectory } from '../../reportDirectory.ts'

/** Histories of more runs would fill the page, and the memory while it is made. */
export const MAX_RUNS_WITH_CURVES = 2000

/** What a report wrote, as its page is made from it. */
export interface WrittenReport {
  readonly report: ReportJson
  readonly runs: ColumnTable
  /** The histories of all runs below each other; undefined without them, or where they are too many. */
  readonly epochs: ColumnTable | undefined
  /** In the order of the runs; empty in reports of earlier versions. */
  readonly details: readonly RunDetails[]
  readonly tables: readonly WrittenTable[]
  readonly figures: readonly WrittenFigure[]
  /** What was done, with citations, as `methods.md` has it; empty without any. */
  readonly methods: string
  /** All files so far, relative to the report, and their bytes. */
  readonly files: ReadonlyMap<string, number>
}

/** What the tables do not say of a run. */
export interface RunDetails {
  /** As in `runs.parquet`. */
  readonly run_dir: string
  /** Null where it is not known. */
  readonly command: string | null
  /** The files that were read of it. */
  readonly files: readonly string[]
}

export interface WrittenTable {
  readonly name: string
  readonly file: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export type WrittenFigure = ReportJson['figures'][number] & {
  readonly figure: Figure
}

/** Reads again what a report has written so far: so a page is the same whoever made the files. */
export async function readWritten(
  directory: Pick<ReportDirectory, 'read' | 'written'>,
): Promise<WrittenReport> {
  const text = async (file: string) => (await directory.read(file)).toString()
  const has = (file: string | null | undefined): file is string =>
    typeof file === 'string' && directory.written.has(file)
  const report = parseReport(await text(REPORT_FILE), REPORT_FILE)
  const { epochs, details } = report.data
  const hasCurves = has(epochs) && report.num_runs <= MAX_RUNS_WITH_CURVES
  const tables = report.tables.filter(({ file, name }) => has(file) && name !== 'summary')
  return {
    report,
    runs: await fromParquet(await directory.read(report.data.runs)),
    epochs: hasCurves ? await fromParquet(await directory.read(epochs)) : undefined,
    details: has(details) ? (JSON.parse(await text(details)) as RunDetails[]) : [],
    tables: await Promise.all(
      tables.map(async ({ name, file }) => ({ name, file, ...parseTable(await text(file)) })),
    ),
    figures: await Promise.all(
      report.figures.map(async (entry) => ({
        ...entry,
        figure: await withPrintedNotes(JSON.parse(await text(entry.data)) as Figure),
      })),
    ),
    methods: has('training/methods.md') ? await text('training/methods.md') : '',
    files: directory.written,
  }
}

function parseTable(csv: string): Pick<WrittenTable, 'columns' | 'rows'> {
  const { data } = Papa.parse<string[]>(csv, { skipEmptyLines: true })
  const [columns = [], ...rows] = data
  return { columns, rows }
}

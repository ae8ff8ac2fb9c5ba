import type { ColumnTable } from 'arquero'
import Papa from 'papaparse'
import * as v from 'valibot'
import { ReportError } from '../../../errors.ts'
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

const RunDetailsSchema = v.object({
  /** As in `runs.parquet`. */
  run_dir: v.string(),
  /** Null where it is not known. */
  command: v.nullable(v.string()),
  /** The files that were read of it. */
  files: v.pipe(v.array(v.string()), v.readonly()),
})

/** What the tables do not say of a run. */
export type RunDetails = Readonly<v.InferOutput<typeof RunDetailsSchema>>

export interface WrittenTable {
  readonly name: string
  readonly file: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Its columns of numbers; absent in reports of earlier versions, whose tables are shown as they are written. */
  readonly numeric?: readonly string[] | undefined
}

export type WrittenFigure = ReportJson['figures'][number] & {
  readonly figure: Figure
}

/**
 * Reads again what a report has written so far: so a page is the same whoever made the files.
 *
 * @throws {ReportError} REPORT_DAMAGED for a file that does not hold what it should
 */
export async function readWritten(
  directory: Pick<ReportDirectory, 'read' | 'written'>,
): Promise<WrittenReport> {
  const text = async (file: string) => (await directory.read(file)).toString()
  const parquet = (file: string) =>
    parsed(file, async () => fromParquet(await directory.read(file)))
  const has = (file: string | null | undefined): file is string =>
    typeof file === 'string' && directory.written.has(file)
  const report = parseReport(await text(REPORT_FILE), REPORT_FILE)
  const { epochs, details } = report.data
  const hasCurves = has(epochs) && report.num_runs <= MAX_RUNS_WITH_CURVES
  const tables = report.tables.filter(({ file, name }) => has(file) && name !== 'summary')
  return {
    report,
    runs: await parquet(report.data.runs),
    epochs: hasCurves ? await parquet(epochs) : undefined,
    details: has(details)
      ? await parsed(details, async () => parseDetails(await text(details)))
      : [],
    tables: await Promise.all(
      tables.map(async (table) => ({ ...table, ...parseTable(await text(table.file)) })),
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

/** Files of a report that is rebuilt are others' data, whatever their checksums say. */
async function parsed<T>(file: string, parse: () => Promise<T>): Promise<T> {
  try {
    return await parse()
  } catch (cause) {
    const reason = (cause as Error).message
    throw new ReportError('REPORT_DAMAGED', `${file} cannot be read (${reason}).`, { cause })
  }
}

function parseDetails(json: string): RunDetails[] {
  return v.parse(v.array(RunDetailsSchema), JSON.parse(json))
}

function parseTable(csv: string): Pick<WrittenTable, 'columns' | 'rows'> {
  const { data } = Papa.parse<string[]>(csv, { skipEmptyLines: true })
  const [columns = [], ...rows] = data
  return { columns, rows }
}

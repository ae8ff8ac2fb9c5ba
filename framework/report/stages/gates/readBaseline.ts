import { existsSync } from 'node:fs'
import path from 'node:path'
import { type ColumnTable, fromCSV, table } from 'arquero'
import { loadYaml } from '../../../config/loadYaml.ts'
import { ReportError } from '../../../errors.ts'
import { readText } from '../../../files/regularFile.ts'
import { windowsAdvice } from '../../../files/windowsPath.ts'
import { CHECKSUMS_FILE, readCheckedFiles } from '../../../output/data/checksums.ts'
import { REPORT_FILE } from '../../../output/data/readReport.ts'
import { REPORT_SCHEMA_VERSION } from '../../../output/data/reportJson.ts'
import { SCHEMA_VERSION } from '../../../output/manifest.ts'

const MANIFEST_FILE = 'manifest.yaml'
const RUNS_FILE = 'training/summary.csv'
const READ = [MANIFEST_FILE, REPORT_FILE, RUNS_FILE]
/** Both say so: what reads one of them need not read the other. */
const VERSIONS = { [MANIFEST_FILE]: SCHEMA_VERSION, [REPORT_FILE]: REPORT_SCHEMA_VERSION }

/**
 * The runs of an earlier report, from its tables alone: the runs themselves may be gone.
 *
 * @throws {ReportError} BASELINE_INVALID for what is not a report, one of another name, or of another
 *   version of the format; `REPORT_DAMAGED` where a file that is read has changed since it was written
 */
export async function readBaseline(
  directory: string,
  { name, cwd }: { readonly name: string; readonly cwd: string },
): Promise<ColumnTable> {
  const folder = path.resolve(cwd, directory)
  const missing = [...READ, CHECKSUMS_FILE].find((file) => !existsSync(path.join(folder, file)))
  if (missing !== undefined) {
    throw invalid(
      `baseline=${directory} is not a report: it has no ${missing}. ` +
        `Name a directory such as outputs/reports/report_20251103-142813_compare_runs.${windowsAdvice(directory)}`,
    )
  }
  for (const [file, expected] of Object.entries(VERSIONS)) {
    const { report_name: reportName, schema_version: version } = contentOf(folder, file)
    if (reportName !== name) {
      throw invalid(
        `baseline=${directory} is a report ${JSON.stringify(reportName)}, and this is ${JSON.stringify(name)}. ` +
          'Compare reports of the same name.',
      )
    }
    if (version !== expected) {
      throw invalid(
        `baseline=${directory}: ${file} was written in version ${JSON.stringify(version)} of the format, and this is ` +
          `version ${expected}. Make the earlier report again.`,
      )
    }
  }
  const files = await readCheckedFiles(folder, READ)
  const text = String(files.get(RUNS_FILE))
  if (text.trim() === '') {
    throw invalid(`baseline=${directory}: ${RUNS_FILE} is empty. Make the earlier report again.`)
  }
  const read = fromCSV(text, { autoType: false })
  // A missing value is written as nothing.
  const present = (cell: unknown) => (cell === '' ? null : cell)
  return table(
    read
      .columnNames()
      .map((column) => [column, Array.from(read.array(column) as Iterable<unknown>, present)]),
  )
}

/** JSON is YAML as well. */
function contentOf(folder: string, name: string): Readonly<Record<string, unknown>> {
  const file = path.join(folder, name)
  const content: unknown = loadYaml(readText(file), { resolve: false, source: file })
  return typeof content === 'object' && content !== null ? { ...content } : {}
}

function invalid(message: string): ReportError {
  return new ReportError('BASELINE_INVALID', message)
}

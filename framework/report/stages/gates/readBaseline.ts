import { existsSync } from 'node:fs'
import path from 'node:path'
import { type ColumnTable, fromCSV, table } from 'arquero'
import { loadYaml } from '../../../config/loadYaml.ts'
import { ReportError } from '../../../errors.ts'
import { readText } from '../../../files/regularFile.ts'
import { SCHEMA_VERSION } from '../../../output/manifest.ts'

/** The runs of an earlier report, from its tables alone: the runs themselves may be gone. */
export function readBaseline(
  directory: string,
  { name, cwd }: { readonly name: string; readonly cwd: string },
): ColumnTable {
  const folder = path.resolve(cwd, directory)
  const manifestFile = path.join(folder, 'manifest.yaml')
  const summaryFile = path.join(folder, 'training/summary.csv')
  if (!existsSync(manifestFile) || !existsSync(summaryFile)) {
    throw invalid(
      `baseline=${directory} is not a report: it has no ${existsSync(manifestFile) ? 'training/summary.csv' : 'manifest.yaml'}. ` +
        'Name a directory such as outputs/reports/report_20251103-142813_compare_runs.',
    )
  }
  const manifest: unknown = loadYaml(readText(manifestFile), { source: manifestFile })
  const [reportName, version] = ['report_name', 'schema_version'].map((key) =>
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, key) : undefined,
  )
  if (reportName !== name) {
    throw invalid(
      `baseline=${directory} is a report ${JSON.stringify(reportName)}, and this is ${JSON.stringify(name)}. ` +
        'Compare reports of the same name.',
    )
  }
  if (version !== SCHEMA_VERSION) {
    throw invalid(
      `baseline=${directory} was written in version ${JSON.stringify(version)} of the format, and this is version ` +
        `${SCHEMA_VERSION}. Make the earlier report again.`,
    )
  }
  const read = fromCSV(readText(summaryFile), { autoType: false })
  // A missing value is written as nothing.
  const present = (cell: unknown) => (cell === '' ? null : cell)
  return table(
    read
      .columnNames()
      .map((column) => [column, Array.from(read.array(column) as Iterable<unknown>, present)]),
  )
}

function invalid(message: string): ReportError {
  return new ReportError('BASELINE_INVALID', message)
}

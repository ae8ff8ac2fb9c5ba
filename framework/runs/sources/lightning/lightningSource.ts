import path from 'node:path'
import { ReportError } from '../../../errors.ts'
import { USUAL_LOG_FOLDERS } from '../logFolders.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { readMetricsCsv } from '../reading/csv/metricsCsv.ts'
import { readFirstLine } from '../reading/readFirstLine.ts'
import { countRestarts } from '../reading/series.ts'
import { readYamlParams } from '../reading/yamlParams.ts'
import type { Claim, Directory, Source, SourceRun } from '../source.ts'
import { HPARAMS_FILE, METRICS_CSV, METRICS_FILE, metricsLayout, VERSION_FOLDER } from './format.ts'

/** The CSV files of Lightning's CSVLogger: each folder with a `metrics.csv` is a run. */
export const lightningSource: Source = {
  name: 'lightning',
  claimsAlone: true,
  logs: USUAL_LOG_FOLDERS,
  claims,
  read,
}

function claims(directory: Directory): Claim[] {
  const names = new Set(directory.entries.map(({ name }) => name))
  if (!names.has(METRICS_FILE) || !isLightnings(directory.path, names)) return []
  const claimed = [METRICS_FILE, HPARAMS_FILE].filter((name) => names.has(name))
  return [{ directory: directory.path, names: claimed, isWhole: false }]
}

/** Others call their file `metrics.csv` too: the folder's name, its other file or the header tells. */
function isLightnings(directory: string, names: ReadonlySet<string>): boolean {
  if (VERSION_FOLDER.test(path.posix.basename(directory)) || names.has(HPARAMS_FILE)) return true
  return metricsLayout(readFirstLine(`${directory}/${METRICS_FILE}`) ?? '') !== undefined
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const text = files.text(METRICS_FILE)
  if (text === undefined) throw new ReportError('RUN_UNUSABLE', `there is no ${METRICS_FILE}`)
  const layout = metricsLayout(text.split(/\r\n?|\n/, 1)[0] ?? '') ?? METRICS_CSV
  const { metrics, findings } = readMetricsCsv(text, METRICS_FILE, layout)
  files.findings.push(...findings)
  if (countRestarts(metrics) > 0) {
    files.findings.push(`${METRICS_FILE}: the step goes back, as after a resume; all points count`)
  }
  const params = readYamlParams(files, HPARAMS_FILE)
  const run = { path: claim.directory, status: 'unknown', params, metrics } as const
  return [{ ...run, files: files.files, findings: files.findings }]
}

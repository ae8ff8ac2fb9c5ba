import { ReportError } from '../../../errors.ts'
import { count } from '../../../text/counts.ts'
import { USUAL_LOG_FOLDERS } from '../logFolders.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { readMetricsCsv } from '../reading/csv/metricsCsv.ts'
import { readFirstLine } from '../reading/readFirstLine.ts'
import { countRestarts } from '../reading/series.ts'
import type { Claim, Directory, Series, Source, SourceRun } from '../source.ts'
import { kerasLayout, LOG_NAME } from './format.ts'

/** The files of Keras' CSVLogger: each file is a run. */
export const kerasSource: Source = { name: 'keras', logs: USUAL_LOG_FOLDERS, claims, read }

function claims(directory: Directory): Claim[] {
  return directory.entries
    .filter((entry) => !entry.isDirectory() && LOG_NAME.test(entry.name))
    .filter(({ name }) => {
      const line = readFirstLine(`${directory.path}/${name}`)
      return line !== undefined && kerasLayout(name, line) !== undefined
    })
    .map(({ name }) => ({ directory: directory.path, names: [name], isWhole: false }))
}

function read(claim: Claim): SourceRun[] {
  return claim.names.map((name) => readLog(claim, name))
}

function readLog(claim: Claim, name: string): SourceRun {
  const files = new ClaimFiles(claim)
  const text = files.text(name)
  const layout = kerasLayout(name, text?.split(/\r\n?|\n/, 1)[0] ?? '')
  if (text === undefined || layout === undefined) {
    const problem = `${name} does not start with the header of Keras' CSVLogger: epoch and a loss`
    throw new ReportError('RUN_UNUSABLE', problem)
  }
  const { metrics, findings } = readMetricsCsv(text, name, layout)
  files.findings.push(...findings)
  const restarts = countRestarts(metrics)
  if (restarts > 0) {
    const told = `the epochs start again (${count(restarts, 'time')}), as with append=True`
    files.findings.push(`${name}: ${told}; all points count`)
  }
  return {
    path: `${claim.directory}/${name}`,
    status: 'unknown',
    params: new Map(),
    metrics: new Map(Array.from(metrics, ([metric, series]) => [metric, withEpochs(series)])),
    files: files.files,
    findings: files.findings,
  }
}

/** Keras' steps are epochs. */
function withEpochs(series: Series): Series {
  return { ...series, epoch: series.step }
}

import { ReportError } from '../../../errors.ts'
import { count } from '../../../text/counts.ts'
import { cutOff } from '../../../text/shorten.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { readMetricsCsv } from '../reading/csv/metricsCsv.ts'
import { readColumns, stepCandidates, stepColumn } from '../reading/csv/stepColumn.ts'
import { readJsonParams } from '../reading/json/jsonParams.ts'
import { readFirstLine } from '../reading/readFirstLine.ts'
import { countRestarts } from '../reading/series.ts'
import { readYamlParams } from '../reading/yamlParams.ts'
import type { Claim, Directory, Scalar, Source, SourceRun } from '../source.ts'
import { type CsvLogLayout, hasHeader, LAYOUTS, namesIn } from './format.ts'

/** The logs of Ultralytics, timm, and the loggers that descend from that of rllab: the folder of one is a run. */
export const csvLogSource: Source = { name: 'csv_log', claims, read }

function claims({ path, entries }: Directory): Claim[] {
  const names = new Set(entries.map(({ name }) => name))
  return LAYOUTS.filter(({ file }) => names.has(file))
    .filter((layout) => hasHeader(layout, readFirstLine(`${path}/${layout.file}`) ?? ''))
    .map(({ file, settings = [] }) => {
      const claimed = [file, ...settings.filter((name) => names.has(name))]
      return { directory: path, names: claimed, isWhole: false }
    })
}

function read(claim: Claim): SourceRun[] {
  const layout = LAYOUTS.find(({ file }) => file === claim.names[0])
  if (layout === undefined) throw new TypeError(`there is no log called ${claim.names[0]}`)
  return [readLog(claim, layout)]
}

function readLog(claim: Claim, layout: CsvLogLayout): SourceRun {
  const { file, delimiter = ',' } = layout
  const files = new ClaimFiles(claim)
  const text = files.text(file)
  if (text === undefined) throw new ReportError('RUN_UNUSABLE', `there is no ${file}`)
  const axes = axesOf(layout, text)
  const { metrics, findings } = readMetricsCsv(text, file, { delimiter, ...axes })
  files.findings.push(...findings)
  const restarts = countRestarts(metrics)
  if (restarts > 0) {
    const told = `${axes.step} starts again (${count(restarts, 'time')}), as after a resume`
    files.findings.push(`${file}: ${told}; all points count`)
  }
  return {
    path: claim.directory,
    status: 'unknown',
    params: readSettings(files, claim.names.slice(1)),
    metrics,
    files: files.files,
    findings: files.findings,
  }
}

/**
 * The columns that say where a line stands.
 *
 * @throws {ReportError} RUN_UNUSABLE where none of those that may do
 */
function axesOf(
  { file, delimiter = ',', step, epoch }: CsvLogLayout,
  text: string,
): { readonly step: string; readonly epoch?: string } {
  if (step !== undefined) return epoch === undefined ? { step } : { step, epoch }
  const names = namesIn(text.split(/\r\n?|\n/, 1)[0] ?? '', delimiter)
  const candidates = stepCandidates(names)
  const found = stepColumn(readColumns(text, delimiter, candidates))
  if (found === undefined) {
    const listed = candidates.map((name) => `'${cutOff(name)}'`).join(', ')
    throw new ReportError(
      'RUN_UNUSABLE',
      `no column of ${file} says where a line stands: the numbers of ${listed} do not rise from line to line`,
    )
  }
  const epochs = names.find((name) => name.toLowerCase() === 'epoch')
  return epochs === undefined ? { step: found } : { step: found, epoch: epochs }
}

/** Of a setting that several files have the first one counts. */
function readSettings(files: ClaimFiles, names: readonly string[]): Map<string, Scalar> {
  const settings = new Map<string, Scalar>()
  for (const name of names) {
    const ofFile = name.endsWith('.json')
      ? readJsonParams(files, name)
      : readYamlParams(files, name)
    for (const [key, value] of ofFile) if (!settings.has(key)) settings.set(key, value)
  }
  return settings
}

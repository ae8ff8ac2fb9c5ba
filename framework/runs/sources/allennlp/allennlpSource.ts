import { ReportError } from '../../../errors.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { parseJsonRecord, walkNumbers } from '../reading/json/jsonNumbers.ts'
import { readJsonParams } from '../reading/json/jsonParams.ts'
import { readStart } from '../reading/readStart.ts'
import { MetricsBuilder } from '../reading/series.ts'
import type { Claim, Directory, Source, SourceRun } from '../source.ts'
import {
  CONFIG_FILE,
  EPOCH_FILE,
  LOG_FOLDERS,
  METRICS_FILE,
  NO_METRIC,
  SIGN,
  SIGN_BYTES,
} from './format.ts'

/** The serialization directories of AllenNLP: each is a run. */
export const allennlpSource: Source = {
  name: 'allennlp',
  claimsAlone: true,
  logs: LOG_FOLDERS,
  claims,
  read,
}

function claims({ path, entries }: Directory): Claim[] {
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
  const epochs = files.filter((name) => EPOCH_FILE.test(name)).sort(byEpoch)
  const [first] = epochs
  if (first === undefined) return []
  const start = readStart(`${path}/${first}`, SIGN_BYTES)?.toString('utf8') ?? ''
  if (!SIGN.test(start)) return []
  const others = [METRICS_FILE, CONFIG_FILE].filter((name) => files.includes(name))
  return [{ directory: path, names: [...epochs, ...others], isWhole: false }]
}

function byEpoch(a: string, b: string): number {
  return epochOf(a) - epochOf(b)
}

function epochOf(name: string): number {
  return Number(EPOCH_FILE.exec(name)?.[1])
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const builder = new MetricsBuilder()
  const seen = new Set<string>()
  let read = 0
  for (const name of claim.names.filter((each) => EPOCH_FILE.test(each))) {
    const record = files.orTell('this epoch is left out', () => recordIn(files, name))
    if (record === undefined) continue
    read += 1
    const epoch = epochOf(name)
    walkNumbers(record, '.', (metric, value) => {
      if (NO_METRIC.test(metric)) return
      seen.add(metric)
      builder.add(metric, value, { step: epoch, epoch })
    })
  }
  if (read === 0) throw new ReportError('RUN_UNUSABLE', files.findings[0] ?? 'there is no epoch')
  // What is measured only at the end, such as on the test data.
  walkNumbers(
    files.orTell('this file is left out', () => recordIn(files, METRICS_FILE)) ?? {},
    '.',
    (metric, value) => {
      if (!NO_METRIC.test(metric) && !seen.has(metric)) builder.add(metric, value)
    },
  )
  return [
    {
      path: claim.directory,
      status: 'unknown',
      params: readJsonParams(files, CONFIG_FILE),
      metrics: builder.build(),
      files: files.files,
      findings: files.findings,
    },
  ]
}

function recordIn(files: ClaimFiles, name: string): object | undefined {
  return parseJsonRecord(name, files.text(name))
}

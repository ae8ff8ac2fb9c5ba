import { ReportError } from '../../../errors.ts'
import { HPARAMS_FILE } from '../lightning/format.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { FileWindow } from '../reading/fileWindow.ts'
import { absolutePaths } from '../reading/mentions.ts'
import { MAX_METRICS } from '../reading/mergedMetrics.ts'
import { readYamlParams } from '../reading/yamlParams.ts'
import type { Claim, Directory, Scalar, Series, Source, SourceRun } from '../source.ts'
import { EventReader } from './eventReader.ts'
import { EVENT_FILE } from './format.ts'
import { summaryWriterParts } from './parts.ts'
import { readEvents } from './readEvents.ts'

/** Files with many images reach this; their scalars are read in some seconds. */
const MAX_FILE_BYTES = 2 * 1024 ** 3

/**
 * The event files of a directory, as TensorBoard reads them: together one run, with the parameters that
 * Lightning's logger writes beside them.
 */
export const tensorboardSource: Source = {
  name: 'tensorboard',
  keepsSplitsApart: true,
  parts: summaryWriterParts,
  claims,
  read,
}

function claims({ path, entries }: Directory): Claim[] {
  const names = entries
    .filter((entry) => !entry.isDirectory() && entry.name.includes(EVENT_FILE))
    .map(({ name }) => name)
    .sort()
  if (names.length === 0) return []
  const hasHparams = entries.some((entry) => !entry.isDirectory() && entry.name === HPARAMS_FILE)
  return [{ directory: path, names: hasHparams ? [...names, HPARAMS_FILE] : names, isWhole: false }]
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const events = new EventReader()
  const eventFiles = claim.names.filter((name) => name !== HPARAMS_FILE)
  const readable = eventFiles.filter((name) =>
    files.orTell('its points are left out', () => readEventFile(files, name, events)),
  )
  if (readable.length === 0) {
    throw new ReportError('RUN_UNUSABLE', files.findings[0] ?? 'there is no event file')
  }
  if (events.hasTooManyTags) {
    files.findings.push(`there are more than ${MAX_METRICS} metrics; the rest is left out`)
  }
  const hparams = claim.names.includes(HPARAMS_FILE)
    ? readYamlParams(files, HPARAMS_FILE)
    : new Map<string, Scalar>()
  const params = joinParams(hparams, events.params)
  const { startedAtS } = events
  const metrics = withoutAxes(events.build())
  // Beside points of the same run, a file without any hides nothing.
  if (metrics.size === 0) files.findings.push(...describeEmpty(files))
  return [
    {
      path: claim.directory,
      status: 'unknown',
      params,
      metrics,
      ...(startedAtS > 0 && Number.isFinite(startedAtS) && { startedAt: startedAtS * 1000 }),
      mentions: absolutePaths(events.params),
      files: files.files,
      findings: files.findings,
    },
  ]
}

/** What loggers write as a scalar beside metrics: the epoch that they are at. */
const EPOCH_TAGS = new Set(['epoch', 'train/epoch', 'eval/epoch', 'test/epoch'])
/** What Lightning ranks runs by in TensorBoard, -1 where the trainer has set nothing. */
const HP_METRIC = 'hp_metric'

function withoutAxes(metrics: ReadonlyMap<string, Series>): ReadonlyMap<string, Series> {
  const isNone = (name: string, { value }: Series) =>
    EPOCH_TAGS.has(name) || (name === HP_METRIC && value.every((each) => each === -1))
  return new Map([...metrics].filter(([name, series]) => !isNone(name, series)))
}

/**
 * The parameters of Lightning's file, which keeps their types and their nesting, and those that only the
 * plugin has. Lightning joins nested names by `/` for the plugin, which are joined by a dot in the file.
 */
function joinParams(
  hparams: ReadonlyMap<string, Scalar>,
  plugin: ReadonlyMap<string, Scalar>,
): Map<string, Scalar> {
  const isInFile = (name: string) => hparams.has(name) || hparams.has(name.replaceAll('/', '.'))
  return new Map([...hparams, ...[...plugin].filter(([name]) => !isInFile(name))])
}

function describeEmpty({ files }: ClaimFiles): string[] {
  return files
    .filter(({ path, size }) => size === 0 && path !== HPARAMS_FILE)
    .map(({ path }) => `${path} is empty, as after a crash at the start`)
}

/** Whether there is such a file. */
function readEventFile(files: ClaimFiles, name: string, events: EventReader): boolean {
  const read = (descriptor: number, size: number) => {
    events.beginFile()
    const bad = readEvents(new FileWindow(descriptor, size), events)
    events.endFile()
    if (bad?.position === 0) {
      const problem = `${name} is not an event file of TensorBoard: in its first record ${bad.reason}`
      throw new ReportError('RUN_UNUSABLE', problem)
    }
    if (bad !== undefined) {
      const told = `the record at byte ${bad.position} is damaged (${bad.reason})`
      files.findings.push(`${name}: ${told}; it and what follows are left out`)
    }
    return true
  }
  return files.open(name, read, { maxBytes: MAX_FILE_BYTES }) === true
}

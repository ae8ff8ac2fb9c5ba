import { ReportError } from '../../../errors.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { FileWindow } from '../reading/fileWindow.ts'
import { absolutePaths } from '../reading/mentions.ts'
import { MAX_METRICS } from '../reading/mergedMetrics.ts'
import type { Claim, Directory, Source, SourceRun } from '../source.ts'
import { EventReader } from './eventReader.ts'
import { EVENT_FILE } from './format.ts'
import { type BadRecord, readTfRecords } from './tfRecords.ts'

/** Files with many images reach this; their scalars are read in some seconds. */
const MAX_FILE_BYTES = 2 * 1024 ** 3

/** The event files of a directory, as TensorBoard reads them: together one run. */
export const tensorboardSource: Source = {
  name: 'tensorboard',
  keepsSplitsApart: true,
  claims,
  read,
}

function claims({ path, entries }: Directory): Claim[] {
  const names = entries
    .filter((entry) => !entry.isDirectory() && entry.name.includes(EVENT_FILE))
    .map(({ name }) => name)
    .sort()
  return names.length === 0 ? [] : [{ directory: path, names, isWhole: false }]
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const events = new EventReader()
  const readable = claim.names.filter((name) =>
    files.orTell('its points are left out', () => readEventFile(files, name, events)),
  )
  if (readable.length === 0) {
    throw new ReportError('RUN_UNUSABLE', files.findings[0] ?? 'there is no event file')
  }
  if (events.hasTooManyTags) {
    files.findings.push(`there are more than ${MAX_METRICS} metrics; the rest is left out`)
  }
  const { params, startedAtS } = events
  const metrics = events.build()
  // Beside points of the same run, a file without any hides nothing.
  if (metrics.size === 0) files.findings.push(...describeEmpty(files))
  return [
    {
      path: claim.directory,
      status: 'unknown',
      params,
      metrics,
      ...(startedAtS > 0 && Number.isFinite(startedAtS) && { startedAt: startedAtS * 1000 }),
      mentions: absolutePaths(params),
      files: files.files,
      findings: files.findings,
    },
  ]
}

function describeEmpty({ files }: ClaimFiles): string[] {
  return files
    .filter(({ size }) => size === 0)
    .map(({ path }) => `${path} is empty, as after a crash at the start`)
}

/** Whether there is such a file. */
function readEventFile(files: ClaimFiles, name: string, events: EventReader): boolean {
  const isThere = files.open(name, (descriptor, size) => {
    if (size > MAX_FILE_BYTES) {
      const problem = `${name} has ${size} bytes; at most ${MAX_FILE_BYTES} are read`
      throw new ReportError('RUN_UNUSABLE', problem)
    }
    const bad = readEvents(new FileWindow(descriptor, size), events)
    if (bad?.position === 0) {
      const problem = `${name} is not an event file of TensorBoard: in its first record ${bad.reason}`
      throw new ReportError('RUN_UNUSABLE', problem)
    }
    if (bad !== undefined) {
      const told = `the record at byte ${bad.position} is damaged (${bad.reason})`
      files.findings.push(`${name}: ${told}; it and what follows are left out`)
    }
    return true
  })
  return isThere === true
}

function readEvents(file: FileWindow, events: EventReader): BadRecord | undefined {
  let position = 0
  try {
    return readTfRecords(file, (data, at) => {
      position = at
      events.take(data)
    })
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    return { position, reason: `it is ${error.message}` }
  }
}

import { posix } from 'node:path'
import { isOfFile } from '../../../files/isOfFile.ts'
import { readWith } from '../../../files/regularFile.ts'
import { HPARAMS_FILE } from '../lightning/format.ts'
import { FileWindow } from '../reading/fileWindow.ts'
import type { Claim, Series, SourceParts, SourceRun } from '../source.ts'
import { isSplitName } from '../splitNames.ts'
import { EventReader } from './eventReader.ts'
import { readEvents } from './readEvents.ts'

/** The first event of a scalar, and a session's hyperparameters, lie well within these. */
const START_BYTES = 64 * 1024

/**
 * What a `SummaryWriter` puts into folders below its own, so that TensorBoard shows it as runs: the
 * session of `add_hparams`, and a folder for each key of `add_scalars`.
 */
export const summaryWriterParts: SourceParts = {
  mayBelong: (claim, directory) => partOf(readStart(claim), directory) !== undefined,
  partOf,
}

function partOf(run: SourceRun, directory: string): SourceRun | undefined {
  return sessionOf(run) ?? scalarsOf(run, directory)
}

/**
 * `<run>/<time>/` or `<run>/<name>/`: hyperparameters, with one value each of what was measured in the
 * end. They have the step 0 where the caller gave none, which is no place in the course of the run.
 * Lightning writes sessions too, into the folder of the run, with a file beside them.
 */
function sessionOf(run: SourceRun): SourceRun | undefined {
  const isSession =
    run.params.size > 0 &&
    run.files.every(({ path }) => !path.endsWith(HPARAMS_FILE)) &&
    [...run.metrics.values()].every(({ value }) => value.length === 1)
  if (!isSession) return undefined
  const withoutZero = (series: Series): Series => {
    return { ...series, step: series.step.map((step) => (step === 0 ? Number.NaN : step)) }
  }
  const metrics = new Map(
    Array.from(run.metrics, ([name, series]) => [name, withoutZero(series)] as const),
  )
  return { ...run, metrics }
}

/**
 * `<run>/<tag>_<key>/` of PyTorch, which writes the slashes of a tag as `_`, or `<run>/<tag>/<key>/` of
 * tensorboardX: one scalar, whose tag is the same in the folder of each key.
 */
function scalarsOf(run: SourceRun, directory: string): SourceRun | undefined {
  const [only, ...others] = run.metrics
  if (only === undefined || others.length > 0 || run.params.size > 0) return undefined
  const [tag, series] = only
  const folder = posix.relative(directory, run.path)
  if (!alike(folder).startsWith(`${alike(tag)}_`)) return undefined
  const key = folder.slice(tag.length + 1)
  if (key === '') return undefined
  const name = isSplitName(key) ? `${key}/${tag}` : `${tag}/${key}`
  return { ...run, metrics: new Map([[name, series]]) }
}

/** Writers put `_` in the place of what they do not want in a tag or in the name of a folder. */
function alike(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '_')
}

/** What the first events of a claim hold; nothing of files that cannot be read. */
function readStart({ directory, names }: Claim): SourceRun {
  const events = new EventReader()
  for (const name of names.filter((each) => each !== HPARAMS_FILE)) {
    try {
      readWith(`${directory}/${name}`, (descriptor, { size }) =>
        readEvents(new FileWindow(descriptor, Math.min(size, START_BYTES)), events),
      )
    } catch (error) {
      if (!isOfFile(error)) throw error
    }
  }
  const files = names.map((path) => ({ path, size: 0, mtimeMs: 0 }))
  const { params } = events
  const metrics = events.build()
  return { path: directory, status: 'unknown', params, metrics, files, findings: [] }
}

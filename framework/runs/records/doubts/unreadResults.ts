import { type Dirent, readdirSync } from 'node:fs'
import { count } from '../../../text/counts.ts'
import { escapeRegExp } from '../../../text/escapeRegExp.ts'
import { compareNatural } from '../../../text/naturalOrder.ts'
import { starPattern } from '../../../text/starPattern.ts'
import type { LoadedRun, RunFinding } from '../../runRecord.ts'

/** Files that may hold what a training measured, rather than its settings or its log. */
const MEASURED = /\.(?:csv|tsv|jsonl?|parquet|feather|pkl|pickle|joblib|npy|npz|mat|h5|hdf5)$/i
/** Files that hold the model that a training made. */
const MODEL = /\.(?:pt|pth|ckpt|safetensors|onnx)$/i
/** Levels of folders below a job. */
const DEPTH = 2
const SHOWN = 2

/**
 * Jobs of Hydra's without metrics that hold files which may well be their results, in a format that no source
 * reads: that they have none would be a guess. Models are none: no source could read metrics of them.
 *
 * @param readOtherwise the path of a file below a run's directory that something else reads; `*` is any text
 */
export function findUnreadResults(
  runs: readonly LoadedRun[],
  readOtherwise?: string,
): RunFinding[] {
  const isRead =
    readOtherwise === undefined
      ? () => false
      : starPattern(readOtherwise.split('*').map(escapeRegExp))
  const mayBeUnread = (file: string) => MEASURED.test(file) && !isRead(file)
  return runs.flatMap(({ sources, directory, runDir }) => {
    const isBare = sources.length === 1 && sources[0] === 'hydra'
    const files = isBare ? unreadResults(directory, mayBeUnread) : undefined
    if (files === undefined) return []
    const detail = `no source reads its ${files}, so that it has no metrics; a source of your own can (docs/sources.md)`
    return [{ kind: 'unread-results' as const, runDir, detail }]
  })
}

/**
 * Names of what may be a job's results; undefined where there is nothing of the kind.
 *
 * @param isResult by a path below the job. Default: models are results too
 */
export function unreadResults(
  job: string,
  isResult = (file: string) => MEASURED.test(file) || MODEL.test(file),
): string | undefined {
  const files = filesBelow(job, DEPTH).filter(isResult)
  if (files.length === 0) return undefined
  const more = files.length > SHOWN ? ` and ${count(files.length - SHOWN, 'other file')}` : ''
  return files.slice(0, SHOWN).join(', ') + more
}

/** Paths of the files below a folder, those of the folder itself first. */
function filesBelow(folder: string, depth: number): string[] {
  const entries = entriesOf(folder)
  const files = entries.filter((entry) => entry.isFile())
  const folders =
    depth === 0 ? [] : entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  return [
    ...files.map(({ name }) => name),
    ...folders.flatMap(({ name }) =>
      filesBelow(`${folder}/${name}`, depth - 1).map((file) => `${name}/${file}`),
    ),
  ]
}

/** None of a folder that cannot be read, which the search has reported. */
function entriesOf(folder: string): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries.sort((a, b) => compareNatural(a.name, b.name))
  } catch {
    return []
  }
}

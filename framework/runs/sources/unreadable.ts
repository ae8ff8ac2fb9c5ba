import { DATABASE_NAME } from './mlflow/format.ts'
import { readFirstLine } from './reading/readFirstLine.ts'
import { isSqlite } from './reading/sqlite/sqliteFile.ts'
import type { Directory } from './source.ts'

/** Something that looks like the records of runs and that no source reads. */
export interface Unreadable {
  /** The file or folder, as the directory was given. */
  readonly path: string
  /** Why it is not read, and what to do about it. */
  readonly reason: string
}

/** Folders that trackers leave, by name. */
const FOLDERS: ReadonlyMap<string, string> = new Map([
  [
    '.aim',
    'Aim keeps its runs in RocksDB; export them with the Aim SDK (Run.dataframe()) to a CSV',
  ],
  [
    '.neptune',
    'Neptune keeps runs for its server; export them with run.fetch_runs_table() to a CSV',
  ],
  ['.cometml-runs', "Comet's offline archives are for its server; export the experiments to a CSV"],
  ['.clearml', "ClearML's files are for its server; export the tasks to a CSV"],
  ['.guild', "Guild AI's runs are not read; write them with 'guild compare --csv' to a CSV"],
])

const RAY_PROGRESS = 'progress.csv'
const RAY_WORDS = 'Ray Tune writes TensorBoard files too, which are read where they are kept'

/** Files of Sacred's FileStorageObserver, and one that it writes beside them. */
const SACRED = ['run.json', 'config.json']
const SACRED_MORE = ['cout.txt', 'metrics.json']
const SACRED_REASON =
  "a run of Sacred's FileStorageObserver, which is not read; write its config and results to a CSV with one row per run"

/** What a directory has that looks like the records of runs and cannot be read, with the reason. */
export function unreadableIn({ path, entries }: Directory): Unreadable[] {
  const found: Unreadable[] = []
  const has = (wanted: string) => entries.some(({ name }) => name === wanted)
  const isSacred = SACRED.every(has) && SACRED_MORE.some(has)
  if (isSacred) found.push({ path, reason: SACRED_REASON })
  for (const entry of entries) {
    const reason = entry.isDirectory() ? FOLDERS.get(entry.name) : reasonForFile(path, entry.name)
    if (reason !== undefined) found.push({ path: `${path}/${entry.name}`, reason })
  }
  return found
}

/**
 * The SQLite databases of a directory that no source reads.
 *
 * @param claimed names of the files that sources read
 */
export function unknownDatabasesIn(
  { path, entries }: Directory,
  claimed: ReadonlySet<string>,
): Unreadable[] {
  return entries
    .filter(({ name }) => DATABASE_NAME.test(name) && !claimed.has(name))
    .map(({ name }) => `${path}/${name}`)
    .filter(isSqlite)
    .map((file) => ({
      path: file,
      reason:
        'a SQLite database without the tables of MLflow or Optuna, which are those that are read',
    }))
}

function reasonForFile(directory: string, name: string): string | undefined {
  if (name !== RAY_PROGRESS) return undefined
  const line = readFirstLine(`${directory}/${name}`)
  if (line === undefined) return 'it cannot be opened'
  if (line === '') return 'it is empty'
  const names = line.split(',')
  if (names.includes('training_iteration'))
    return `Ray Tune's progress.csv is not read; ${RAY_WORDS}`
  const isHeaderless = names.some((cell) => cell !== '' && !Number.isNaN(Number(cell)))
  return isHeaderless
    ? `Ray Tune's progress.csv has no header here, so that the columns have no names; ${RAY_WORDS}`
    : undefined
}

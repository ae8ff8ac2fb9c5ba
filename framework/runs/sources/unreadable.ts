import { LAYOUTS, namesIn } from './csvLog/format.ts'
import { namesResult } from './goalByName.ts'
import { METRICS_FILE } from './lightning/format.ts'
import { DATABASE_NAME } from './mlflow/format.ts'
import { PROGRESS_FILE, RESULT_FILE } from './ray/format.ts'
import { stepCandidates } from './reading/csv/stepColumn.ts'
import { readFirstLine } from './reading/readFirstLine.ts'
import { readStart } from './reading/readStart.ts'
import { isCutSqlite, isSqlite } from './reading/sqlite/sqliteFile.ts'
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

/** Of Stable-Baselines3's `Monitor` and Gym's: a line of JSON, then a CSV with a line per episode. */
const MONITOR = /(?:^|\.)monitor\.csv$/
const MONITOR_REASON =
  "it has the rewards of single episodes, which are not read; Stable-Baselines3's logger writes a progress.csv, which is (configure(folder, ['csv']))"

/** Logs that are recognised by their first line, so that an empty one is recognised only by its name. */
const LOGS: ReadonlySet<string> = new Set([
  RESULT_FILE,
  METRICS_FILE,
  ...LAYOUTS.map(({ file }) => file),
])
const NO_HEADER =
  "Ray Tune's progress.csv has no header here, so that the columns have no names; Ray writes a result.json too, which is read where it is kept"
const NO_STEPS =
  'its header has no column that says where a line stands, such as step, total_timesteps, Itr or Epoch'

/**
 * What a directory has that looks like the records of runs and cannot be read, with the reason.
 *
 * @param claimed names of the files that sources read
 */
export function unreadableIn(
  { path, entries }: Directory,
  claimed: ReadonlySet<string> = new Set(),
): Unreadable[] {
  const found: Unreadable[] = []
  for (const entry of entries) {
    if (claimed.has(entry.name)) continue
    const reason = entry.isDirectory() ? FOLDERS.get(entry.name) : reasonForFile(path, entry.name)
    if (reason !== undefined) found.push({ path: `${path}/${entry.name}`, reason })
  }
  // Where a log of the same training is read, nothing is missing.
  const monitor =
    claimed.size === 0 ? entries.find(({ name }) => MONITOR.test(name))?.name : undefined
  if (monitor !== undefined) found.push({ path: `${path}/${monitor}`, reason: MONITOR_REASON })
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
    .flatMap(({ name }) => {
      const file = `${path}/${name}`
      const reason = reasonForDatabase(file)
      return reason === undefined ? [] : [{ path: file, reason }]
    })
}

function reasonForDatabase(file: string): string | undefined {
  if (isCutSqlite(file)) {
    return 'a SQLite database of which a part is missing, so that it cannot be told what wrote it; copy it once more when nobody writes to it'
  }
  if (isSqlite(file)) {
    return 'a SQLite database without the tables of MLflow or Optuna, which are those that are read'
  }
  return readStart(file, 1)?.length === 0 ? 'it is empty' : undefined
}

function reasonForFile(directory: string, name: string): string | undefined {
  const file = `${directory}/${name}`
  if (LOGS.has(name) && readStart(file, 1)?.length === 0) return 'it is empty'
  if (name !== PROGRESS_FILE) return undefined
  const line = readFirstLine(file)
  if (line === undefined) return 'it cannot be opened'
  const cells = namesIn(line, ',')
  if (cells.some((cell) => cell !== '' && !Number.isNaN(Number(cell)))) return NO_HEADER
  // Others keep lists of what is done under this name.
  return cells.some(namesResult) && stepCandidates(cells).length === 0 ? NO_STEPS : undefined
}

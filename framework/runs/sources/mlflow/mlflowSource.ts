import { ClaimFiles } from '../reading/claimFiles.ts'
import { readStart } from '../reading/readStart.ts'
import { SqliteCopy } from '../reading/sqlite/sqlite.ts'
import { declaresTable } from '../reading/sqlite/sqliteFile.ts'
import type { Claim, Directory, Source, SourceRun } from '../source.ts'
import { readDatabase } from './database.ts'
import { readRunFolder } from './fileStore.ts'
import {
  DATABASE_FILE,
  DATABASE_NAME,
  DATASETS_FOLDER,
  EXPERIMENT_META_FILE,
  META_FILE,
  OWN_TABLE,
  PART_FOLDERS,
  RUN_ID,
} from './format.ts'

const META_BYTES = 64 * 1024

/** MLflow's stores: a folder for each run, or a database with many. */
export const mlflowSource: Source = { name: 'mlflow', claims, read }

function claims(directory: Directory): Claim[] {
  const { path, entries } = directory
  const databases = entries
    .filter((entry) => !entry.isDirectory() && isDatabase(`${path}/${entry.name}`, entry.name))
    .map(({ name }) => ({ directory: path, names: [name], isWhole: false }))
  if (!isRunFolder(directory)) return databases
  const names = [META_FILE, EXPERIMENT_META_FILE, ...PART_FOLDERS]
  return [...databases, { directory: path, names, isWhole: true }]
}

function isDatabase(path: string, name: string): boolean {
  return name === DATABASE_FILE || (DATABASE_NAME.test(name) && declaresTable(path, OWN_TABLE))
}

/**
 * A registered model's `meta.yaml` names a run too, and so does a logged model's, but has no stage.
 * A folder with a run's id as its name is one whose `meta.yaml` may be cut or missing, unless it stands among
 * the data sets of an experiment, whose folders have such names too.
 */
function isRunFolder({ path, entries }: Directory): boolean {
  const names = new Set(entries.map(({ name }) => name))
  const [parent, name = ''] = path.split('/').slice(-2)
  const isNamedSo = RUN_ID.test(name) && parent !== DATASETS_FOLDER
  if (isNamedSo && [META_FILE, ...PART_FOLDERS].some((name) => names.has(name))) return true
  if (!names.has(META_FILE)) return false
  const meta = readStart(`${path}/${META_FILE}`, META_BYTES)?.toString('utf8') ?? ''
  return /^run_(?:uu)?id:/m.test(meta) && /^lifecycle_stage:/m.test(meta)
}

function read(claim: Claim): SourceRun[] | Promise<SourceRun[]> {
  const files = new ClaimFiles(claim)
  const [name = META_FILE] = claim.names
  if (name === META_FILE) return [readRunFolder(files)]
  return SqliteCopy.read(files, name, (database) => readDatabase(database, files, name))
}

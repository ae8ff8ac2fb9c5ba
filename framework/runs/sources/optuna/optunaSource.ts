import { ClaimFiles } from '../reading/claimFiles.ts'
import { readFirstLine } from '../reading/readFirstLine.ts'
import { SqliteCopy } from '../reading/sqlite/sqlite.ts'
import { declaresTable } from '../reading/sqlite/sqliteFile.ts'
import type { Claim, Directory, Source, SourceRun } from '../source.ts'
import { readDatabase } from './database.ts'
import { DATABASE_NAME, JOURNAL_NAME, JOURNAL_START, OWN_TABLE } from './format.ts'
import { readJournal } from './journal.ts'
import type { Study } from './trial.ts'
import { toSourceRuns } from './trialRuns.ts'

/** Optuna's studies in a database or a journal: each trial is a run. */
export const optunaSource: Source = { name: 'optuna', claims, read }

function claims({ path, entries }: Directory): Claim[] {
  return entries
    .filter((entry) => !entry.isDirectory() && isStorage(`${path}/${entry.name}`, entry.name))
    .map(({ name }) => ({ directory: path, names: [name], isWhole: false }))
}

function isStorage(path: string, name: string): boolean {
  if (DATABASE_NAME.test(name)) return declaresTable(path, OWN_TABLE)
  return JOURNAL_NAME.test(name) && JOURNAL_START.test(readFirstLine(path, 1024) ?? '')
}

async function read(claim: Claim): Promise<SourceRun[]> {
  const files = new ClaimFiles(claim)
  const [name = ''] = claim.names
  const studies = DATABASE_NAME.test(name)
    ? await SqliteCopy.read(files, name, (database) => readDatabase(database, files))
    : readJournalFile(files, name)
  const place = { file: `${claim.directory}/${name}`, files: files.files, findings: files.findings }
  return studies.flatMap((study) => toSourceRuns(study, place))
}

function readJournalFile(files: ClaimFiles, name: string): readonly Study[] {
  const { studies, findings } = readJournal(files.text(name) ?? '', name)
  files.findings.push(...findings)
  return studies
}

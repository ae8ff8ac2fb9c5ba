import { hostname, userInfo } from 'node:os'
import path from 'node:path'
import type { ColumnTable } from 'arquero'
import type { SweepPaths } from '../../../output/data/sweepPaths.ts'
import type { NamesToMask } from '../../../output/documents/maskNames.ts'
import type { Analyzed } from '../../spec/defineReport.ts'

/** Folders that everybody has say nothing, and their names are words of sentences. */
const COMMON_FOLDER =
  /^(?:(?:multi)?runs?|outputs?|results?|experiments?|logs?|data|models?|checkpoints?|lightning_logs|mlruns|wandb)$/i
const HOME = /[\\/](?:home|users)[\\/]([^\\/]+)/i
const HOST_COLUMN = /(?:^|[._/])(?:host|host_?name|machine)$/i
const USER_COLUMN = /(?:^|[._/])(?:user|user_?name|entity|author|e?mail)$/i

/** The names in a report that tell who made its runs, and where. */
export function namesToMask(
  { runs, skipped, config }: Pick<Analyzed, 'runs' | 'skipped' | 'config'>,
  { paths, cwd }: { readonly paths: SweepPaths; readonly cwd: string },
): NamesToMask {
  const runDirs = [...(runs.array('run_dir') as Iterable<string>)]
  const names = cellsOf(runs, 'run')
  const formsOf = (folder: string) => [folder, path.resolve(cwd, folder), paths.relative(folder)]
  const ofFolder = (folder: string) =>
    [...formsOf(folder), path.basename(folder)].filter((form) => !COMMON_FOLDER.test(form))
  const sweeps = [...config.inputs.sweep_dir, ...runDirs.map((runDir) => path.dirname(runDir))]
  const places = [cwd, ...runDirs.map((runDir) => path.resolve(cwd, runDir))]
  return {
    runs: [
      ...runDirs.map((runDir, row) => [...ofFolder(runDir), ...(names[row] ?? [])]),
      ...skipped.map(({ runDir }) => ofFolder(runDir)),
    ],
    sweeps: [...new Set(sweeps)].map(ofFolder),
    users: distinct([
      ownName(),
      ...places.map((place) => HOME.exec(place)?.[1] ?? ''),
      ...columnsLike(runs, USER_COLUMN),
    ]),
    hosts: distinct([hostname(), hostname().split('.', 1)[0], ...columnsLike(runs, HOST_COLUMN)]),
  }
}

/** Of the person that makes the report; a container may know none. */
function ownName(): string {
  try {
    return userInfo().username
  } catch {
    return process.env.USER ?? ''
  }
}

function columnsLike(runs: ColumnTable, pattern: RegExp): string[] {
  const columns = runs.columnNames().filter((name) => pattern.test(name))
  return columns.flatMap((column) => cellsOf(runs, column).flat())
}

/** The text of each cell, in a list that is empty for others. */
function cellsOf(runs: ColumnTable, column: string): string[][] {
  if (runs.columnIndex(column) < 0) return []
  return Array.from(runs.array(column) as Iterable<unknown>, (cell) =>
    typeof cell === 'string' ? [cell] : [],
  )
}

function distinct(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined && name !== ''))] as string[]
}

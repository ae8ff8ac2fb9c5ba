import type { ColumnTable } from 'arquero'
import { overridesOfJob, type Program, programOfJob } from '../../runs/hydra/jobProgram.ts'
import { startOf, startWords } from '../../runs/hydra/startCommand.ts'
import { columnNotes, resolveColumn } from '../../tables/columnAliases.ts'
import { cellValue } from '../../tables/valueKey.ts'
import { shellWords } from '../../text/shellWords.ts'

/**
 * The command line that repeats the runs of one setting: for Hydra's jobs, the program with the configs and
 * overrides that they were started with, and a list of values where they differ in one (the seed). For
 * other runs nobody knows how they were started: then it is only the parameters and their values.
 *
 * @param rows of the runs table
 */
export function repeatCommand(
  runs: ColumnTable,
  rows: readonly number[],
  parameters: readonly string[],
): string {
  if (runs.columnIndex('run_dir') < 0) return parameterWords(runs, rows, parameters)
  const jobs = rows.map((row) => startedJob(String(runs.get('run_dir', row))))
  const [first] = jobs
  if (first === undefined) return parameterWords(runs, rows, parameters)
  const known = jobs.filter((job) => job !== undefined)
  const isOneProgram =
    known.length === jobs.length && known.every(({ program }) => isAlike(program, first.program))
  const words = isOneProgram ? mergeWords(known.map(({ overrides }) => overrides)) : undefined
  if (words === undefined) return commandLine(first.program, first.overrides)
  return commandLine(first.program, words.words, { sweeps: words.isList })
}

/** The command line of a job of Hydra's, as it was typed or its sweeper made it; undefined for another run. */
export function commandOfJob(runDir: string): string | undefined {
  const job = startedJob(runDir)
  return job && commandLine(job.program, job.overrides)
}

interface StartedJob {
  readonly program: Program
  readonly overrides: readonly string[]
}

/** How a run was started; undefined if Hydra did not start it. */
function startedJob(runDir: string): StartedJob | undefined {
  const overrides = overridesOfJob(runDir)
  return overrides && { program: programOfJob(runDir), overrides }
}

function commandLine(
  program: Program,
  overrides: readonly string[],
  { sweeps = false }: { readonly sweeps?: boolean } = {},
): string {
  const words = startWords(program, overrides, { sweeps })
  return shellWords(['python', startOf(program).file, ...words])
}

/** Whether two jobs were started by one program with the same configs, be it alone or in a sweep. */
function isAlike(a: Program, b: Program): boolean {
  return a === b || commandLine(a, [], { sweeps: true }) === commandLine(b, [], { sweeps: true })
}

/** Words that all jobs share, with a list in place of the one in which they differ. */
function mergeWords(
  jobs: readonly (readonly string[])[],
): { words: string[]; isList: boolean } | undefined {
  const [first = []] = jobs
  if (jobs.some(({ length }) => length !== first.length)) return undefined
  const differing = first.flatMap((word, at) =>
    jobs.some((words) => words[at] !== word) ? [at] : [],
  )
  if (differing.length === 0) return { words: [...first], isList: false }
  const [place] = differing
  if (differing.length > 1 || place === undefined) return undefined
  const split = jobs.map((words) => /^([^=]+)=(.*)$/s.exec(words[place] ?? ''))
  const keys = new Set(split.map((match) => match?.[1]))
  const [key] = keys
  if (keys.size !== 1 || key === undefined) return undefined
  const values = [...new Set(split.map((match) => match?.[2] ?? ''))]
  return {
    words: first.map((word, at) => (at === place ? `${key}=${values.join(',')}` : word)),
    isList: true,
  }
}

function parameterWords(
  runs: ColumnTable,
  rows: readonly number[],
  parameters: readonly string[],
): string {
  const keys = new Map(
    [...(columnNotes(runs)?.aliases ?? [])].map(([key, column]) => [column, key]),
  )
  const words = [...new Set([...parameters, 'seed'])].flatMap((name) => {
    const column = resolveColumn(runs, name)
    if (column === undefined) return []
    const values = new Set(rows.map((row) => cellValue(runs.get(column, row))))
    const known = [...values].filter((value) => value !== null)
    return known.length === 0 ? [] : [`${keys.get(column) ?? column}=${known.join(',')}`]
  })
  return shellWords(words)
}

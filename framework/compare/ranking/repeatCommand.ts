import type { ColumnTable } from 'arquero'
import { overridesOfJob, programOfJob } from '../../runs/hydra/jobProgram.ts'
import { columnNotes, resolveColumn } from '../../tables/columnAliases.ts'
import { cellValue } from '../../tables/valueKey.ts'
import { shellWords } from '../../text/shellWords.ts'

/**
 * The command line that repeats the runs of one setting: for Hydra's jobs, the program with the
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
  const dirs = rows.map((row) => String(runs.get('run_dir', row)))
  const jobs = dirs.map((dir) => ({ dir, overrides: overridesOfJob(dir) }))
  const [first] = jobs
  if (first?.overrides === undefined) return parameterWords(runs, rows, parameters)
  const words = jobs.every(({ overrides }) => overrides !== undefined)
    ? mergeWords(jobs.map(({ overrides }) => overrides ?? []))
    : undefined
  const program = `python ${programWord(first.dir)}`
  if (words === undefined) return `${program} ${shellWords(first.overrides)}`.trimEnd()
  const sweep = words.isList ? ' --multirun' : ''
  return `${program}${sweep} ${shellWords(words.words)}`.trimEnd()
}

/** The command line of a job of Hydra's, as it was typed or its sweeper made it; undefined for another run. */
export function commandOfJob(runDir: string): string | undefined {
  const overrides = overridesOfJob(runDir)
  return overrides && `python ${programWord(runDir)} ${shellWords(overrides)}`.trimEnd()
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

/** As Hydra calls it; `PROGRAM` where it does not say. */
function programWord(runDir: string): string {
  return `${programOfJob(runDir).name ?? 'PROGRAM'}.py`
}

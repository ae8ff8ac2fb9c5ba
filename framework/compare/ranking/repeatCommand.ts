import { existsSync } from 'node:fs'
import type { ColumnTable } from 'arquero'
import { loadYaml } from '../../config/loadYaml.ts'
import { ReportError } from '../../errors.ts'
import { readText } from '../../files/regularFile.ts'
import { RUN_FILES } from '../../runs/runFiles.ts'
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
  const dirs = rows.map((row) => String(runs.get('run_dir', row)))
  const jobs = dirs.map((dir) => ({ dir, overrides: overridesOf(dir) }))
  const [first] = jobs
  if (first?.overrides === undefined) return parameterWords(runs, rows, parameters)
  const words = jobs.every(({ overrides }) => overrides !== undefined)
    ? mergeWords(jobs.map(({ overrides }) => overrides ?? []))
    : undefined
  const program = `python ${programOf(first.dir)}.py`
  if (words === undefined) return `${program} ${shellWords(first.overrides)}`.trimEnd()
  const sweep = words.isList ? ' --multirun' : ''
  return `${program}${sweep} ${shellWords(words.words)}`.trimEnd()
}

/** The command line of a job of Hydra's, as it was typed or its sweeper made it; undefined for another run. */
export function commandOfJob(runDir: string): string | undefined {
  const overrides = overridesOf(runDir)
  return overrides && `python ${programOf(runDir)}.py ${shellWords(overrides)}`.trimEnd()
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
    isList: values.length > 1,
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
  const words = [...parameters, 'seed'].flatMap((name) => {
    const column = resolveColumn(runs, name)
    if (column === undefined) return []
    const values = new Set(rows.map((row) => cellValue(runs.get(column, row))))
    const known = [...values].filter((value) => value !== null)
    return known.length === 0 ? [] : [`${keys.get(column) ?? column}=${known.join(',')}`]
  })
  return shellWords(words)
}

function overridesOf(runDir: string): string[] | undefined {
  const list = readYaml(`${runDir}/${RUN_FILES.overrides}`)
  return Array.isArray(list) ? list.map(String) : undefined
}

/** What Hydra calls the program; `PROGRAM` where it does not say. */
function programOf(runDir: string): string {
  const settings = readYaml(`${runDir}/${RUN_FILES.hydra}`)
  const name = memberOf(memberOf(memberOf(settings, 'hydra'), 'job'), 'name')
  return typeof name === 'string' && /^[\w-]+$/.test(name) ? name : 'PROGRAM'
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

/** Undefined where there is no such file, or none that can be read: the runs were loaded without it. */
function readYaml(file: string): unknown {
  if (!existsSync(file)) return undefined
  try {
    return loadYaml(readText(file), { source: file })
  } catch (error) {
    if (error instanceof ReportError) return undefined
    throw error
  }
}

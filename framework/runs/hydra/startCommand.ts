import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { type Program, UNKNOWN_PROGRAM } from './jobProgram.ts'

/** Where and by which file a program can be started on this machine. */
export interface Start {
  /** Undefined where nobody knows it, or it is not on this machine. */
  readonly directory: string | undefined
  /** As it is to be named there. */
  readonly file: string
  /** Whether the file lies there. */
  readonly isThere: boolean
}

/** Of programs that all jobs of a sweep share, for one working directory: looking takes its time on a network disk. */
const known = new WeakMap<Program, { readonly here: string; readonly start: Start }>()

/**
 * Where a program can be started: where it was, else here where a file of its name lies. Hydra notes only its name:
 * the file is looked for there and beside its configs (`src/train.py` with `src/conf`).
 */
export function startOf(program: Program): Start {
  const here = process.cwd()
  const before = known.get(program)
  if (before?.here === here) return before.start
  const start = findStart(program, here)
  known.set(program, { here, start })
  return start
}

function findStart({ name = UNKNOWN_PROGRAM, cwd, configFolders }: Program, here: string): Start {
  const file = `${name}.py`
  if (cwd !== undefined && existsSync(cwd)) {
    const beside = configFolders.flatMap(({ folder }) => [path.dirname(folder), folder])
    const folders = [cwd, ...beside]
    const [found] = folders.flatMap((folder) => fileOf(name, folder) ?? [])
    const named = found === undefined ? file : path.relative(cwd, found)
    return { directory: cwd, file: named, isThere: found !== undefined }
  }
  const found = fileOf(name, here)
  if (found === undefined) return { directory: undefined, file, isThere: false }
  return { directory: here, file: path.basename(found), isThere: true }
}

/** The file of a program in a folder; undefined where it is not there. */
function fileOf(name: string, folder: string): string | undefined {
  const file = path.join(folder, `${name}.py`)
  if (existsSync(file)) return file
  const other = list(folder).find((each) => each.endsWith('.py') && jobName(each) === name)
  return other && path.join(folder, other)
}

/** What Hydra calls the job of a program: `my_train` for `my train.py`. */
function jobName(file: string): string {
  return file
    .replace(/\.py$/, '')
    .trim()
    .replaceAll(' ', '_')
    .replaceAll(/[^-.\p{L}\p{N}_]/gu, '')
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // What cannot be listed holds no file that could be started.
    return []
  }
}

/** The words after the program's file that start one job of it alone, or a sweep. */
export function startWords(
  program: Program,
  overrides: readonly string[],
  { sweeps = false }: { readonly sweeps?: boolean } = {},
): string[] {
  // The mode of a sweep may be set in the program's config. Hydra would start the whole sweep again.
  const mode = sweeps ? ['--multirun'] : program.isSweep ? ['hydra.mode=RUN'] : []
  return [...configOptions(program), ...program.words, ...mode, ...overrides]
}

/** Relative where they can be: a report is read on other machines too. */
function configOptions(program: Program): string[] {
  const { directory, file, isThere } = startOf(program)
  return program.configFolders.flatMap(({ option, folder }) => {
    if (directory === undefined || (option === '--config-path' && !isThere)) return [option, folder]
    const from = option === '--config-path' ? path.dirname(path.join(directory, file)) : directory
    return [option, path.relative(from, folder) || '.']
  })
}

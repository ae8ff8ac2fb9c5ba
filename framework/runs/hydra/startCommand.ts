import { existsSync } from 'node:fs'
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

/**
 * Where a program can be started: where it was, else here where a file of its name lies. Hydra notes only its name:
 * the file is looked for there and beside its configs (`src/train.py` with `src/conf`).
 */
export function startOf({ name = UNKNOWN_PROGRAM, cwd, configFolders }: Program): Start {
  const file = `${name}.py`
  if (cwd !== undefined && existsSync(cwd)) {
    const folders = [cwd, ...configFolders.flatMap((folder) => [path.dirname(folder), folder])]
    const found = folders.map((folder) => path.join(folder, file)).find(existsSync)
    const named = found === undefined ? file : path.relative(cwd, found)
    return { directory: cwd, file: named, isThere: found !== undefined }
  }
  const here = process.cwd()
  const isThere = existsSync(path.join(here, file))
  return { directory: isThere ? here : undefined, file, isThere }
}

/** The words after the program's file that start one job of it alone, or a sweep. */
export function startWords(
  { words, isSweep }: Program,
  overrides: readonly string[],
  { sweeps = false }: { readonly sweeps?: boolean } = {},
): string[] {
  // The mode of a sweep may be set in the program's config. Hydra would start the whole sweep again.
  const mode = sweeps ? ['--multirun'] : isSweep ? ['hydra.mode=RUN'] : []
  return [...words, ...mode, ...overrides]
}

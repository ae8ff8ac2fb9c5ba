import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { ReportError } from '../errors.ts'
import type { FileRead, Finding } from './runRecord.ts'

/** The files that a run is read from, within its directory. */
export const RUN_FILES = {
  config: '.hydra/config.yaml',
  /** Where trainers before Hydra's own files left the composed config. */
  olderConfig: 'cfg.yaml',
  hydra: '.hydra/hydra.yaml',
  overrides: '.hydra/overrides.yaml',
  events: 'facts/events.jsonl',
  scalars: 'facts/scalars.csv',
  gitCommit: 'facts/git_commit.txt',
} as const

/** What Hydra writes to the directory of a sweep. */
export const PLAN_FILE = 'multirun.yaml'

/** A run that is being read, and what comes to light on the way. */
export interface Reading {
  readonly runDir: string
  readonly files: FileRead[]
  readonly findings: Finding[]
}

/** Larger ones are refused: parsing them would fill the memory. */
const MAX_SMALL_FILE_BYTES = 4 * 1024 * 1024

/**
 * Opens a file of the run, notes it among its files, hands it over and closes it; `undefined` where
 * there is none. Throws the system's error where it cannot be read.
 */
export function readFileWith<T>(
  { runDir, files }: Pick<Reading, 'runDir' | 'files'>,
  name: string,
  read: (descriptor: number, size: number) => T,
): T | undefined {
  const descriptor = openExisting(`${runDir}/${name}`)
  if (descriptor === undefined) return undefined
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) throw new ReportError('RUN_UNUSABLE', `${name} is not a file`)
    files.push({ name, size: stat.size, mtimeMs: stat.mtimeMs })
    return read(descriptor, stat.size)
  } finally {
    closeSync(descriptor)
  }
}

/** `readFileWith` for the whole of a file of at most `maxBytes`, by default 4 MiB. */
export function readWholeFile(
  reading: Pick<Reading, 'runDir' | 'files'>,
  name: string,
  maxBytes = MAX_SMALL_FILE_BYTES,
): Buffer | undefined {
  return readFileWith(reading, name, (descriptor, size) => {
    if (size > maxBytes) {
      const problem = `${name} has ${size} bytes; at most ${maxBytes} are read`
      throw new ReportError('RUN_UNUSABLE', problem)
    }
    const bytes = Buffer.allocUnsafe(size)
    let filled = 0
    while (filled < size) {
      const count = readSync(descriptor, bytes, filled, size - filled, filled)
      if (count === 0) break
      filled += count
    }
    return bytes.subarray(0, filled)
  })
}

function openExisting(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

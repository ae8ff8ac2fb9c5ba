import { decodeAll, expectAtMost, readAll, readWith } from '../files/regularFile.ts'
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

/** How much of a file is read. */
export interface ReadLimits {
  /** Larger ones are refused. Default: none is. */
  readonly maxBytes?: number
  /** Of larger ones only a part is read. Default: all of any. */
  readonly maxReadBytes?: number
}

/**
 * Opens a file of the run, notes it among its files, hands it over and closes it; `undefined` where
 * there is none. Throws the system's error where it cannot be read.
 *
 * @throws {ReportError} FILE_TOO_LARGE
 */
export function readFileWith<T>(
  { runDir, files }: Pick<Reading, 'runDir' | 'files'>,
  name: string,
  read: (descriptor: number, size: number) => T,
  { maxBytes = Infinity, maxReadBytes = maxBytes }: ReadLimits = {},
): T | undefined {
  try {
    return readWith(
      `${runDir}/${name}`,
      (descriptor, { size, mtimeMs }) => {
        const isPart = size > maxReadBytes
        files.push({ name, size, mtimeMs, ...(isPart && { isPart }) })
        expectAtMost(maxBytes, size, name)
        return read(descriptor, size)
      },
      { name },
    )
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** `readFileWith` for the whole of a file of at most `maxBytes`. */
export function readWholeFile(
  reading: Pick<Reading, 'runDir' | 'files'>,
  name: string,
  maxBytes: number,
): Buffer | undefined {
  const read = (descriptor: number, size: number) => readAll(descriptor, size, name)
  return readFileWith(reading, name, read, { maxBytes })
}

/**
 * What is made of the content of a file of at most `maxBytes`, by default 4 MiB.
 *
 * @param decode may not keep the bytes, which the next file is read into
 */
export function decodeWholeFile<T>(
  reading: Pick<Reading, 'runDir' | 'files'>,
  name: string,
  decode: (bytes: Buffer) => T,
  maxBytes = MAX_SMALL_FILE_BYTES,
): T | undefined {
  const read = (descriptor: number, size: number) => decodeAll(descriptor, size, name, { decode })
  return readFileWith(reading, name, read, { maxBytes })
}

/** Only of what opens the file: no reader looks for another. */
function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
}

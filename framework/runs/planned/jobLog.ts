import { readdirSync, statSync } from 'node:fs'
import { readWholeFile } from '../runFiles.ts'

const LOG = /\.log$/
/** What Python and Hydra write where a program breaks off. */
const FAILED =
  /^Traceback \(most recent call last\)|^Error executing job|^\w*(?:Error|Exception)\b.*:/m
const MAX_LOG_BYTES = 16 * 1024 * 1024
const SHOWN_LINES = 3
/** A job that wrote nothing for longer is not taken for running. */
const QUIET_MS = 15 * 60 * 1000

/** What a job's directory says of how it is going. */
export interface JobLog {
  /** Of the program, as Hydra names its log. */
  readonly program: string | undefined
  /** The last lines that are not empty, of the log that was written last. */
  readonly lastLines: readonly string[]
  readonly hasFailed: boolean
  /** Something in the directory was written a short while ago. */
  readonly isActive: boolean
}

/** Reads the log that Hydra keeps in a job's directory. */
export function readJobLog(directory: string, now = Date.now()): JobLog {
  const names = list(directory)
  const written = names.map((name) => modified(`${directory}/${name}`))
  const logs = names.filter((name) => LOG.test(name))
  const last = logs
    .sort((a, b) => modified(`${directory}/${a}`) - modified(`${directory}/${b}`))
    .at(-1)
  const text = last === undefined ? '' : readText(directory, last)
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '')
  return {
    program: last?.replace(LOG, ''),
    lastLines: lines.slice(-SHOWN_LINES),
    hasFailed: FAILED.test(text),
    isActive: written.some((time) => now - time < QUIET_MS),
  }
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    // What cannot be listed is told by the search for runs.
    return []
  }
}

function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function readText(directory: string, name: string): string {
  try {
    const reading = { runDir: directory, files: [] }
    return readWholeFile(reading, name, MAX_LOG_BYTES)?.toString('utf8') ?? ''
  } catch {
    // A log that is too large or not readable says nothing here.
    return ''
  }
}

import { readdirSync, statSync } from 'node:fs'
import { failureAtEnd, isLogName, readLogEnd } from '../hydra/logEnd.ts'

/** What Python and Hydra write where a program breaks off. */
const ERROR =
  /^Traceback \(most recent call last\)|^Error executing job|^\w*(?:Error|Exception)\b.*:/
const SHOWN_LINES = 3
/** A job that wrote nothing for longer is not taken for running. */
const QUIET_MS = 15 * 60 * 1000

/** As Python writes times, at the beginning of a line. The zone is not known. */
const TIME = /^\[?(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)/
const DAY_MS = 24 * 60 * 60 * 1000

/** What a job's directory says of how it is going. */
export interface JobLog {
  /** Of the program, as Hydra names its log. */
  readonly program: string | undefined
  /** The last lines that are not empty, of the log that was written last. */
  readonly lastLines: readonly string[]
  /** The log ends in a traceback. */
  readonly hasFailed: boolean
  /** The log has errors, after which the program may have gone on. */
  readonly hasErrors: boolean
  /** Something in the directory was written a short while ago, and it is no fresh copy of an old one. */
  readonly isActive: boolean
}

/** Reads the end of the log that Hydra keeps in a job's directory. */
export function readJobLog(directory: string, now = Date.now()): JobLog {
  const names = list(directory)
  const written = names.map((name) => modified(`${directory}/${name}`))
  const last = names
    .filter(isLogName)
    .sort((a, b) => modified(`${directory}/${a}`) - modified(`${directory}/${b}`))
    .at(-1)
  const lines = last === undefined ? [] : readLines(directory, last)
  return {
    program: last?.replace(/\.log$/, ''),
    lastLines: lines.slice(-SHOWN_LINES),
    hasFailed: failureAtEnd(lines) !== undefined,
    hasErrors: lines.some((line) => ERROR.test(line)),
    isActive:
      written.some((time) => now - time < QUIET_MS) &&
      !(written.every((time) => now - time < QUIET_MS) && endedBefore(lines, now - DAY_MS)),
  }
}

/** Whether the last line of a log that begins with a time was written before another one. */
function endedBefore(lines: readonly string[], time: number): boolean {
  const [, date, clock] = TIME.exec(lines.findLast((line) => TIME.test(line)) ?? '') ?? []
  return date !== undefined && Date.parse(`${date}T${clock}Z`) < time
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

function readLines(directory: string, name: string): string[] {
  try {
    return readLogEnd({ runDir: directory, files: [] }, name)
  } catch {
    // That a log cannot be read is told by whoever reads the job.
    return []
  }
}

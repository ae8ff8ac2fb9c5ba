import { readSync } from 'node:fs'
import { type Reading, readFileWith } from '../runFiles.ts'

const MAX_TAIL_BYTES = 64 * 1024
const TRACEBACK = /^Traceback \(most recent call last\)/
const EXCEPTION = /^[A-Za-z_][\w.]*(?::.*)?$/
/** A line that a logger wrote: Hydra's `[2026-01-31 …][…][INFO] - …`, or one with a date or level. */
const LOG_RECORD = /^(?:\[|\d{4}-\d\d-\d\d|(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)\b)/
/** What lightning-hydra-template's `task_wrapper` logs after every task, failed or not. */
const CLEAN_UP = /(?:Output dir:|Closing wandb)/

/** Whether a file in a job's directory is a log of its program, as Hydra names it. */
export function isLogName(name: string): boolean {
  return name.endsWith('.log')
}

/**
 * The last lines of a log that are not empty, of its last 64 KiB; none where there is no such file.
 * Throws the system's error where it cannot be read.
 */
export function readLogEnd(reading: Pick<Reading, 'runDir' | 'files'>, name: string): string[] {
  const readEnd = (descriptor: number, size: number) => {
    const bytes = Buffer.alloc(Math.min(size, MAX_TAIL_BYTES))
    const filled = readSync(descriptor, bytes, 0, bytes.length, size - bytes.length)
    return bytes.toString('utf8', 0, filled)
  }
  const text = readFileWith(reading, name, readEnd, { maxReadBytes: MAX_TAIL_BYTES })
  return (text ?? '').split(/\r\n?|\n/).filter((line) => line.trim() !== '')
}

/**
 * The exception that a log ends in, as Python writes it: a traceback after which the program logged
 * nothing but that it cleans up. Undefined where it went on, or wrote none.
 */
export function failureAtEnd(lines: readonly string[]): string | undefined {
  const start = lines.findLastIndex((line) => TRACEBACK.test(line))
  if (start < 0) return undefined
  const after = lines.slice(start + 1)
  const at = after.findIndex((line) => !/^\s/.test(line))
  const exception = after[at]
  if (exception === undefined || !EXCEPTION.test(exception)) return undefined
  // A message may go on over several lines.
  const wentOn = after.slice(at + 1).some((line) => LOG_RECORD.test(line) && !CLEAN_UP.test(line))
  return wentOn ? undefined : exception
}

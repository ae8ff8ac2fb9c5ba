import { isUtf8 } from 'node:buffer'
import { readSync } from 'node:fs'
import { ReportError } from '../../../errors.ts'
import { type Reading, RUN_FILES, readFileWith } from '../../runFiles.ts'
import { EventLineParser, type EventRecord } from './eventLine.ts'

/** What a run's `events.jsonl` says, of all its lines. */
export interface RunEvents {
  /** The first `on_train_end`; a resumed run writes a second one, which does not count. */
  readonly trainEnd: EventRecord | undefined
  /** Numbers of the lines, from one, that hold an `on_train_end`. */
  readonly trainEndLines: readonly number[]
  /** The last `on_epoch_end`, which holds the histories of all epochs. */
  readonly lastEpochEnd: EventRecord | undefined
  /** The number of the line of `lastEpochEnd`. */
  readonly lastEpochEndLine: number | undefined
  /** What the first event calls its run; the same in a copy of the run's files. */
  readonly runId: string | undefined
  /** Numbers of the lines, from one, that are cut off or no JSON objects. */
  readonly badLines: readonly number[]
  readonly validUtf8: boolean
}

/** What fits into a core's cache: reading larger ones takes twice the time. */
const CHUNK_BYTES = 512 * 1024
/** A file with a longer line is refused; 10 000 epochs of histories make one of 3 MB. */
const MAX_LINE_BYTES = 16 * 1024 * 1024
/** How lines begin that today's trainer writes: the moment is known without parsing the line. */
const USUAL_HEAD = /^\{(?:"schema_version": ?\d+, ?)?"moment": ?"(\w+)"/
const USUAL_HEAD_BYTES = 64
/** Where the first event names its run: before its histories. */
const RUN_ID = /"run_id": ?"([^"\\]+)"/
const RUN_ID_BYTES = 2048

const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const BYTE_ORDER_MARK = Buffer.from('\ufeff')

/** Reused from file to file: allocating it anew costs as much as reading. */
let scratch = Buffer.allocUnsafeSlow(CHUNK_BYTES)

/**
 * Reads a run's `events.jsonl`; `undefined` where there is none. Each epoch's line repeats the
 * histories of all epochs before it, so lines are told apart by their first bytes, and of the epochs
 * only the last one's is parsed.
 */
export function readEvents(reading: Reading): RunEvents | undefined {
  return readFileWith(reading, RUN_FILES.events, (descriptor) => {
    const scan = new EventScan(descriptor)
    let held = 0
    let position = 0
    for (;;) {
      if (held === scratch.length) growScratch(scan.lineNumber)
      const count = readSync(descriptor, scratch, held, scratch.length - held, position)
      if (count === 0) break
      position += count
      const end = held + count
      const complete = lineEnd(scratch, end)
      scan.addLines(scratch.subarray(0, complete), position - end)
      scratch.copyWithin(0, complete, end)
      held = end - complete
    }
    scan.addLines(scratch.subarray(0, held), position - held)
    if (scratch.length > CHUNK_BYTES) scratch = Buffer.allocUnsafeSlow(CHUNK_BYTES)
    return scan.result()
  })
}

/** Where the last whole line of the first `end` bytes ends. */
function lineEnd(bytes: Buffer, end: number): number {
  const feed = bytes.lastIndexOf(NEWLINE, end - 1) + 1
  // A carriage return alone ends a line too; the last byte may be half of a CRLF.
  return feed > 0 || end < 2 ? feed : bytes.lastIndexOf(CARRIAGE_RETURN, end - 2) + 1
}

function growScratch(lineNumber: number): void {
  if (scratch.length >= MAX_LINE_BYTES) {
    const problem = `${RUN_FILES.events}:${lineNumber}: the line is longer than ${MAX_LINE_BYTES} bytes`
    throw new ReportError('RUN_UNUSABLE', problem)
  }
  scratch = Buffer.concat([scratch], scratch.length * 2)
}

/** Gathers what matters from lines that arrive in order, some at a time. */
class EventScan {
  lineNumber = 1
  readonly #descriptor: number
  readonly #parser = new EventLineParser()
  #trainEnd: EventRecord | undefined
  readonly #trainEndLines: number[] = []
  #runId: string | undefined
  /** Where in the file the epochs' lines are. */
  readonly #epochEnds: { offset: number; length: number; lineNumber: number }[] = []
  readonly #badLines = new Set<number>()
  #hasEvents = false
  #validUtf8 = true

  constructor(descriptor: number) {
    this.#descriptor = descriptor
  }

  result(): RunEvents {
    const lastEpochEnd = this.#readLastEpochEnd()
    return {
      trainEnd: this.#trainEnd,
      trainEndLines: this.#trainEndLines,
      lastEpochEnd: lastEpochEnd?.record,
      lastEpochEndLine: lastEpochEnd?.lineNumber,
      runId: this.#runId,
      badLines: [...this.#badLines].sort((a, b) => a - b),
      validUtf8: this.#validUtf8,
    }
  }

  /** Takes whole lines from a place in the file; only its last one may lack its line feed. */
  addLines(lines: Buffer, offset: number): void {
    this.#validUtf8 &&= isUtf8(lines)
    const hasMark = this.lineNumber === 1 && lines.subarray(0, 3).equals(BYTE_ORDER_MARK)
    const feeds = new Finder(lines, NEWLINE)
    const returns = new Finder(lines, CARRIAGE_RETURN)
    for (let start = hasMark ? 3 : 0; start < lines.length; this.lineNumber++) {
      const feed = feeds.from(start)
      const carriageReturn = returns.from(start)
      const end = Math.min(feed, carriageReturn)
      const line = trim(lines, start, end)
      this.#addLine(line, offset + line.byteOffset - lines.byteOffset)
      start = feed === carriageReturn + 1 ? feed + 1 : end + 1
    }
  }

  #addLine(line: Buffer, offset: number): void {
    const { lineNumber } = this
    if (line.length === 0) return
    if (line[0] !== OPEN_BRACE || line.at(-1) !== CLOSE_BRACE) {
      this.#badLines.add(lineNumber)
      return
    }
    if (this.#runId === undefined && !this.#hasEvents) {
      this.#runId = RUN_ID.exec(line.toString('utf8', 0, RUN_ID_BYTES))?.[1]
    }
    this.#hasEvents = true
    const moment = usualMoment(line) ?? this.#parsedMoment(line)
    if (moment === 'on_epoch_end') {
      this.#epochEnds.push({ offset, length: line.length, lineNumber })
    } else if (moment === 'on_train_end') {
      const record = this.#trainEnd ?? this.#parse(line, moment, lineNumber)
      this.#trainEnd ??= record
      if (record) this.#trainEndLines.push(lineNumber)
    }
  }

  #readLastEpochEnd(): { record: EventRecord; lineNumber: number } | undefined {
    for (const { offset, length, lineNumber } of this.#epochEnds.toReversed()) {
      const line = Buffer.allocUnsafe(length)
      readSync(this.#descriptor, line, 0, length, offset)
      const record = this.#parse(line, 'on_epoch_end', lineNumber)
      if (record) return { record, lineNumber }
    }
    return undefined
  }

  /** The moment of a line that is not written as usual; parsed only where it may matter. */
  #parsedMoment(line: Buffer): unknown {
    if (!line.includes('on_train_end') && !line.includes('on_epoch_end')) return undefined
    return this.#parse(line, undefined, this.lineNumber)?.moment
  }

  #parse(line: Buffer, moment: string | undefined, lineNumber: number): EventRecord | undefined {
    try {
      const record = this.#parser.parse(line.toString('utf8'))
      return moment === undefined || record.moment === moment ? record : undefined
    } catch {
      this.#badLines.add(lineNumber)
      return undefined
    }
  }
}

/** The places of a byte, asked for in rising order, so that none is searched for twice. */
class Finder {
  readonly #bytes: Buffer
  readonly #byte: number
  #found = -1

  constructor(bytes: Buffer, byte: number) {
    this.#bytes = bytes
    this.#byte = byte
  }

  /** The first place from `start` on; the length of the bytes where there is none. */
  from(start: number): number {
    if (this.#found < start) {
      const at = this.#bytes.indexOf(this.#byte, start)
      this.#found = at < 0 ? this.#bytes.length : at
    }
    return this.#found
  }
}

function usualMoment(line: Buffer): string | undefined {
  return USUAL_HEAD.exec(line.toString('latin1', 0, USUAL_HEAD_BYTES))?.[1]
}

/** The bytes from `start` to `end` without white space around them. */
function trim(bytes: Buffer, start: number, end: number): Buffer {
  let first = start
  let last = end
  while (first < last && isSpace(bytes[first])) first++
  while (first < last && isSpace(bytes[last - 1])) last--
  return bytes.subarray(first, last)
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d)
}

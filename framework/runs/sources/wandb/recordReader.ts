import type { BinaryReader } from '@bufbuild/protobuf/wire'
import { parsePythonJson } from '../../../text/python/pythonJson.ts'
import { MAX_METRICS } from '../reading/mergedMetrics.ts'
import { readMessage, readNested } from '../reading/protobuf.ts'
import { MetricsBuilder } from '../reading/series.ts'
import type { Goal } from '../source.ts'
import {
  CHANGES,
  EXIT,
  GIT,
  GOALS,
  HISTORY,
  HISTORY_STEP,
  ITEM,
  METRIC,
  OWN_KEY,
  RECORD,
  RUN,
  RUNTIME_KEY,
  STEP_KEY,
  TIMESTAMP,
} from './format.ts'
import { mediaIn, walkRowNumbers } from './rowNumbers.ts'

interface Item {
  readonly key: string
  readonly json: string
}

/** Collects what the records of a `.wandb` file say of the run. */
export class RecordReader {
  id = ''
  name = ''
  project = ''
  gitCommit = ''
  /** Milliseconds since 1970. */
  startedAt: number | undefined
  /** An exit record without a code is one with the code 0. */
  exit: { code: number; runtimeS: number } | undefined
  rows = 0
  /** Values that are not valid JSON. */
  badValues = 0
  hasTooManyMetrics = false
  readonly goals = new Map<string, Goal>()
  /** The settings and the summary as the last record left them. */
  readonly config = new Map<string, unknown>()
  readonly summary = new Map<string, unknown>()
  readonly metrics = new MetricsBuilder()
  readonly #metricNames = new Set<string>()

  /** @throws {ReportError} RUN_UNUSABLE where the data are not a record */
  take(record: Uint8Array): void {
    readMessage(record, (tag, reader) => {
      if (tag === RECORD.history) this.#takeHistory(reader)
      else if (tag === RECORD.summary) this.#takeChanges(reader, this.summary)
      else if (tag === RECORD.config) this.#takeChanges(reader, this.config)
      else if (tag === RECORD.metric) this.#takeMetric(reader)
      else if (tag === RECORD.run) this.#takeRun(reader)
      else if (tag === RECORD.exit) this.#takeExit(reader)
      else return false
      return true
    })
  }

  #takeHistory(message: BinaryReader): void {
    const items: Item[] = []
    let step = Number.NaN
    let timeS = Number.NaN
    readNested(message, (tag, reader) => {
      if (tag === HISTORY.item) items.push(readItem(reader))
      else if (tag === HISTORY.step) step = readStep(reader)
      else return false
      return true
    })
    for (const { key, json } of items) {
      if (key === STEP_KEY) step = numberOr(step, json)
      else if (key === RUNTIME_KEY) timeS = numberOr(timeS, json)
    }
    const isOfMedia = mediaIn(items.map(({ key }) => key))
    for (const { key, json } of items) {
      if (key.startsWith(OWN_KEY) || isOfMedia(key)) continue
      walkRowNumbers(key, this.#parse(json), (name, value) => {
        if (this.#isTaken(name)) this.metrics.add(name, value, { step, timeS })
      })
    }
    this.rows += 1
  }

  #isTaken(name: string): boolean {
    if (this.#metricNames.has(name)) return true
    this.hasTooManyMetrics ||= this.#metricNames.size >= MAX_METRICS
    if (this.#metricNames.size >= MAX_METRICS) return false
    this.#metricNames.add(name)
    return true
  }

  #takeChanges(message: BinaryReader, values: Map<string, unknown>): void {
    readNested(message, (tag, reader) => {
      if (tag === CHANGES.update) {
        const { key, json } = readItem(reader)
        const value = this.#parse(json)
        if (value !== undefined) values.set(key, value)
      } else if (tag === CHANGES.remove) {
        values.delete(readItem(reader).key)
      } else {
        return false
      }
      return true
    })
  }

  #takeMetric(message: BinaryReader): void {
    let name = ''
    let goal: Goal | undefined
    readNested(message, (tag, reader) => {
      if (tag === METRIC.name) name = reader.string()
      else if (tag === METRIC.goal) goal = GOALS.get(reader.int32() as 1 | 2)
      else return false
      return true
    })
    if (goal !== undefined) this.goals.set(name, goal)
  }

  #takeRun(message: BinaryReader): void {
    readNested(message, (tag, reader) => {
      if (tag === RUN.runId) this.id = reader.string()
      else if (tag === RUN.project) this.project = reader.string()
      else if (tag === RUN.config) this.#takeChanges(reader, this.config)
      else if (tag === RUN.displayName) this.name = reader.string()
      else if (tag === RUN.startTime) this.startedAt = readTimestamp(reader)
      else if (tag === RUN.git) this.gitCommit = readCommit(reader)
      else return false
      return true
    })
  }

  #takeExit(message: BinaryReader): void {
    const exit = { code: 0, runtimeS: 0 }
    readNested(message, (tag, reader) => {
      if (tag === EXIT.exitCode) exit.code = reader.int32()
      else if (tag === EXIT.runtime) exit.runtimeS = reader.int32()
      else return false
      return true
    })
    this.exit = exit
  }

  #parse(json: string): unknown {
    try {
      return parsePythonJson(json)
    } catch {
      this.badValues += 1
      return undefined
    }
  }
}

/** A key that is given in parts is a nested one. */
function readItem(message: BinaryReader): Item {
  let key = ''
  let json = ''
  const nested: string[] = []
  readNested(message, (tag, reader) => {
    if (tag === ITEM.key) key = reader.string()
    else if (tag === ITEM.nestedKey) nested.push(reader.string())
    else if (tag === ITEM.valueJson) json = reader.string()
    else return false
    return true
  })
  return { key: nested.length > 0 ? nested.join('.') : key, json }
}

function readStep(message: BinaryReader): number {
  let step = 0
  readNested(message, (tag, reader) => {
    if (tag !== HISTORY_STEP.number) return false
    step = Number(reader.int64())
    return true
  })
  return step
}

/** Milliseconds since 1970. */
function readTimestamp(message: BinaryReader): number {
  let time = 0
  readNested(message, (tag, reader) => {
    if (tag === TIMESTAMP.seconds) time += Number(reader.int64()) * 1000
    else if (tag === TIMESTAMP.nanos) time += reader.int32() / 1e6
    else return false
    return true
  })
  return time
}

function readCommit(message: BinaryReader): string {
  let commit = ''
  readNested(message, (tag, reader) => {
    if (tag !== GIT.commit) return false
    commit = reader.string()
    return true
  })
  return commit
}

function numberOr(fallback: number, json: string): number {
  const number = json === '' ? Number.NaN : Number(json)
  return Number.isNaN(number) ? fallback : number
}

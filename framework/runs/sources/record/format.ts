/**
 * A run as one file, `run_record.json`: a format of this project's own, for fixtures that
 * `thesis-report fixture` makes of runs of any other format, and for whoever writes a file by hand. It
 * holds what a source gives of a run, with bare `NaN` and `Infinity`, as Python writes them.
 *
 *     {"record": 1, "name": "run-01", "status": "finished", "params": {"lr": 0.1},
 *      "metrics": {"val/acc": {"step": [0, 1], "value": [0.5, 0.75], "goal": "max"}}}
 */
import * as v from 'valibot'
import { recordOf } from '../../../text/schema/recordOf.ts'
import { AnyNumber, CollectionKind, MetricGoal, Status } from '../runFields.ts'

export const RECORD_FILE = 'run_record.json'

/** Of the format. */
export const RECORD_VERSION = 1

const Numbers = v.array(AnyNumber, 'expected a list of numbers')

const Metric = v.strictObject({
  value: Numbers,
  step: v.optional(Numbers),
  epoch: v.optional(Numbers),
  time_s: v.optional(Numbers),
  last: v.optional(AnyNumber),
  goal: v.optional(MetricGoal),
})

export const RecordSchema = v.strictObject({
  record: v.literal(RECORD_VERSION, `expected ${RECORD_VERSION}`),
  name: v.optional(v.string()),
  /** What its tracker calls it: runs of two ids are two, however alike. */
  id: v.optional(v.string()),
  status: v.optional(Status),
  /** Nested ones get dotted names, lists are kept whole. */
  params: v.optional(recordOf(v.unknown())),
  metrics: v.optional(recordOf(Metric)),
  /** Milliseconds since 1970. */
  started_at_ms: v.optional(v.number()),
  duration_s: v.optional(v.number()),
  git_commit: v.optional(v.string()),
  dataset: v.optional(v.string()),
  collection: v.optional(v.strictObject({ kind: CollectionKind, name: v.string() })),
  deleted: v.optional(v.boolean()),
  sampler: v.optional(v.string()),
})

/** The content of a `run_record.json`. */
export type RunRecordJson = v.InferOutput<typeof RecordSchema>

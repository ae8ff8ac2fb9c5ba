import * as v from 'valibot'
import { recordOf } from '../../text/schema/recordOf.ts'
import { REPORT_NAME } from '../reportId.ts'

/** Raised when a key changes its meaning. */
export const REPORT_SCHEMA_VERSION = 1

const Task = v.strictObject({ task: v.string(), reason: v.string() })
/** Relative to the report, with `/`. */
const File = v.string()

/** Null and any other value of a config. */
const Value = v.unknown()

/** What `report.json` holds: all that a report says, and where its tables and figures are. */
export const ReportJsonSchema = v.strictObject({
  schema_version: v.literal(REPORT_SCHEMA_VERSION),
  report_id: v.string(),
  report_name: v.pipe(v.string(), v.regex(REPORT_NAME)),
  title: v.string(),
  created_utc: v.pipe(v.string(), v.isoTimestamp()),
  /** There while the report follows its runs; gone once that has ended. */
  live: v.optional(v.literal(true)),
  /** The report whose data this one was rebuilt from. */
  rebuilt_from: v.optional(v.string()),
  product: v.strictObject({ name: v.string(), version: v.string(), node: v.optional(v.string()) }),
  /** What was asked for. Absent in reports of earlier versions, as is all that is optional here. */
  request: v.optional(
    v.strictObject({
      command: v.string(),
      /** As typed. */
      overrides: v.array(v.string()),
      /** Composed. */
      config: recordOf(Value),
      /** The chosen option of every config group; null where none is chosen. */
      choices: recordOf(v.nullable(v.string())),
      /** Where the composed config differs from the report's own without overrides; null: no value. */
      changed: v.array(v.strictObject({ key: v.string(), default: Value, value: Value })),
    }),
  ),
  num_runs: v.number(),
  /** What the columns of the runs are. Others only describe a run. */
  columns: v.optional(
    v.strictObject({
      /** What the runs were given. */
      parameters: v.array(v.string()),
      /** What they measured, and which values are better where that is known. */
      metrics: v.array(
        v.strictObject({ name: v.string(), better: v.nullable(v.picklist(['min', 'max'])) }),
      ),
      /** The metric that runs are compared by. */
      compared: v.nullable(v.string()),
    }),
  ),
  findings: v.array(
    v.strictObject({
      key: v.string(),
      sentence: v.string(),
      values: recordOf(v.nullable(v.number())),
    }),
  ),
  gates: v.array(v.strictObject({ gate: v.string(), holds: v.boolean(), sentence: v.string() })),
  warnings: v.array(v.string()),
  skipped: v.array(v.strictObject({ run_dir: v.string(), reason: v.string() })),
  failed: v.array(Task),
  not_run: v.array(Task),
  tables: v.array(
    v.strictObject({
      name: v.string(),
      file: File,
      /** Columns of numbers: what looks like one in the others is a text, which CSV does not say. */
      numeric: v.optional(v.array(v.string())),
    }),
  ),
  data: v.strictObject({
    runs: File,
    epochs: v.nullable(File),
    /** Of each run its command line and files. */
    details: v.optional(File),
  }),
  /** The files of runs, models and data that were read: how many, and their bytes. */
  files_read: v.optional(v.strictObject({ count: v.number(), bytes: v.number() })),
  figures: v.array(
    v.strictObject({
      name: v.string(),
      part: v.picklist(['training', 'inference']),
      caption: v.string(),
      notes: v.array(v.string()),
      alt: v.string(),
      files: v.array(File),
      /** The figure itself, from which its files can be drawn again. */
      data: File,
    }),
  ),
  /** How the figures were drawn: the keys of `outputs` in the config. */
  outputs: recordOf(v.unknown()),
})

export type ReportJson = v.InferOutput<typeof ReportJsonSchema>

/** As it is written: nothing in it is changed. */
type Readable<T> = T extends object ? { readonly [Key in keyof T]: Readable<T[Key]> } : T

/** What a report says, without the version of the form in which it is written. */
export type ReportContent = Readable<Omit<ReportJson, 'schema_version'>>

/** The text of `report.json`. */
export function reportJson(content: ReportContent): string {
  return `${JSON.stringify({ schema_version: REPORT_SCHEMA_VERSION, ...content }, null, 2)}\n`
}

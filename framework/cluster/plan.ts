import path from 'node:path'
import * as v from 'valibot'
import { ReportError } from '../errors.ts'
import { isOfFile } from '../files/isOfFile.ts'
import { readText } from '../files/regularFile.ts'
import { writeAtomically } from '../files/writeAtomically.ts'
import { recordOf } from '../text/schema/recordOf.ts'

/** What a report can be submitted to. */
export const ENGINES = ['slurm', 'htcondor', 'local'] as const

export type EngineName = (typeof ENGINES)[number]

const PLAN_FILE = 'plan.json'
/** Raise it whenever the meaning of a plan changes. */
const FORMAT = 1

const PlanSchema = v.strictObject({
  format: v.literal(FORMAT),
  id: v.string(),
  engine: v.picklist(ENGINES),
  shards: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The report's name, and its overrides as they were typed. */
  report: v.string(),
  words: v.array(v.string()),
  /** The directory in which they were typed, absolute. */
  cwd: v.string(),
  created_utc: v.string(),
  /** What the results depend on in addition to the runs: every job must find it unchanged. */
  made_with: v.strictObject({
    /** The version of this package. */
    version: v.string(),
    /** Of the report's file and those that it imports, in hex. */
    report_sha256: v.string(),
    /** The composed config without `env.cluster`, interpolations not followed: key -> value as JSON. */
    config: recordOf(v.string()),
    /** Of the config, in hex. */
    config_sha256: v.string(),
  }),
})

/** A report that is divided among jobs. */
export type Plan = Readonly<v.InferOutput<typeof PlanSchema>>

/** The versions of the programs and the config that a plan was made with. */
export type MadeWith = Plan['made_with']

/** A job of a plan: a shard, from 1, or the report that is made of what all shards leave. */
export type Part = number | 'report'

/** All jobs, the shards in order and then the report. */
export function partsOf({ shards }: Plan): Part[] {
  return [...Array.from({ length: shards }, (_, at) => at + 1), 'report']
}

/** `shard-3` or `report`, as files are named. */
export function partName(part: Part): string {
  return part === 'report' ? part : `shard-${part}`
}

/** The file of a plan. @param folder `<output root>/.cluster/<id>` */
export function planFile(folder: string): string {
  return path.join(folder, PLAN_FILE)
}

/** The file that a job prints to. */
export function logFile(folder: string, part: Part): string {
  return path.join(folder, 'logs', `${partName(part)}.log`)
}

/** Writes a plan into its folder. */
export async function writePlan(folder: string, plan: Plan): Promise<void> {
  await writeAtomically(
    planFile(folder),
    `${JSON.stringify({ ...plan, format: FORMAT }, null, 2)}\n`,
  )
}

/**
 * The plan of a file.
 *
 * @throws {ReportError} PLAN_INVALID where it cannot be read, or was written by another version
 */
export function readPlan(file: string): Plan {
  let json: unknown
  try {
    json = JSON.parse(readText(file))
  } catch (cause) {
    if (!(cause instanceof SyntaxError) && !isOfFile(cause)) throw cause
    const problem = `The plan ${file} cannot be read: ${(cause as Error).message}.`
    throw new ReportError('PLAN_INVALID', `${problem} Submit the report anew.`, { cause })
  }
  const checked = v.safeParse(PlanSchema, json)
  if (checked.success) return checked.output
  throw new ReportError(
    'PLAN_INVALID',
    `${file} is not a plan that this version of thesis-report has written. Submit the report anew.`,
  )
}

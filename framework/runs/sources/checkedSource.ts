import path from 'node:path'
import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { isOfFile } from '../../files/isOfFile.ts'
import { describeIssues } from '../../text/schema/schemaIssues.ts'
import { describeError } from '../reasons.ts'
import { AnyNumber, CollectionKind, MetricGoal, Status } from './runFields.ts'
import type { Claim, Scalar, Source, SourceRun } from './source.ts'

const Numbers = v.instance(Float64Array)
const Texts = v.array(v.string())
const Cell = v.custom<Scalar>(
  (value) => value === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof value),
  'expected a text, a number, a bigint, a boolean or null',
)

const Metric = v.pipe(
  v.object({
    step: Numbers,
    value: Numbers,
    epoch: v.optional(Numbers),
    timeS: v.optional(Numbers),
    last: v.optional(AnyNumber),
  }),
  v.check(
    ({ step, value, epoch = value, timeS = value }) =>
      [step, epoch, timeS].every(({ length }) => length === value.length),
    'its step, epoch and timeS must be as long as its value',
  ),
)

const Claims = v.object({
  claims: v.array(v.object({ directory: v.string(), names: Texts, isWhole: v.boolean() })),
})

const Runs = v.object({
  runs: v.array(
    v.object({
      path: v.string(),
      name: v.optional(v.string()),
      status: Status,
      statusRaw: v.optional(v.string()),
      params: v.map(v.string(), Cell),
      metrics: v.map(v.string(), Metric),
      goals: v.optional(v.map(v.string(), MetricGoal)),
      startedAt: v.optional(v.number()),
      durationS: v.optional(v.number()),
      gitCommit: v.optional(v.string()),
      dataset: v.optional(v.string()),
      collection: v.optional(v.object({ kind: CollectionKind, name: v.string() })),
      isDeleted: v.optional(v.boolean()),
      sampler: v.optional(v.string()),
      mentions: v.optional(Texts),
      files: v.array(
        v.object({
          path: v.string(),
          size: v.number(),
          mtimeMs: v.number(),
          isPart: v.optional(v.literal(true)),
        }),
      ),
      findings: Texts,
    }),
  ),
})

/**
 * A source of the user's own, from a file: what it throws, and what it gives that is of no use, is told by the names of
 * the file and the source, since it is no fault of this program. Those of this package need no such look.
 */
export function checkedSource(source: Source, file: string): Source {
  const culprit = path.basename(file)
  return {
    ...source,
    claims: (directory) => {
      const claims = source.claims(directory)
      check(Claims, { claims }, `${culprit}: what claims of the source ${source.name} gave is none`)
      return claims
    },
    read: async (claim) => {
      const runs = await readOrTell(source, claim, culprit)
      check(Runs, { runs }, `${culprit}: what read of the source ${source.name} gave is no run`)
      return runs
    },
  }
}

async function readOrTell(source: Source, claim: Claim, culprit: string): Promise<SourceRun[]> {
  try {
    return await source.read(claim)
  } catch (error) {
    if (isOfFile(error)) throw error
    const message = `${culprit}: ${describeError(error)}`
    throw new ReportError('RUN_UNUSABLE', message, { cause: error })
  }
}

/** Tells the first problem, by its key such as `runs.0.params.lr`. */
function check(schema: v.GenericSchema, given: object, culprit: string): void {
  const { issues = [] } = v.safeParse(schema, given, { abortEarly: true })
  const [problem] = describeIssues(schema, issues, { subject: 'The key' })
  if (problem !== undefined) throw new ReportError('RUN_UNUSABLE', `${culprit}: ${problem}`)
}

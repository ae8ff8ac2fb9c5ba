import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { recordOf } from '../../text/schema/recordOf.ts'
import type { ModelKind, ModelResult, NumbersByKind } from './modelResult.ts'

/** Raise this when the same inputs would give other results, or results have another form. */
export const RESULTS_VERSION = 16

const Reconstruction = v.object({
  summary: v.object({
    auroc: v.nullable(v.number()),
    n_events: v.number(),
    n_invalid: v.number(),
    baseline: recordOf(v.nullable(v.number())),
    strategies: recordOf(v.looseObject({ corruption: v.string() })),
  }),
  curves: v.object({
    histograms: recordOf(v.object({ counts: v.array(v.number()) })),
    roc: recordOf(v.object({ fpr: v.array(v.number()) })),
    invalidEvents: v.string(),
  }),
})
const Classification = v.object({
  summary: v.object({
    auroc: v.nullable(v.number()),
    n_events: v.number(),
    n_invalid: v.number(),
    classes: v.array(v.looseObject({ class: v.string(), n: v.number() })),
    confusions: v.array(v.array(v.number())),
    cuts: recordOf(v.looseObject({ n_signal: v.number() })),
  }),
  curves: v.object({
    roc: recordOf(v.object({ fpr: v.array(v.number()) })),
    cuts: recordOf(v.object({ background: v.array(v.number()) })),
    invalidEvents: v.string(),
  }),
})
/** What the numbers of a kind of model must look like, at least. */
const NUMBERS: Readonly<Record<ModelKind, v.GenericSchema>> = {
  reconstruction: Reconstruction,
  classification: Classification,
}

const Entry = v.strictObject({
  version: v.literal(RESULTS_VERSION),
  /** The hash of what the result depends on, which the file is named after. */
  key: v.string(),
  /** Of the JSON of `result`, in hex. */
  sha256: v.string(),
  /** Of the file of scores beside the entry; null without one. */
  scores_sha256: v.nullable(v.string()),
  // Not copied, so that it is hashed as it was read.
  result: v.custom<object>((value) => typeof value === 'object' && value !== null),
})

/** An entry of the cache as text: a result with what vouches for it. */
export function formatEntry(
  key: string,
  { summary, curves, scores }: ModelResult<ModelKind>,
): string {
  const result = { summary, curves }
  const entry: v.InferInput<typeof Entry> = {
    version: RESULTS_VERSION,
    key,
    sha256: sha256(JSON.stringify([key, result])),
    scores_sha256: scores ? sha256(scores) : null,
    result,
  }
  return JSON.stringify(entry)
}

/**
 * The result of an entry; undefined where it is not as it was written, of another version, or of another key.
 *
 * @param scores the file of scores beside it, where they are needed
 */
export function parseEntry<Kind extends ModelKind>(
  kind: Kind,
  key: string,
  text: string,
  scores?: Uint8Array,
): ModelResult<Kind> | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  const { success, output: entry } = v.safeParse(Entry, json)
  if (!success || entry.key !== key) return undefined
  if (sha256(JSON.stringify([key, entry.result])) !== entry.sha256) return undefined
  if (scores !== undefined && sha256(scores) !== entry.scores_sha256) return undefined
  if (!isOfKind(kind, entry.result)) return undefined
  return { ...entry.result, scores }
}

function isOfKind<Kind extends ModelKind>(
  kind: Kind,
  result: object,
): result is NumbersByKind[Kind] {
  return v.is(NUMBERS[kind], result)
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}

import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { expandStrategies, type Strategy } from '../corruptions/strategies.ts'
import { INPUT_NAMES, type InputName } from '../model/modelInputs.ts'
import type { ModelNames } from '../model/modelSignature.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(1))
const parameter = v.union([v.number(), v.pipe(v.array(v.number()), v.minLength(1))])
const Name = v.pipe(v.string(), v.nonEmpty())
const strategy = v.union([
  v.pipe(
    v.string(),
    v.transform((name) => ({ name, params: {} })),
  ),
  v.strictObject({
    name: v.string(),
    params: v.optional(v.nullish(v.record(v.string(), parameter), {}), {}),
  }),
])

/** The `inference` section of a report's config; `docs/inference.md` explains each key. */
const schema = v.strictObject({
  enabled: v.optional(v.boolean(), false),
  batch_size: v.optional(count, 512),
  autocast: v.optional(v.boolean(), false),
  device: v.optional(v.string(), 'auto'),
  dataset_split: v.optional(v.picklist(['train', 'val', 'test']), 'test'),
  persist_raw_scores: v.optional(v.boolean(), false),
  seed: v.optional(v.pipe(v.number(), v.safeInteger()), 0),
  max_samples: v.optional(v.nullable(count), null),
  corruption_strategies: v.optional(v.array(strategy), ['additive_noise']),
  metrics: v.optional(v.pipe(v.array(v.picklist(['mse', 'mae', 'auroc'])), v.minLength(1)), [
    'mse',
    'mae',
    'auroc',
  ]),
  positive_label: v.optional(v.nullable(v.pipe(v.number(), v.finite())), null),
  check_layout: v.optional(v.boolean(), true),
  inputs: v.optional(v.strictObject(v.entriesFromList(INPUT_NAMES, v.optional(Name))), {}),
  output: v.optional(Name, 'x_hat'),
  workers: v.optional(count, 1),
})

export type ErrorMetric = 'mse' | 'mae'

/** Options of inference, checked, with defaults filled in. */
export interface InferenceOptions {
  readonly batchSize: number
  readonly autocast: boolean
  readonly device: string
  readonly split: 'train' | 'val' | 'test'
  readonly persistRawScores: boolean
  readonly seed: number
  readonly maxSamples: number | null
  readonly strategies: readonly Strategy[]
  /** Errors to report; the first is the anomaly score. */
  readonly errorMetrics: readonly ErrorMetric[]
  readonly auroc: boolean
  /** Undefined: 0, where labels are 0 and 1. */
  readonly positiveLabel: number | undefined
  readonly checkLayout: boolean
  /** What models call their inputs and their output. */
  readonly names: ModelNames
  readonly workers: number
}

/**
 * Reads the `inference` section of a report's config.
 *
 * @throws {ReportError} `CONFIG_VALUE_INVALID` naming the key, `CORRUPTION_UNKNOWN`,
 *   `CORRUPTION_PARAM`
 */
export function parseInferenceOptions(config: unknown = {}): InferenceOptions {
  const parsed = v.safeParse(schema, config)
  if (!parsed.success) {
    const [issue] = parsed.issues
    const key = ['inference', v.getDotPath(issue)].filter(Boolean).join('.')
    const known = issue.type === 'strict_object' ? ` Known keys: ${knownKeys()}.` : ''
    throw new ReportError('CONFIG_VALUE_INVALID', `${key}: ${issue.message}.${known}`)
  }
  const options = parsed.output
  const errors = options.metrics.filter((metric) => metric !== 'auroc')
  return {
    batchSize: options.batch_size,
    autocast: options.autocast,
    device: options.device,
    split: options.dataset_split,
    persistRawScores: options.persist_raw_scores,
    seed: options.seed,
    maxSamples: options.max_samples,
    strategies: expandStrategies(options.corruption_strategies),
    errorMetrics: errors.length > 0 ? errors : ['mse'],
    auroc: options.metrics.includes('auroc'),
    positiveLabel: options.positive_label ?? undefined,
    checkLayout: options.check_layout,
    names: { inputs: withoutUndefined(options.inputs), output: options.output },
    workers: options.workers,
  }
}

function withoutUndefined(
  names: Readonly<Partial<Record<InputName, string | undefined>>>,
): Partial<Record<InputName, string>> {
  return Object.fromEntries(Object.entries(names).filter(([, name]) => name !== undefined))
}

function knownKeys(): string {
  return Object.keys(schema.entries).join(', ')
}

import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { COUNT } from '../../text/checkOptions.ts'
import { recordOf } from '../../text/schema/recordOf.ts'
import { describeIssues } from '../../text/schema/schemaIssues.ts'
import { expandStrategies, type Strategy } from '../corruptions/strategies.ts'
import { INPUT_NAMES, type InputName } from '../model/modelInputs.ts'
import type { ModelNames } from '../model/modelSignature.ts'

const parameter = v.union([v.number(), v.pipe(v.array(v.number()), v.minLength(1))])
const Name = v.pipe(v.string(), v.nonEmpty())
/** A name alone, or an object; `expandStrategies` looks at what the object holds beyond this. */
const strategy = v.lazy((entry) =>
  typeof entry === 'string'
    ? v.pipe(
        v.string(),
        v.transform((name) => ({ name, params: {} })),
      )
    : v.looseObject({
        name: v.string(),
        params: v.optional(v.nullish(recordOf(parameter), {}), {}),
      }),
)

/** A model lies within the directory of its run. */
const ModelPattern = v.pipe(
  Name,
  v.check(
    (pattern) => !/^(?:[\\/]|[A-Za-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(pattern),
    'expected a path or pattern within the directory of the run, such as checkpoints/*.onnx',
  ),
)

/** Exporters number tensors, too, and a number without quotes is one in a config. */
const TensorName = v.union([Name, v.pipe(v.number(), v.safeInteger(), v.transform(String))])

const ClassIndex = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Efficiencies to work at. */
const Shares = v.array(
  v.custom<number>(
    (share) => typeof share === 'number' && share > 0 && share < 1,
    'expected numbers above 0 and below 1',
  ),
)

/** The `inference` section of a report's config; `configs/report/config.yaml` explains each key. */
export const InferenceSchema = v.strictObject({
  enabled: v.optional(v.boolean(), false),
  batch_size: v.optional(COUNT, 512),
  autocast: v.optional(v.boolean(), false),
  device: v.optional(v.string(), 'auto'),
  dataset_split: v.optional(v.picklist(['train', 'val', 'test']), 'test'),
  persist_raw_scores: v.optional(v.boolean(), false),
  seed: v.optional(v.pipe(v.number(), v.safeInteger('expected a whole number')), 0),
  max_samples: v.optional(v.nullable(COUNT), null),
  corruption_strategies: v.optional(v.array(strategy), ['additive_noise']),
  metrics: v.optional(v.pipe(v.array(v.picklist(['mse', 'mae', 'auroc'])), v.minLength(1)), [
    'mse',
    'mae',
    'auroc',
  ]),
  model: v.optional(v.nullable(ModelPattern), null),
  scores: v.optional(v.nullable(ModelPattern), null),
  classes: v.optional(v.nullable(v.pipe(v.array(Name), v.minLength(2))), null),
  background: v.optional(v.nullable(v.pipe(v.array(ClassIndex), v.minLength(1))), null),
  signal_efficiencies: v.optional(Shares, [0.1, 0.3, 0.5, 0.8]),
  background_efficiencies: v.optional(Shares, [0.001, 0.01, 0.1]),
  positive_label: v.optional(v.nullable(v.pipe(v.number(), v.finite())), null),
  ensemble: v.optional(v.boolean(), false),
  check_layout: v.optional(v.boolean(), true),
  inputs: v.optional(v.strictObject(v.entriesFromList(INPUT_NAMES, v.optional(TensorName))), {}),
  output: v.optional(v.nullable(TensorName), null),
  output_is_logits: v.optional(v.nullable(v.boolean()), null),
  workers: v.optional(COUNT, 1),
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
  /** Where the ONNX file of a run lies in its directory; undefined: `best_val.onnx` or `model.onnx`. */
  readonly model: string | undefined
  /** Undefined: 0, where labels are 0 and 1. */
  readonly positiveLabel: number | undefined
  /** Where the scores of a run lie in its directory, instead of a model; undefined: models are run. */
  readonly scores: string | undefined
  /** Names of the classes that classifiers tell apart, in the order of their outputs. */
  readonly classes: readonly string[] | undefined
  /** Indices of the classes that are background; undefined: each class against the rest. */
  readonly background: readonly number[] | undefined
  /** At which the background rejection is given. */
  readonly signalEfficiencies: readonly number[]
  /** At which the signal efficiency is given. */
  readonly backgroundEfficiencies: readonly number[]
  /** Whether models that differ in the seed only are one more model, by their mean scores. */
  readonly ensemble: boolean
  readonly checkLayout: boolean
  /** What models call their inputs and their output. */
  readonly names: ModelNames
  /** Whether classifiers give logits; undefined: where they call them so. */
  readonly isLogits: boolean | undefined
  readonly workers: number
}

/**
 * Reads the `inference` section of a report's config.
 *
 * @throws {ReportError} CONFIG_VALUE_INVALID naming the key, `CORRUPTION_UNKNOWN`,
 *   `CORRUPTION_PARAM`
 */
export function parseInferenceOptions(config: unknown = {}): InferenceOptions {
  const section = v.object({ inference: InferenceSchema })
  const parsed = v.safeParse(section, { inference: config })
  if (!parsed.success) {
    const problems = describeIssues(section, parsed.issues, {
      subject: 'Config key',
      remedy: (key) => `Override it with ${key}=….`,
    })
    throw new ReportError('CONFIG_VALUE_INVALID', problems.join('\n'))
  }
  const options = parsed.output.inference
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
    model: options.model ?? undefined,
    positiveLabel: options.positive_label ?? undefined,
    scores: options.scores ?? undefined,
    classes: options.classes ?? undefined,
    background: options.background ?? undefined,
    signalEfficiencies: options.signal_efficiencies,
    backgroundEfficiencies: options.background_efficiencies,
    ensemble: options.ensemble,
    checkLayout: options.check_layout,
    names: { inputs: withoutUndefined(options.inputs), output: options.output ?? undefined },
    isLogits: options.output_is_logits ?? undefined,
    workers: options.workers,
  }
}

function withoutUndefined(
  names: Readonly<Partial<Record<InputName, string | undefined>>>,
): Partial<Record<InputName, string>> {
  return Object.fromEntries(Object.entries(names).filter(([, name]) => name !== undefined))
}

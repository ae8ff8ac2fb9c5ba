import type { ClassifierNumbers } from '../classification/classifierNumbers.ts'
import type { ModelCurves, ModelSummary } from '../scores/modelSummary.ts'

/** A run whose model is to be run. */
export interface ModelRun {
  readonly runId: string
  readonly runDir: string
}

/** What comes of an autoencoder, without what is kept as a file of its own. */
export interface ReconstructionNumbers {
  readonly summary: ModelSummary
  readonly curves: ModelCurves
}

/** What comes of one model, by what kind it is. */
export interface NumbersByKind {
  readonly reconstruction: ReconstructionNumbers
  readonly classification: ClassifierNumbers
}

export type ModelKind = keyof NumbersByKind

/** What is kept with a model's numbers. */
interface Kept {
  /** Per-event scores as a Parquet file, if `inference.persist_raw_scores`. */
  readonly scores: Uint8Array | undefined
  /** Why the result could not be kept for a later time. */
  readonly notKept?: string
  /** Whether what was kept of an earlier time was not as it was written, so that it was worked out again. */
  readonly wasDamaged?: boolean
}

/** What came of one model. */
export type ModelResult<Kind extends ModelKind = 'reconstruction'> = NumbersByKind[Kind] & Kept

export interface Progress {
  readonly runId: string
  /** Events done and to do, counted once for the baseline and once for each strategy. */
  readonly done: number
  readonly total: number
}

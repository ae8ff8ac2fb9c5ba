import type { ModelCurves, ModelSummary } from '../scores/modelSummary.ts'

/** A run whose model is to be run. */
export interface ModelRun {
  readonly runId: string
  readonly runDir: string
}

/** What came of one model, without what is kept as a file of its own. */
export interface ModelNumbers {
  readonly summary: ModelSummary
  readonly curves: ModelCurves
}

/** What came of one model. */
export interface ModelResult extends ModelNumbers {
  /** Per-event scores as a Parquet file, if `inference.persist_raw_scores`. */
  readonly scores: Uint8Array | undefined
  /** Why the result could not be kept for a later time. */
  readonly notKept?: string
}

export interface Progress {
  readonly runId: string
  /** Events done and to do, counted once for the baseline and once for each strategy. */
  readonly done: number
  readonly total: number
}

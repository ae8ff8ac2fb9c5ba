import * as v from 'valibot'
import type { Labels } from '../../../stats/positiveLabel.ts'
import { FINITE, TEXT } from '../../../text/checkOptions.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { NUMBERS, PALETTE } from '../../parts/options.ts'

/** A model's scores of labelled events. */
export interface ScoredModel {
  name: string
  /** One per event; higher means more like the positive class, as reconstruction errors do. */
  scores: ArrayLike<number>
  /** One per event; NaN and -1 mean unlabelled. */
  labels: Labels
  /** Models of the same group share a colour. Default: the name. */
  group?: string
}

export interface ScoredModelOptions {
  /** The label of the positive class, signal. Default 0 where labels are 0 and 1, else to be given. */
  positiveLabel?: number
  /** The report's colours, by group. Default: of the groups at hand. */
  palette?: Palette | undefined
}

/** The form of a model that is given with its scores. */
export const SCORED_MODEL = v.pipe(
  v.object({ name: TEXT, group: v.optional(TEXT), scores: NUMBERS, labels: NUMBERS }),
  v.forward(
    v.check(
      ({ scores, labels }) => scores.length === labels.length,
      'expected as many labels as scores',
    ),
    ['labels'],
  ),
)

export const SCORED_MODEL_OPTIONS = { positiveLabel: FINITE, palette: PALETTE }

/** Why a model has no curve. */
export const WITHOUT_CLASSES = 'without events of both classes'

import { sum } from 'd3-array'
import * as v from 'valibot'
import { type Labels, labelsOfOneClass } from '../../../stats/positiveLabel.ts'
import { FINITE, NUMBERS, TEXT } from '../../../text/checkOptions.ts'
import { count } from '../../../text/counts.ts'
import { listSome } from '../../../text/lists.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { checkData, checkOptions, FACET_AXES, ITEM_FACET, PALETTE } from '../../parts/options.ts'
import type { FacetedItem } from '../../parts/panels/facetMembers.ts'
import type { FacetOptions } from '../../parts/panels/facets.ts'

/** What a figure calls a model. */
export interface ModelIdentity extends FacetedItem {
  readonly name: string
  /** Models of the same group share a colour. Default: the name. */
  readonly group?: string
}

/** A model's scores of labelled events. */
export interface ScoredModel extends ModelIdentity {
  /** One per event; higher means more like the positive class, as reconstruction errors do. */
  readonly scores: ArrayLike<number>
  /** One per event; NaN and -1 mean unlabelled. */
  readonly labels: Labels
}

export interface ScoredModelOptions extends Pick<FacetOptions, 'facetAxes'> {
  /** The label of the positive class, signal. Default 0 where labels are 0 and 1, else to be given. */
  readonly positiveLabel?: number
  /** The report's colours, by group. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
}

/** The form of a model that is given with its scores. */
export const SCORED_MODEL = v.pipe(
  v.object({
    name: TEXT,
    group: v.optional(TEXT),
    facet: ITEM_FACET,
    scores: NUMBERS,
    labels: NUMBERS,
  }),
  v.forward(
    v.check(
      ({ scores, labels }) => scores.length === labels.length,
      'expected as many labels as scores',
    ),
    ['labels'],
  ),
)

/**
 * The form of a model that is given with its scores, or with what was worked out from them.
 *
 * @param key of what was worked out
 */
export function scoredOr(key: string, scored: v.GenericSchema = SCORED_MODEL): v.GenericSchema {
  const identity = { name: TEXT, group: v.optional(TEXT), facet: ITEM_FACET }
  const workedOut = v.looseObject({ ...identity, [key]: v.looseObject({}) })
  return v.lazy((model) =>
    typeof model === 'object' && model !== null && key in model ? workedOut : scored,
  )
}

/**
 * Checks the models and options of a figure.
 *
 * @param kind of figure, as its function is called
 * @param own what the figure takes besides {@link ScoredModelOptions}, and of its models
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function checkScoredModels(
  kind: string,
  models: readonly ModelIdentity[],
  options: ScoredModelOptions,
  own: { model?: v.GenericSchema; options?: Readonly<Record<string, v.GenericSchema>> } = {},
): void {
  checkData(kind, { models }, { models: v.array(own.model ?? SCORED_MODEL) })
  checkOptions(kind, options, {
    positiveLabel: FINITE,
    palette: PALETTE,
    facetAxes: FACET_AXES,
    ...own.options,
  })
}

/** What a figure says of a model besides its scores. */
export function identityOf({ name, group, facet }: ModelIdentity): ModelIdentity {
  return { name, ...(group !== undefined && { group }), ...(facet !== undefined && { facet }) }
}

/** That events were left out of curves, as `nInvalid` of each model counts them. */
export function invalidNote(models: readonly { readonly nInvalid?: number }[]): string[] {
  const counts = models.flatMap(({ nInvalid = 0 }) => (nInvalid > 0 ? [nInvalid] : []))
  if (counts.length === 0) return []
  const n = count(sum(counts), 'event')
  return [`Left out: ${n} of ${count(counts.length, 'model')} without a valid score.`]
}

/**
 * Which labels the models without a curve have: those of text or of one class, and a positive label that none has,
 * look alike in a figure of nothing.
 *
 * @param models those that have no curve; of others than {@link ScoredModel} the labels are not known
 */
export function labelsNote(
  models: readonly (ModelIdentity & { readonly labels?: Labels })[],
  positiveLabel: number | undefined,
): string[] {
  const told = models.flatMap(({ name, labels }) => {
    const found = labels && labelsOfOneClass(labels, positiveLabel)
    return found === undefined ? [] : [`${name}: ${found}`]
  })
  return told.length === 0 ? [] : [`Labels of models without two classes: ${listSome(told, 3)}.`]
}

/** Why a model has no curve. */
export const WITHOUT_CLASSES = 'without events of both classes'

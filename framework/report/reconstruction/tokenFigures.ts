import { table } from 'arquero'
import { FEATURES } from '../../inference/data/eventBatch.ts'
import type { ModelSummary } from '../../inference/scores/modelSummary.ts'
import type { TokenErrorSummary } from '../../inference/scores/tokenErrors.ts'
import type { Figure } from '../../plots/figure.ts'
import { bars } from '../../plots/kinds/groups/bars.ts'
import type { Palette } from '../../plots/parts/colours/palette.ts'
import { noteFigure } from '../../plots/parts/composeFigure.ts'
import { count } from '../../text/counts.ts'
import type { Models } from '../models/inferredModels.ts'
import { anomalyScore, ERROR_TITLES } from './modelEstimates.ts'
import { ALL_TYPES } from './tokenTables.ts'

/** What the figures of tokens look like. */
export interface TokenLook {
  readonly palette: Palette
  /** Column that gives the colour. */
  readonly groupColumn: string
}

/** More types would be too narrow. */
const MAX_TYPES = 12

/** A value of a model at a place along the axis. */
interface Place {
  readonly group: string
  readonly at: string
  readonly value: number
}

/** The error of tokens by their type: bars for each group of models, the most frequent types. */
export function errorByTokenType(models: Models, look: TokenLook): Figure {
  const metric = anomalyScore(models[0].summary)
  const types = typesByFrequency(models)
  const shown = new Set(types.slice(0, MAX_TYPES))
  const places = models.flatMap(({ group, summary }) =>
    Object.entries(summary.token_errors ?? {}).flatMap(([type, errors]) =>
      shown.has(type) ? [{ group, at: type, value: errors[metric] }] : [],
    ),
  )
  const drawn = drawBars(places, look, ['token type (id)', ERROR_TITLES[metric]])
  const rest = types.length - shown.size
  const notes = rest > 0 ? [`Not drawn: ${count(rest, 'token type')} of fewer tokens.`] : []
  return { ...drawn, notes: [...drawn.notes, ...notes] }
}

/** The error of tokens by feature, in the order of the data: bars for each group of models. */
export function errorByFeature(models: Models, look: TokenLook): Figure {
  const metric = anomalyScore(models[0].summary)
  const places = models.flatMap(({ group, summary }) =>
    Object.entries(summary.token_errors?.[ALL_TYPES]?.features ?? {}).map(([feature, errors]) => ({
      group,
      at: feature,
      value: errors[metric],
    })),
  )
  const title = ERROR_TITLES[metric].replace('per token', 'of a feature')
  return drawBars(places, look, ['feature', title], FEATURES)
}

/** How many codes of a codebook would be as spread out as those that tokens are given: bars for each group. */
export function codebookPerplexity(models: Models, look: TokenLook): Figure {
  const places = models.flatMap(({ group, summary }) =>
    Object.entries(summary.codebooks ?? {}).map(([codebook, { perplexity }]) => ({
      group,
      at: codebook,
      value: perplexity,
    })),
  )
  if (places.length === 0) {
    return noteFigure(
      'bars',
      'No model gives the indices of a codebook: an output of integers whose first axis is the batch.',
    )
  }
  return drawBars(places, look, ['codebook', 'perplexity of the codes'])
}

function typesByFrequency(models: Models): string[] {
  const tokens = new Map<string, number>()
  const add = (type: string, { n_tokens }: TokenErrorSummary) =>
    tokens.set(type, Math.max(n_tokens, tokens.get(type) ?? 0))
  for (const { summary } of models) {
    for (const [type, errors] of typesOf(summary)) add(type, errors)
  }
  return [...tokens].sort(([, a], [, b]) => b - a).map(([type]) => type)
}

function typesOf({ token_errors = {} }: ModelSummary): [string, TokenErrorSummary][] {
  return Object.entries(token_errors).filter(([type]) => type !== ALL_TYPES)
}

function drawBars(
  places: readonly Place[],
  { palette, groupColumn }: TokenLook,
  [by, value]: readonly [string, string],
  order: readonly string[] = [],
): Figure {
  if (places.length === 0) return noteFigure('bars', 'No model has errors of single tokens.')
  return bars(
    table({
      [groupColumn]: places.map(({ group }) => group),
      [by]: places.map(({ at }) => at),
      [value]: places.map((place) => place.value),
    }),
    { value, by, order, group: groupColumn, palette },
  )
}

import type { ParameterImportance } from '../../../compare/importance/parameterImportance.ts'
import { count, leftOut } from '../../../text/counts.ts'
import { columnName } from '../../parts/columnTitles.ts'
import type { FacetedItem } from '../../parts/panels/facetMembers.ts'
import { shownNames } from '../../parts/shownNames.ts'

/** How much parameters matter, such as to one of several metrics. */
export interface FacetedImportance
  extends FacetedItem,
    Pick<ParameterImportance, 'evaluator' | 'parameters' | 'interactions' | 'residual' | 'remarks'>,
    Partial<Pick<ParameterImportance, 'metric'>> {}

/** A bar from zero: dark the part that `main` ends, light the rest. */
export interface ImportanceRow {
  readonly name: string
  readonly whole: number
  /** Null where the evaluator does not tell it. */
  readonly main: number | null
  /** The permutation importance; null where there is none. */
  readonly check: number | null
  readonly isInteraction: boolean
  /** Whether a parameter without effect may well look as important: p above {@link ALPHA}. */
  readonly isChance: boolean
}

/** The rows of one importance, and what they leave out. */
export interface ImportanceRows {
  readonly evaluator: string
  /** Column of the metric, where it is known. */
  readonly metric: string | undefined
  readonly bars: ImportanceRow[]
  /** The share between runs of one setting; null where the evaluator does not tell it. */
  readonly noise: number | null
  readonly nShown: number
  /** Whether some of the bars are those of several parameters, which no run tells apart. */
  readonly hasSets: boolean
  /** Whether parameters were tested against chance. */
  readonly isTested: boolean
  readonly notes: string[]
}

export const FUNCTIONAL_ANOVA = 'functional ANOVA'
export const PED_ANOVA = 'PED-ANOVA'
/** Of the p-value that a parameter without effect looks as important. */
export const ALPHA = 0.05
const MAX_NAME_LETTERS = 28
/** Of each of two that interact; axes cut what the figure is too narrow for. */
const MAX_PAIRED_LETTERS = 20

/**
 * The most important parameters, then the strongest interactions.
 *
 * @returns undefined where the runs do not tell how much any parameter matters
 */
export function importanceRows(
  { metric, evaluator, residual, parameters, interactions, remarks, facet }: FacetedImportance,
  most: { limit: number; interactions: number },
): ImportanceRows | undefined {
  const known = parameters.filter((each) => each.importance !== null)
  if (evaluator === null || known.length === 0) return undefined
  const isAnova = evaluator === FUNCTIONAL_ANOVA
  const sets = known.filter(
    ({ parameter }, at) =>
      !known.slice(0, at).some(({ confoundedWith }) => confoundedWith.includes(parameter)),
  )
  const shown = sets.slice(0, most.limit)
  const nShown = shown.reduce((n, { confoundedWith }) => n + 1 + confoundedWith.length, 0)
  const pairs = interactions.filter(({ share }) => share > 0).slice(0, most.interactions)
  const setNames = shown.map(nameOfSet)
  const names = setNames.map(shownNames(setNames, MAX_NAME_LETTERS))
  const shortOf = shownNames(
    pairs.flatMap((pair) => pair.parameters.map(columnName)),
    MAX_PAIRED_LETTERS,
  )
  const tested = known.filter(({ pValue }) => pValue !== null)
  const isAllChance = tested.length > 0 && !tested.some(({ pValue }) => isSignificant(pValue))
  const where = facet === undefined ? '' : `(${[facet].flat().join(', ')}) `
  return {
    evaluator,
    metric,
    bars: [
      ...shown.map(({ importance, share, pValue, check }, at) => ({
        name: names[at] + (isSignificant(pValue) ? ' *' : ''),
        whole: Math.max(0, importance as number),
        main: isAnova ? share : null,
        check: check === null ? null : Math.max(0, check),
        isInteraction: false,
        isChance: pValue !== null && !isSignificant(pValue),
      })),
      ...pairs.map((pair) => ({
        name: pair.parameters.map((name) => shortOf(columnName(name))).join(' × '),
        whole: pair.share,
        main: null,
        check: null,
        isInteraction: true,
        isChance: false,
      })),
    ],
    noise: isAnova ? residual : null,
    nShown,
    hasSets: nShown > shown.length,
    isTested: tested.length > 0,
    notes: [
      ...(nShown < known.length ? [`Top ${nShown} of ${count(known.length, 'parameter')}.`] : []),
      ...leftOut(parameters.length - known.length, 'parameter', 'without a value'),
      ...(isAllChance
        ? [
            `${where}No parameter is told from chance: without any effect one would often look as important.`,
          ]
        : []),
      ...remarks.map((remark) => `${where}${remark}`),
    ],
  }
}

/** Parameters that no run tells apart have one importance together. */
function nameOfSet({ parameter, confoundedWith }: FacetedImportance['parameters'][number]): string {
  return [parameter, ...confoundedWith].map(columnName).join(', ')
}

function isSignificant(pValue: number | null): boolean {
  return pValue !== null && pValue <= ALPHA
}

import * as v from 'valibot'
import {
  type ComparedParameters,
  foundParameters,
} from '../../../compare/parameters/parametersTable.ts'
import { COUNT, oneOrMore, TEXT } from '../../../text/checkOptions.ts'
import { count } from '../../../text/counts.ts'
import { listSome } from '../../../text/lists.ts'
import { formatNumber } from '../../../text/numbers/numberFormat.ts'
import type { Figure, LegendItem, Mark } from '../../figure.ts'
import { axis, categoryAxis } from '../../parts/axes/axes.ts'
import { withOpacity } from '../../parts/colours/palette.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { checkData, checkOptions, ROW_FACET_AXES } from '../../parts/options.ts'
import { drawItemFacets, type RowFacetAxes } from '../../parts/panels/facets.ts'
import { referenceItem, referenceThrough } from '../../parts/reference.ts'
import { INK, pt } from '../../theme.ts'
import {
  ALPHA,
  type FacetedImportance,
  FUNCTIONAL_ANOVA,
  type ImportanceRow,
  type ImportanceRows,
  importanceRows,
  PED_ANOVA,
} from './importanceRows.ts'

export interface ImportanceBarsOptions {
  /** Most parameters to draw, the most important ones. Default 20. */
  readonly limit?: number
  /** Most interactions of two parameters, which functional ANOVA tells. Default 5. */
  readonly interactions?: number
  /** Title of the axis. Default: what the importance is a share of. */
  readonly title?: string
  /**
   * What `compareParameters` returns for the same runs: a note names parameters of which it finds an effect that the
   * importance does not tell from chance. Default none.
   */
  readonly comparison?: ComparedParameters
  /** `free`: each panel has an axis of its own for the importance. Default `free y`. */
  readonly facetAxes?: RowFacetAxes
}

const COMPARISON = v.custom<ComparedParameters>(
  (value) => hasLists(value, ['parameters', 'rows', 'trends']),
  'expected comparisons, as compareParameters returns them',
)

const IMPORTANCE = v.custom<FacetedImportance>(
  (value) => hasLists(value, ['parameters', 'interactions', 'remarks']),
  'expected an importance, as parameterImportance returns it',
)

function hasLists(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false
  return names.every((name) => Array.isArray((value as Readonly<Record<string, unknown>>)[name]))
}

const ROW_INCHES = 0.22
const AROUND_INCHES = 0.8
const LEAST_ROWS = 4
const REACH = 0.34
const FILL = {
  main: withOpacity('#155c9d', 0.85),
  whole: withOpacity('#155c9d', 0.28),
  interaction: withOpacity('#b4441a', 0.6),
}

/**
 * How much each parameter matters, as bars from zero; parameters that no run tells apart share one. Of functional
 * ANOVA the dark part is the main effect, the light one what the parameter does together with others, and the
 * strongest pairs have bars of their own; the dashed line is the share between runs of one setting. Of other evaluators
 * bars are dark, but pale where a parameter without effect may well look as important. Notes have the importance's
 * remarks.
 *
 * @param importance what `parameterImportance` returns; or several, such as those of several metrics, each
 *   with the title of its panel as its `facet`
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function importanceBars(
  importance: FacetedImportance | readonly FacetedImportance[],
  options: ImportanceBarsOptions = {},
): Figure {
  checkData('importanceBars', { importance }, { importance: oneOrMore(IMPORTANCE) })
  checkOptions('importanceBars', options, {
    ...{ limit: COUNT, interactions: COUNT, title: TEXT },
    facetAxes: ROW_FACET_AXES,
    comparison: COMPARISON,
  })
  const { limit = 20, interactions = 5, title, facetAxes = 'free y', comparison } = options
  const items = Array.isArray(importance) ? importance : [importance]
  const look = { palette: undefined, facetAxes }
  const remarks = [...new Set(items.flatMap((each) => each.remarks))]
  const figure = drawItemFacets(items, [], look, (_, shown) =>
    drawBars(
      shown.flatMap((each) => importanceRows(each, { limit, interactions }) ?? []),
      title,
      remarks,
    ),
  )
  const found = comparison === undefined ? [] : foundParameters(comparison)
  const otherwise = items.flatMap((each) => foundOtherwise(each, found))
  return { ...figure, notes: [...figure.notes, ...new Set(otherwise)] }
}

/** That comparisons find what the importance misses, as where a random search has few runs. */
function foundOtherwise({ parameters }: FacetedImportance, found: readonly string[]): string[] {
  const missed = parameters.flatMap(({ parameter, pValue }) =>
    pValue !== null && pValue > ALPHA && found.includes(parameter) ? [columnName(parameter)] : [],
  )
  if (missed.length === 0) return []
  return [
    `Comparisons find an effect of ${listSome(missed)} (p below ${ALPHA} after Holm), which this importance does not ` +
      'tell from chance.',
  ]
}

/**
 * @param parts of one panel; of all of them for what panels have in common
 * @param remarks of all panels, which say why there is nothing to draw
 */
function drawBars(
  parts: readonly ImportanceRows[],
  ownTitle: string | undefined,
  remarks: readonly string[],
): Figure {
  if (parts.length === 0) {
    const reason = 'The runs do not tell how much the parameters matter.'
    return noteFigure('importanceBars', reason, remarks)
  }
  const bars = parts.flatMap((part) => part.bars)
  const evaluators = [...new Set(parts.map(({ evaluator }) => evaluator))]
  const isAnova = evaluators.every((each) => each === FUNCTIONAL_ANOVA)
  const metrics = [...new Set(parts.map(({ metric }) => metric))]
  // Panels of several metrics have these as their titles.
  const [metric] = metrics.length === 1 ? metrics : []
  const of = metric === undefined ? '' : columnName(metric)
  const title =
    ownTitle ??
    (isAnova
      ? `Share of the variance${of && ` of ${of}`}`
      : `Importance${of && ` for ${of}`} (${evaluators.join(', ')})`)
  const noise = parts.flatMap((part) => part.noise ?? [])
  const checks = bars.flatMap(({ check }, at) => (check === null ? [] : [{ x: check, y: at }]))
  const hasMain = bars.some(({ main }) => main !== null)
  const nShown = parts.reduce((n, part) => n + part.nShown, 0)
  return composeFigure({
    kind: 'importanceBars',
    x: axis([...bars.map(({ whole }) => whole), ...checks.map(({ x }) => x), ...noise], 'x', {
      title,
      scale: 'linear',
      fromZero: true,
      gridLines: true,
    }),
    y: categoryAxis(
      bars.map(({ name }) => name),
      'y',
      { title: '', reverse: true },
    ),
    datasets:
      checks.length === 0
        ? []
        : [pointsDataset(checks, { colour: INK.text, radius: pt(2), pointStyle: 'rectRot' })],
    marks: [
      ...bars.flatMap((bar, at) => barMarks(bar, at)),
      ...noise.map((share) => ({ ...referenceThrough(share, bars.length), behind: false })),
    ],
    legend: [
      {
        title: '',
        items: keyOf({
          hasMain,
          hasPairs: bars.some(({ isInteraction }) => isInteraction),
          hasTold: bars.some((bar) => !bar.isInteraction && !isPale(bar)),
          hasPale: bars.some(isPale),
          isChecked: checks.length > 0,
          hasNoise: noise.length > 0,
        }),
      },
    ],
    legendSide: 'below',
    notes: [...new Set(parts.flatMap((part) => part.notes))],
    caption:
      `${isAnova ? 'Share of the variance' : 'Importance'} of each parameter${of && ` for ${of}`} by ` +
      `${evaluators.join(' or ')}, the most important first.` +
      (parts.some(({ hasSets }) => hasSets) ? ' Parameters that vary together share a bar.' : '') +
      (evaluators.includes(PED_ANOVA)
        ? ' Bars of PED-ANOVA are shares of a sum: together they reach 1 even where no parameter matters.'
        : '') +
      (hasMain
        ? ' Dark is what the parameter does alone, light what it does together with others.'
        : '') +
      (noise.length === 0 ? '' : ' The dashed line is the share between runs of one setting.') +
      (checks.length > 0
        ? ' Diamonds are the permutation importance, a check by another way.'
        : '') +
      (parts.some(({ isTested }) => isTested)
        ? ` An asterisk stands where p is at most ${ALPHA}: how often a parameter without effect would look as ` +
          'important, adjusted for all parameters.'
        : '') +
      (bars.some(isPale) ? ' Pale bars are those without one.' : ''),
    alt: `Importance of ${count(nShown, 'parameter')}${of && ` for ${of}`}: ${bars[0]?.name} comes first with ${formatNumber(bars[0]?.whole ?? 0)}.`,
    height: AROUND_INCHES + Math.max(bars.length, LEAST_ROWS) * ROW_INCHES,
    shrinks: false,
  })
}

/** What bars stand for. */
const BAR = {
  only: 'importance',
  pale: 'not told from chance',
  main: 'main effect',
  whole: 'with interactions',
  interaction: 'interaction of two',
}

/** Whether the bar's colour says that it may be chance; that of functional ANOVA has its parts. */
function isPale({ main, isChance }: ImportanceRow): boolean {
  return main === null && isChance
}

function barMarks(bar: ImportanceRow, at: number): Mark[] {
  const { whole, main, isInteraction } = bar
  const rect = (from: number, to: number, fill: string, what: string, value = to): Mark => ({
    shape: 'rect',
    label: `${what}: ${formatNumber(value)}`,
    behind: true,
    x: [from, to],
    y: [at - REACH, at + REACH],
    fill,
  })
  if (isInteraction) return [rect(0, whole, FILL.interaction, BAR.interaction)]
  if (main === null) return [rect(0, whole, isPale(bar) ? FILL.whole : FILL.main, BAR.only)]
  const dark = Math.min(Math.max(0, main), whole)
  return [rect(0, dark, FILL.main, BAR.main, main), rect(dark, whole, FILL.whole, BAR.whole)]
}

function keyOf(has: {
  hasMain: boolean
  hasPairs: boolean
  hasTold: boolean
  hasPale: boolean
  isChecked: boolean
  hasNoise: boolean
}): LegendItem[] {
  const box = (text: string, colour: string): LegendItem => ({ text, symbol: 'box', colour })
  return [
    ...(has.hasTold ? [box(has.hasMain ? BAR.main : BAR.only, FILL.main)] : []),
    ...(has.hasPale ? [box(BAR.pale, FILL.whole)] : []),
    ...(has.hasMain ? [box(BAR.whole, FILL.whole)] : []),
    ...(has.hasPairs ? [box(BAR.interaction, FILL.interaction)] : []),
    ...(has.isChecked
      ? [
          {
            text: 'permutation importance',
            symbol: 'point',
            pointStyle: 'rectRot',
            colour: INK.text,
          } as const,
        ]
      : []),
    ...(has.hasNoise ? [referenceItem('between runs of one setting')] : []),
  ]
}

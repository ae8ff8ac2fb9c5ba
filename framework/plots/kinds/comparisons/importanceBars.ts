import * as v from 'valibot'
import { COUNT, TEXT } from '../../../text/checkOptions.ts'
import { count } from '../../../text/counts.ts'
import { formatNumber } from '../../../text/numberFormat.ts'
import type { Figure, LegendItem, Mark } from '../../figure.ts'
import { axis, categoryAxis } from '../../parts/axes/axes.ts'
import { withOpacity } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { checkData, checkOptions, oneOrMore, ROW_FACET_AXES } from '../../parts/options.ts'
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
} from './importanceRows.ts'

export interface ImportanceBarsOptions {
  /** Most parameters to draw, the most important ones. Default 20. */
  readonly limit?: number
  /** Most interactions of two parameters, which functional ANOVA tells. Default 5. */
  readonly interactions?: number
  /** Title of the axis. Default: what the importance is a share of. */
  readonly title?: string
  /** `free`: each panel has an axis of its own for the importance. Default `free y`. */
  readonly facetAxes?: RowFacetAxes
}

const IMPORTANCE = v.custom<FacetedImportance>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Array.isArray((value as FacetedImportance).parameters) &&
    Array.isArray((value as FacetedImportance).interactions),
  'expected an importance, as parameterImportance returns it',
)

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
 * How much each parameter matters, as bars from zero. Of functional ANOVA the dark part is the main
 * effect, the light one what the parameter does together with others, and the strongest pairs have bars of
 * their own; the dashed line is the share between runs of one setting. Of other evaluators bars are dark.
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
  })
  const { limit = 20, interactions = 5, title, facetAxes = 'free y' } = options
  const items = Array.isArray(importance) ? importance : [importance]
  const look = { palette: undefined, facetAxes }
  return drawItemFacets(items, [], look, (_, shown) =>
    drawBars(
      shown.flatMap((each) => importanceRows(each, { limit, interactions }) ?? []),
      title,
    ),
  )
}

/** @param parts of one panel; of all of them for what panels have in common */
function drawBars(parts: readonly ImportanceRows[], ownTitle: string | undefined): Figure {
  if (parts.length === 0) {
    return noteFigure('importanceBars', 'The runs do not tell how much the parameters matter.')
  }
  const bars = parts.flatMap((part) => part.bars)
  const evaluators = [...new Set(parts.map(({ evaluator }) => evaluator))]
  const isAnova = evaluators.every((each) => each === FUNCTIONAL_ANOVA)
  const title =
    ownTitle ?? (isAnova ? 'Share of the variance' : `Importance (${evaluators.join(', ')})`)
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
          isChecked: checks.length > 0,
          hasNoise: noise.length > 0,
        }),
      },
    ],
    legendSide: 'below',
    notes: [...new Set(parts.flatMap((part) => part.notes))],
    caption:
      `${title} of each parameter by ${evaluators.join(' or ')}, the most important first.` +
      (hasMain
        ? ' Dark is what the parameter does alone, light what it does together with others.'
        : '') +
      (noise.length === 0 ? '' : ' The dashed line is the share between runs of one setting.') +
      (checks.length > 0
        ? ' Diamonds are the permutation importance, a check by another way.'
        : '') +
      ` An asterisk stands where a parameter without effect would look as important in fewer than ` +
      `${100 * ALPHA} % of cases, each parameter by itself.`,
    alt: `Importance of ${count(nShown, 'parameter')}: ${bars[0]?.name} comes first with ${formatNumber(bars[0]?.whole ?? 0)}.`,
    height: AROUND_INCHES + Math.max(bars.length, LEAST_ROWS) * ROW_INCHES,
    shrinks: false,
  })
}

/** What bars stand for. */
const BAR = {
  only: 'importance',
  main: 'main effect',
  whole: 'with interactions',
  interaction: 'interaction of two',
}

function barMarks({ whole, main, isInteraction }: ImportanceRow, at: number): Mark[] {
  const rect = (from: number, to: number, fill: string, what: string, value = to): Mark => ({
    shape: 'rect',
    label: `${what}: ${formatNumber(value)}`,
    behind: true,
    x: [from, to],
    y: [at - REACH, at + REACH],
    fill,
  })
  if (isInteraction) return [rect(0, whole, FILL.interaction, BAR.interaction)]
  if (main === null) return [rect(0, whole, FILL.main, BAR.only)]
  const dark = Math.min(Math.max(0, main), whole)
  return [rect(0, dark, FILL.main, BAR.main, main), rect(dark, whole, FILL.whole, BAR.whole)]
}

function keyOf(has: {
  hasMain: boolean
  hasPairs: boolean
  isChecked: boolean
  hasNoise: boolean
}): LegendItem[] {
  const box = (text: string, colour: string): LegendItem => ({ text, symbol: 'box', colour })
  return [
    box(has.hasMain ? BAR.main : BAR.only, FILL.main),
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

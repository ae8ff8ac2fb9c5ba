import * as v from 'valibot'
import type { ParameterImportance } from '../../../compare/importance/parameterImportance.ts'
import { COUNT, TEXT } from '../../../text/checkOptions.ts'
import { count } from '../../../text/counts.ts'
import { formatNumber } from '../../../text/numberFormat.ts'
import { shorten } from '../../../text/shorten.ts'
import type { Figure, LegendItem, Mark } from '../../figure.ts'
import { axis, categoryAxis } from '../../parts/axes/axes.ts'
import { withOpacity } from '../../parts/colours/palette.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { checkData, checkOptions } from '../../parts/options.ts'
import { referenceItem, referenceThrough } from '../../parts/reference.ts'
import { INK, pt } from '../../theme.ts'

export interface ImportanceBarsOptions {
  /** Most parameters to draw, the most important ones. Default 20. */
  limit?: number
  /** Most interactions of two parameters, which functional ANOVA tells. Default 5. */
  interactions?: number
  /** Title of the axis. Default: what the importance is a share of. */
  title?: string
}

type Importance = Pick<
  ParameterImportance,
  'evaluator' | 'parameters' | 'interactions' | 'residual'
>

const IMPORTANCE = v.custom<Importance>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Array.isArray((value as Importance).parameters) &&
    Array.isArray((value as Importance).interactions),
  'expected an importance, as parameterImportance returns it',
)

const ROW_INCHES = 0.22
const AROUND_INCHES = 0.8
const LEAST_ROWS = 4
const MAX_NAME_LETTERS = 28
const REACH = 0.34
const COLOUR = '#155c9d'
const INTERACTION_COLOUR = '#b4441a'
const WHOLE_OPACITY = 0.28
/** Of the p-value that a parameter without effect looks as important. */
const ALPHA = 0.05

/** A bar from zero: dark the part that `main` ends, light the rest. */
interface Bar {
  name: string
  whole: number
  main: number | null
  colour: string
  isInteraction: boolean
}

/**
 * How much each parameter matters, as bars from zero. Of functional ANOVA the dark part is the main
 * effect, the light one what the parameter does together with others, and the strongest pairs have bars of
 * their own; the dashed line is the share between runs of one setting. Of other evaluators bars are dark.
 *
 * @param importance what `parameterImportance` returns
 * @throws {ReportError} `FIGURE_OPTIONS_INVALID`
 */
export function importanceBars(
  importance: Importance,
  options: ImportanceBarsOptions = {},
): Figure {
  checkData('importanceBars', { importance }, { importance: IMPORTANCE })
  checkOptions('importanceBars', options, { limit: COUNT, interactions: COUNT, title: TEXT })
  const { limit = 20, interactions = 5 } = options
  const { evaluator, residual } = importance
  const known = importance.parameters.filter((each) => each.importance !== null)
  if (evaluator === null || known.length === 0) {
    return noteFigure('importanceBars', 'The runs do not tell how much the parameters matter.')
  }
  const isAnova = evaluator === 'functional ANOVA'
  const title = options.title ?? (isAnova ? 'Share of the variance' : `Importance (${evaluator})`)
  const shown = known.slice(0, limit)
  const pairs = importance.interactions.filter(({ share }) => share > 0).slice(0, interactions)
  const bars: Bar[] = [
    ...shown.map((each) => ({
      name: shorten(columnName(each.parameter), MAX_NAME_LETTERS) + mark(each.pValue),
      whole: Math.max(0, each.importance as number),
      main: isAnova ? each.share : null,
      colour: COLOUR,
      isInteraction: false,
    })),
    ...pairs.map(({ parameters, share }) => ({
      name: parameters.map((name) => shorten(columnName(name), MAX_NAME_LETTERS / 2)).join(' × '),
      whole: share,
      main: null,
      colour: INTERACTION_COLOUR,
      isInteraction: true,
    })),
  ]
  const checks = shown.map(({ check }) => check)
  const isChecked = checks.some((check) => check !== null)
  const noise = isAnova ? residual : null
  const ends = [...bars.map(({ whole }) => whole), ...checks.map((check) => check ?? 0)]
  const confounded = shown.filter(({ confoundedWith }) => confoundedWith.length > 0)
  const hasMain = bars.some(({ main }) => main !== null)
  return composeFigure({
    kind: 'importanceBars',
    x: axis([...ends, noise ?? 0], 'x', {
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
    datasets: isChecked
      ? [
          pointsDataset(
            checks.flatMap((check, at) =>
              check === null ? [] : [{ x: Math.max(0, check), y: at }],
            ),
            { colour: INK.text, radius: pt(2), pointStyle: 'rectRot' },
          ),
        ]
      : [],
    marks: [
      ...bars.flatMap((bar, at) => barMarks(bar, at)),
      ...(noise === null
        ? []
        : [
            {
              ...referenceThrough(noise, bars.length),
              behind: false,
            },
          ]),
    ],
    legend: [
      {
        title: '',
        items: keyOf({ hasMain, hasPairs: pairs.length > 0, isChecked, hasNoise: noise !== null }),
      },
    ],
    legendSide: 'below',
    notes: [
      ...(shown.length < known.length
        ? [`Top ${shown.length} of ${count(known.length, 'parameter')}.`]
        : []),
      ...(known.length < importance.parameters.length
        ? [
            `Not drawn: ${count(importance.parameters.length - known.length, 'parameter')} without a value.`,
          ]
        : []),
      ...(confounded.length > 0
        ? [
            `No run tells ${confounded.map(({ parameter }) => columnName(parameter)).join(', ')} from parameters ` +
              'that vary together with them; each bar is that of all of these.',
          ]
        : []),
    ],
    caption:
      `${title} of each parameter by ${evaluator}, the most important first.` +
      (hasMain
        ? ' Dark is what the parameter does alone, light what it does together with others.'
        : '') +
      (noise === null ? '' : ' The dashed line is the share between runs of one setting.') +
      (isChecked ? ' Diamonds are the permutation importance, a check by another way.' : '') +
      ` An asterisk stands where a parameter without effect would look as important in fewer than ` +
      `${100 * ALPHA} % of cases, each parameter by itself.`,
    alt: `Importance of ${count(shown.length, 'parameter')}: ${bars[0]?.name} comes first with ${formatNumber(bars[0]?.whole ?? 0)}.`,
    height: AROUND_INCHES + Math.max(bars.length, LEAST_ROWS) * ROW_INCHES,
    shrinks: false,
  })
}

function mark(pValue: number | null): string {
  return pValue !== null && pValue <= ALPHA ? ' *' : ''
}

function barMarks({ whole, main, colour, isInteraction }: Bar, at: number): Mark[] {
  const rect = (from: number, to: number, opacity: number): Mark => ({
    shape: 'rect',
    behind: true,
    x: [from, to],
    y: [at - REACH, at + REACH],
    fill: withOpacity(colour, opacity),
  })
  if (main === null) return [rect(0, whole, isInteraction ? 0.6 : 0.85)]
  const dark = Math.min(Math.max(0, main), whole)
  return [rect(0, dark, 0.85), rect(dark, whole, WHOLE_OPACITY)]
}

function keyOf(has: {
  hasMain: boolean
  hasPairs: boolean
  isChecked: boolean
  hasNoise: boolean
}): LegendItem[] {
  const box = (text: string, colour: string, opacity: number): LegendItem => ({
    text,
    symbol: 'box',
    colour: withOpacity(colour, opacity),
  })
  return [
    box(has.hasMain ? 'main effect' : 'importance', COLOUR, 0.85),
    ...(has.hasMain ? [box('with interactions', COLOUR, WHOLE_OPACITY)] : []),
    ...(has.hasPairs ? [box('interaction of two', INTERACTION_COLOUR, 0.6)] : []),
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

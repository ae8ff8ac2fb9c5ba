import type { ColumnTable } from 'arquero'
import type { Better } from '../../../compare/better.ts'
import { defaultBetter } from '../../../compare/groups/metricScale.ts'
import { trendOf } from '../../../compare/parameters/trendOf.ts'
import { resolveColumn } from '../../../tables/columnAliases.ts'
import { numbers, texts } from '../../../tables/columns.ts'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { NULL_NAME } from '../../../text/names/valueName.ts'
import type { Figure } from '../../figure.ts'
import type { ScaleChoice } from '../../parts/axes/axes.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import {
  type HighlightOptions,
  highlightSchemas,
  matcher,
  withNotes,
  withoutHidden,
} from '../../parts/highlight.ts'
import {
  BETTER,
  checkData,
  checkOptions,
  columnOf,
  facetSchemas,
  PALETTE,
  SCALE,
} from '../../parts/options.ts'
import { drawFacets, type FacetOptions, rowsOf } from '../../parts/panels/facets.ts'
import { stripFigure } from '../groups/strip.ts'
import { drawAgainstNumber } from './drawAgainstNumber.ts'

export interface MetricAgainstParameterOptions extends FacetOptions, HighlightOptions {
  /** Column of the metric. */
  readonly metric: string
  /** Column of the parameter. */
  readonly parameter: string
  /**
   * Column that gives the colour, each with means of its own; `null` for one colour. Default: of categories
   * the parameter itself, of numbers one colour.
   */
  readonly group?: string | null
  /** Which values of the metric are better. Default `higher` for accuracies and the like, else `lower`. */
  readonly better?: Better
  /** Of a numeric parameter. Default `auto`: logarithmic where its values step by factors. */
  readonly xScale?: ScaleChoice
  /** Of the metric. Default `auto`. */
  readonly scale?: ScaleChoice
  /** Title of the metric's axis. Default: the column's name and unit. */
  readonly title?: string
  /**
   * What the caption says of the effect, such as the sentences of a comparison in which p-values were
   * adjusted. Default: the trend of a numeric parameter, judged by itself.
   */
  readonly verdict?: string
  /** The report's colours. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
}

const LEAST_NUMBERS = 3

/**
 * A metric against one parameter. Numbers stand on a true axis: single runs as points, the mean of each
 * value with its interval, and whether the metric rises or falls. Categories, and numbers of two values,
 * have their runs and means beside each other.
 *
 * @param runs one row a run, as `loadRuns` returns them
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function metricAgainstParameter(
  runs: ColumnTable,
  options: MetricAgainstParameterOptions,
): Figure {
  const kind = 'metricAgainstParameter'
  checkData(kind, { runs }, { runs: RUNS })
  const column = columnOf(runs)
  checkOptions(
    kind,
    options,
    {
      metric: column,
      parameter: column,
      group: columnOf(runs, 'or null'),
      better: BETTER,
      xScale: SCALE,
      scale: SCALE,
      title: TEXT,
      verdict: TEXT,
      palette: PALETTE,
      ...facetSchemas(runs),
      ...highlightSchemas(runs),
    },
    ['metric', 'parameter'],
  )
  const { metric, parameter, verdict, title, scale, palette, facet, facetAxes, hide, highlight } =
    options
  if (!isNumeric(runs, parameter)) {
    const { group = parameter } = options
    const figure = stripFigure(kind, runs, {
      value: metric,
      group,
      by: parameter,
      palette,
      ...{ facet, facetAxes, scale, title, hide, highlight },
    } as Parameters<typeof stripFigure>[2])
    return { ...figure, caption: withVerdict(figure.caption, verdict) }
  }
  const { group = null } = options
  const shown = withoutHidden(runs, hide, { group, palette })
  const drawn = { ...options, group, palette: shown.palette }
  const figure =
    facet === undefined || facet === null
      ? drawAgainstNumber(kind, shown.runs, drawn)
      : drawFacets(
          shown.runs,
          { facet, facetAxes, group, scale, palette: shown.palette },
          ({ xScale: _, ...look }, rows) =>
            drawAgainstNumber(
              kind,
              rows === undefined ? shown.runs : rowsOf(shown.runs, rows),
              { ...drawn, ...look },
              shown.runs,
            ),
        )
  const sentence = verdict ?? trendSentence(shown.runs, options)
  return withNotes({ ...figure, caption: withVerdict(figure.caption, sentence) }, shown.notes)
}

function withVerdict(caption: string, verdict: string | undefined): string {
  return verdict === undefined || verdict === '' ? caption : `${caption} ${verdict}`
}

/** The trend over all runs, or over those that stand out as the means are, where the table has what it takes. */
function trendSentence(
  runs: ColumnTable,
  { metric, parameter, better = defaultBetter(metric), highlight }: MetricAgainstParameterOptions,
): string {
  const isThere = [metric, parameter].every((name) => resolveColumn(runs, name) !== undefined)
  if (!isThere || metric === parameter) return ''
  const standsOut = matcher(runs, highlight)
  const rows = [...Array(runs.numRows()).keys()].filter((row) => standsOut?.(row) ?? true)
  if (rows.length === 0) return ''
  const among = standsOut === undefined ? runs : rowsOf(runs, rows)
  const { sentence } = trendOf(among, { metric, by: parameter, better })
  const whose = standsOut === undefined ? '' : ' This is of the highlighted runs alone.'
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${whose}`
}

/** Whether all values of the parameter are numbers, and at least three. */
function isNumeric(runs: ColumnTable, parameter: string): boolean {
  const finite = numbers(runs, parameter).filter(Number.isFinite)
  const present = texts(runs, parameter).filter((text) => text !== NULL_NAME)
  return finite.length === present.length && new Set(finite).size >= LEAST_NUMBERS
}

import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import type { Better } from '../../../compare/better.ts'
import { defaultBetter } from '../../../compare/groups/metricScale.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import { oneOrMore } from '../../../text/checkOptions.ts'
import { count } from '../../../text/counts.ts'
import type { Figure } from '../../figure.ts'
import { readableInk, withOpacity } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { usualGroup } from '../../parts/groups.ts'
import { highlightWords } from '../../parts/highlight.ts'
import { BETTER, checkData, checkOptions, columnOf, facetSchemas } from '../../parts/options.ts'
import { panelsOfRows } from '../../parts/panels/facetMembers.ts'
import { type Cuttable, drawFacets, type FacetOptions, rowsOf } from '../../parts/panels/facets.ts'
import { MAX_NAME_LETTERS, namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK, LINE_PX } from '../../theme.ts'
import { labelKey, runNames } from './runNames.ts'
import {
  pointDatasets,
  pointRadius,
  type RunPoint,
  type RunPointOptions,
  runPointSchemas,
  runPoints,
} from './runPoints.ts'

export interface ParetoOptions extends RunPointOptions, FacetOptions {
  /** Columns whose values name the runs on the front. Default: the run directory's own part. */
  readonly label?: string | readonly string[]
  /** Which end of an axis is good. Default as in `compareGroups`. */
  readonly better?: { x?: Better; y?: Better }
}

const OFF_FRONT_OPACITY = 0.55
const FRONT_ENLARGEMENT = 1.25

/**
 * Two goals against each other, such as error and compression, with the front of the runs that no
 * other run beats in both; the runs on it are named.
 */
export function paretoFront(runs: ColumnTable, options: ParetoOptions): Figure {
  checkData('paretoFront', { runs }, { runs: RUNS })
  const better = v.strictObject({ x: v.optional(BETTER), y: v.optional(BETTER) })
  checkOptions(
    'paretoFront',
    options,
    { ...runPointSchemas(runs), ...facetSchemas(runs), label: oneOrMore(columnOf(runs)), better },
    ['x', 'y'],
  )
  const { facet, facetAxes, group = usualGroup(runs), scale, xScale, palette } = options
  const allNames = runNames(runs, options.label)
  if (facet === undefined || facet === null) return drawFront(runs, options, allNames)
  return drawFacets(runs, { facet, facetAxes, group, scale, xScale, palette }, (look, rows) =>
    rows === undefined
      ? drawFront(runs, { ...options, ...look }, allNames)
      : drawFront(
          rowsOf(runs, rows),
          { ...options, ...look },
          rows.map((row) => allNames[row] as string),
          allNames,
        ),
  )
}

/**
 * @param names of the runs, in row order
 * @param among the names of all panels, in which a name is written one way. Default: `names`
 */
function drawFront(
  runs: ColumnTable,
  options: ParetoOptions & Cuttable,
  names: readonly string[],
  among = names,
): Figure {
  const found = runPoints(runs, options)
  if ('missing' in found) return noteFigure('paretoFront', found.missing, found.notes)
  const { points, legend, x, y, notes } = found
  const panelOf = panelsOfRows(runs, options.facet)
  const better = {
    x: options.better?.x ?? defaultBetter(options.x),
    y: options.better?.y ?? defaultBetter(options.y),
  }
  const panels = [...groupBy(points, ({ row }) => panelOf[row]).values()]
  const front = panels.flatMap((members) => frontOf(members, better))
  const others = points.filter((point) => !front.includes(point))
  const nameOf = ({ row }: RunPoint) => names[row] as string
  // Together with those that are not on the front: what it shares may tell it from them.
  const shownAs = shownNames(among)
  const radius = pointRadius(points.length)
  const line = { colour: INK.axis, dash: [4, 3] }
  return composeFigure({
    kind: 'paretoFront',
    x,
    y,
    datasets: [
      ...pointDatasets(front, radius * FRONT_ENLARGEMENT),
      ...pointDatasets(
        others.map((point) => ({ ...point, colour: withOpacity(point.colour, OFF_FRONT_OPACITY) })),
        radius,
      ),
    ],
    marks: [
      {
        shape: 'line',
        behind: true,
        points: steps(front, better.x),
        width: LINE_PX.mark,
        ...line,
      },
    ],
    labels: front.map((point) => ({
      run: point.run,
      x: point.x,
      y: point.y,
      colour: readableInk(point.colour),
      text: shownAs(nameOf(point)),
    })),
    legend: [
      legend,
      { title: '', items: [{ text: 'Pareto front', symbol: 'line', ...line }] },
      labelKey(options.label),
    ],
    notes,
    caption:
      `${y.title.text} against ${x.title.text}, one point per run; ${betterText(x.title.text, y.title.text, better)}. ` +
      frontText(options.facet, others.length) +
      highlightWords(runs, options.highlight).caption +
      namesInFull(front.map(nameOf), MAX_NAME_LETTERS, among),
    alt:
      `Pareto front of ${count(points.length, 'run')}: ${y.title.text} against ${x.title.text}; ` +
      `${count(front.length, 'run')} on the front.`,
  })
}

/** What the line is, as a sentence; with panels, each has its own. */
function frontText(facet: ParetoOptions['facet'], nOthers: number): string {
  const [ofPanel, here] =
    facet === undefined || facet === null ? ['', ''] : [' of each panel', ' there']
  const beaten =
    nOthers === 0
      ? ''
      : `, and each of the other ${nOthers} is matched or beaten in both by one of them`
  return `The dashed line is the Pareto front${ofPanel}: no run${here} is better in both than the named runs on it${beaten}.`
}

type BetterEnds = Readonly<Record<'x' | 'y', Better>>

/** Which way is better, in words. */
function betterText(titleX: string, titleY: string, { x, y }: BetterEnds): string {
  if (x === y) return `${x} is better in both`
  return `${y} values of ${titleY} and ${x} ones of ${titleX} are better`
}

/** The points that no other beats in both, from left to right; of equal points the first. */
function frontOf(points: readonly RunPoint[], { x, y }: BetterEnds): RunPoint[] {
  const [signX, signY] = [x === 'lower' ? 1 : -1, y === 'lower' ? 1 : -1]
  const bestFirst = points.toSorted((a, b) => signX * (a.x - b.x) || signY * (a.y - b.y))
  let best = Number.POSITIVE_INFINITY
  const front = bestFirst.filter((point) => {
    const isBetter = signY * point.y < best
    if (isBetter) best = signY * point.y
    return isBetter
  })
  return front.sort((a, b) => a.x - b.x)
}

/** The border of what the front reaches: it steps, since nothing between two runs was tried. */
function steps(front: readonly RunPoint[], betterX: Better): [number, number][] {
  return front.flatMap((point, i): [number, number][] => {
    const next = front[i + 1]
    if (next === undefined) return [[point.x, point.y]]
    const corner: [number, number] = betterX === 'lower' ? [next.x, point.y] : [point.x, next.y]
    return [[point.x, point.y], corner]
  })
}

import type { ColumnTable } from 'arquero'
import { composeFigure, noteFigure, pointsDataset } from './composeFigure.ts'
import type { Figure } from './figure.ts'
import { groupLegend, groupRows } from './groups.ts'
import { count } from './notes.ts'
import { withOpacity } from './palette.ts'
import { runNames } from './runNames.ts'
import { type RunPoint, runPoints } from './runPoints.ts'
import { pointRadius, type ScatterOptions } from './scatter.ts'
import { INK, LINE_PX } from './theme.ts'

export interface ParetoOptions extends Omit<ScatterOptions, 'label'> {
  /** Columns whose values name the runs on the front. Default: the run directory's own part. */
  label?: string | readonly string[]
  /** Which end of an axis is good. Default `lower` for both. */
  better?: { x?: 'lower' | 'higher'; y?: 'lower' | 'higher' }
}

const OFF_FRONT_OPACITY = 0.55

/**
 * Two goals against each other, such as error and compression, with the front of the runs that no
 * other run beats in both; the runs on it are named.
 */
export function paretoFront(runs: ColumnTable, options: ParetoOptions): Figure {
  const found = runPoints(runs, options)
  if ('missing' in found) return noteFigure('paretoFront', found.missing)
  const { points, x, y, notes } = found
  const column = options.group === undefined ? 'tokenizer' : (options.group ?? undefined)
  const front = frontOf(points, options.better)
  const isOnFront = new Set(front.map((point) => point.row))
  const byRow = new Map(points.map((point) => [point.row, point]))
  const groups = groupRows(runs, column, options.palette)
    .map((group) => ({ ...group, rows: group.rows.filter((row) => byRow.has(row)) }))
    .filter((group) => group.rows.length > 0)
  const colourOf = new Map(groups.flatMap(({ colour, rows }) => rows.map((row) => [row, colour])))
  const names = runNames(runs, options.label)
  const radius = pointRadius(points.length)
  const pointsOf = (rows: readonly number[]) =>
    rows.flatMap((row) => byRow.get(row) ?? []).map((point) => ({ x: point.x, y: point.y }))

  return composeFigure({
    kind: 'paretoFront',
    x,
    y,
    datasets: [
      ...groups.map(({ colour, rows }) =>
        pointsDataset(pointsOf(rows.filter((row) => isOnFront.has(row))), {
          colour,
          radius: radius * 1.25,
        }),
      ),
      ...groups.map(({ colour, rows }) =>
        pointsDataset(pointsOf(rows.filter((row) => !isOnFront.has(row))), {
          colour: withOpacity(colour, OFF_FRONT_OPACITY),
          radius,
        }),
      ),
    ],
    marks: [
      {
        shape: 'line',
        behind: true,
        points: steps(front, options.better?.x),
        colour: INK.axis,
        width: LINE_PX.mark,
        dash: [4, 3],
      },
    ],
    labels: front.map(({ row, x, y }) => ({
      x,
      y,
      text: names[row] as string,
      colour: colourOf.get(row) ?? INK.text,
    })),
    legend: [
      groupLegend(groups, column, 'point'),
      {
        title: '',
        items: [{ text: 'Pareto front', symbol: 'line', colour: INK.axis, dash: [4, 3] }],
      },
    ],
    notes,
    caption:
      `${y.title.text} against ${x.title.text}, one point a run. The dashed line is the Pareto ` +
      'front: no run is better in both than the named runs on it.',
    alt:
      `Pareto front of ${count(points.length, 'run')}: ${y.title.text} against ${x.title.text}; ` +
      `${count(front.length, 'run')} on the front.`,
  })
}

/** The points that no other beats in both, from left to right; of equal points the first. */
function frontOf(
  points: readonly RunPoint[],
  { x = 'lower', y = 'lower' }: ParetoOptions['better'] = {},
): RunPoint[] {
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
function steps(front: readonly RunPoint[], betterX = 'lower'): [number, number][] {
  return front.flatMap((point, i): [number, number][] => {
    const next = front[i + 1]
    if (next === undefined) return [[point.x, point.y]]
    const corner: [number, number] = betterX === 'lower' ? [next.x, point.y] : [point.x, next.y]
    return [[point.x, point.y], corner]
  })
}

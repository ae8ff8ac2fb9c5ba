import { type MeanInterval, meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import type { FigureAxis, FigureDataset, Mark } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import { pointsDataset } from '../../parts/composeFigure.ts'
import { estimatorOn } from '../../parts/meanMarks.ts'
import { type FacetedItem, panelOf } from '../../parts/panels/facetMembers.ts'
import { INK, LINE_PX, pt } from '../../theme.ts'

/** A value of one model with its interval. */
export interface Estimate extends FacetedItem {
  readonly name: string
  /** Models of the same group stand together and share a colour. */
  readonly group: string
  readonly value: number
  /** The interval over events; NaN where there is none. */
  readonly low: number
  readonly high: number
}

/** A model, or the mean of a group, which stands above its models. */
export interface Row extends Estimate {
  readonly colour: string
  /** Of how many models the row is the mean; 0 for a single model. */
  readonly nMean: number
}

/** Whether a row is a single model. */
export function isModel({ nMean }: Row): boolean {
  return nMean === 0
}

/** Whether the row has a line. */
export function hasInterval({ low, high }: Estimate): boolean {
  return Number.isFinite(high - low)
}

interface RowsOptions extends Pick<FigureAxis, 'type'> {
  readonly better: 'lower' | 'higher'
  /** Most models in a panel, and most groups. */
  readonly limit: number
  readonly colourOf: (group: string) => string
}

export interface ForestRows {
  /** From top to bottom, one panel after the other. */
  readonly rows: readonly Row[]
  /** Of the groups that have a row for it. */
  readonly means: readonly MeanInterval[]
  /** Models that have a place on the axis, with and without a row. */
  readonly nDrawable: number
  readonly nPanels: number
}

/** The rows of estimates that are finite, on a kind of axis, which says what their means are. */
export function forestRows(
  estimates: readonly Estimate[],
  { type, better, limit, colourOf }: RowsOptions,
): ForestRows {
  const byValue = bestFirst(better)
  const drawable = estimates.filter(({ value }) => isDrawable(value, { type })).toSorted(byValue)
  const panels = [...groupBy(drawable, panelOf).values()]
  const groups = panels.flatMap((members) => {
    const shown = new Set(members.slice(0, limit))
    return Array.from(groupBy(members, ({ group }) => group).values(), (models) => ({
      models,
      shown: models.filter((model) => shown.has(model)),
      mean: meanInterval(
        models.map(({ value }) => value),
        { estimator: estimatorOn({ type }) },
      ),
    }))
      .sort((a, b) => byValue({ value: a.mean.estimate }, { value: b.mean.estimate }))
      .slice(0, limit)
  })
  return {
    rows: groups.flatMap(({ models: [first], shown, mean }) => {
      const { group } = first as Estimate
      const colour = colourOf(group)
      return [
        ...meanRow(group, mean, colour),
        ...shown.map((model) => ({ ...model, colour, nMean: 0 })),
      ]
    }),
    means: groups.flatMap(({ mean }) => (mean.kind === 'none' ? [] : [mean])),
    nDrawable: drawable.length,
    nPanels: panels.length,
  }
}

/** For sorting. */
export function bestFirst(
  better: 'lower' | 'higher',
): (a: Pick<Estimate, 'value'>, b: Pick<Estimate, 'value'>) => number {
  const sign = better === 'lower' ? 1 : -1
  return (a, b) => sign * (a.value - b.value)
}

/** The row of a group's mean; none for a group of one model. */
function meanRow(group: string, { estimate, low, high, n }: MeanInterval, colour: string): Row[] {
  return n < 2 ? [] : [{ name: group, group, value: estimate, low, high, colour, nMean: n }]
}

export const MEAN_STYLE = 'rectRot'

export function pointOf({ value, colour, nMean }: Row, at: number): FigureDataset {
  return pointsDataset([{ x: value, y: at }], {
    colour,
    radius: pt(nMean > 0 ? 3.4 : 2.2),
    ...(nMean > 0 && { pointStyle: MEAN_STYLE }),
  })
}

/** The interval of a row, and the ground of a mean. */
export function rowMarks(row: Row, at: number, x: FigureAxis): Mark[] {
  const { low, high, colour, nMean } = row
  const ground: Mark = {
    shape: 'rect',
    behind: true,
    x: [x.min, x.max],
    y: [at - 0.5, at + 0.5],
    fill: INK.grid,
  }
  const interval: Mark = {
    shape: 'line',
    behind: true,
    points: [
      [isDrawable(low, x) ? low : x.min, at],
      [high, at],
    ],
    colour,
    width: nMean > 0 ? LINE_PX.curve : LINE_PX.mark,
  }
  return [...(nMean > 0 ? [ground] : []), ...(hasInterval(row) ? [interval] : [])]
}

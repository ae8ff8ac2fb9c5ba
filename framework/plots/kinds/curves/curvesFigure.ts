import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import {
  type CurveAxis,
  readCurvesAlong,
  type TrainingCurve,
} from '../../../compare/trainingCurves.ts'
import { concatenate } from '../../../stats/concatenate.ts'
import type { Smoothing } from '../../../stats/smoothing.ts'
import { texts } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { PER_EPOCH, RUNS } from '../../../tables/schemas/runsSchemas.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import type { Figure } from '../../figure.ts'
import type { ScaleChoice } from '../../parts/axes/axes.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { groupNames, usualGroup } from '../../parts/groups.ts'
import {
  type HighlightOptions,
  highlightSchemas,
  withNotes,
  withoutHidden,
} from '../../parts/highlight.ts'
import {
  checkData,
  checkOptions,
  columnOf,
  columnsOf,
  facetSchemas,
  historyColumnOf,
  PALETTE,
  SCALE,
} from '../../parts/options.ts'
import { drawFacets, type FacetOptions, rowsOf } from '../../parts/panels/facets.ts'
import { arePiledUp } from '../../parts/panels/pileUp.ts'
import { areCrowd, usualWithin } from './curveSets.ts'
import { type DrawnCurves, drawCurves } from './drawCurves.ts'
import { SMOOTH } from './smoothCurves.ts'
import { areSpreadApart } from './spreadApart.ts'
import { timeUnit } from './timeUnit.ts'

export interface CurveOptions extends FacetOptions, HighlightOptions {
  /** Column of the histories. Default `val_loss`. */
  readonly metric?: string
  /** Column of the runs that gives the colour; `null` for one colour. Default `tokenizer`. */
  readonly group?: string | null
  /** Column of the runs that gives the dash of the lines, for up to five values. Default none. */
  readonly dash?: string
  /**
   * Columns in which the runs behind a mean agree besides `group` and `dash`, since a mean over several
   * settings may lie where no run is. Default: the parameters that the sweep varied but the seed, if the
   * table knows them and some setting has several runs; else none.
   */
  readonly within?: readonly string[]
  /**
   * `time` is the training time, for facts summed up over the epochs. Where epochs are the default and
   * histories have none, or several rows of one, steps are.
   */
  readonly x?: CurveAxis
  /** `train`, `val` or `test`. Default `train` for `train_loss`, else `val`. */
  readonly split?: string
  /** Of the vertical axis. Default `auto`. */
  readonly scale?: ScaleChoice
  /**
   * Means with their intervals and the single runs thin behind them, or one of the two. A run that
   * is alone in its group has no mean. On a logarithmic axis means are geometric. Past a dozen means,
   * they have no intervals. Default: as the kind of figure says, but the means alone for more than 48 runs
   * in more than six groups.
   */
  readonly show?: 'mean and runs' | 'mean' | 'runs'
  /**
   * Smooths each run, before means are taken, by `{ ema: 0.9 }`, the weight of what came before, or by
   * `{ window: 21 }`, a centred mean over so many values; the values themselves are thin and faint
   * behind. On a logarithmic axis their logarithms are smoothed. Default none.
   */
  readonly smooth?: Smoothing
  /**
   * See {@link FacetOptions}. Default: the column of `dash`, with free axes, where its curves lie so far
   * apart that one axis flattens them (see `areSpreadApart`); that of `group` where the single runs of many
   * groups cover each other (see `arePiledUp`); else none.
   */
  readonly facet?: Exclude<FacetOptions['facet'], undefined>
  /** The report's colours. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
}

/** The defaults in which the figures of curves differ. */
export interface CurveDefaults {
  readonly x: NonNullable<CurveOptions['x']>
  /** By the number of runs, where their lines have room between those of other groups. */
  show(nRuns: number): NonNullable<CurveOptions['show']>
}

/**
 * What {@link lossVsTime} and {@link learningCurves} have in common.
 *
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function curvesFigure(
  kind: string,
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
  options: CurveOptions,
  defaults: CurveDefaults,
): Figure {
  checkData(kind, { runs, perEpoch }, { runs: RUNS, perEpoch: PER_EPOCH })
  checkOptions(kind, options, {
    metric: historyColumnOf(perEpoch),
    group: columnOf(runs, 'or null'),
    dash: columnOf(runs),
    within: columnsOf(runs),
    x: v.picklist(['time', 'epoch', 'step']),
    split: TEXT,
    scale: SCALE,
    show: v.picklist(['mean and runs', 'mean', 'runs']),
    smooth: SMOOTH,
    palette: PALETTE,
    ...facetSchemas(runs),
    ...highlightSchemas(runs),
  })
  const { group = usualGroup(runs), palette, hide } = options
  const shown = withoutHidden(runs, hide, { group, palette })
  const drawn = { ...options, group, palette: shown.palette }
  return withNotes(shownCurves(kind, shown.runs, perEpoch, drawn, defaults), shown.notes)
}

function shownCurves(
  kind: string,
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
  options: CurveOptions & { group: string | null },
  defaults: CurveDefaults,
): Figure {
  const { metric = 'val_loss', group, scale = 'auto' } = options
  const { dash, within = usualWithin(runs), smooth, palette, highlight } = options
  const show = options.show ?? usualShow(runs, group, defaults)
  const split = options.split ?? (metric === 'train_loss' ? 'train' : 'val')
  const { x, curves } = readCurvesAlong(runs, perEpoch, {
    ...{ metric, split, x: options.x ?? (defaults.x === 'time' ? 'time' : undefined) },
  })
  const unit = timeUnit(concatenate(curves.map((curve) => curve.x)))
  const drawn: DrawnCurves = {
    ...{ metric, split, hasSplits: hasSplits(perEpoch), x, unit },
    ...{ group, dash, within, scale, show, smooth, palette, highlight },
  }
  const ofDashes = options.facet === undefined ? spreadDashes(runs, curves, dash) : null
  const ofGroups = show === 'mean' ? null : piledGroups(runs, curves, group)
  const facet = options.facet === undefined ? (ofDashes ?? ofGroups) : options.facet
  if (facet === null) return drawCurves(kind, runs, curves, drawn, metricsAtHand(perEpoch))
  const facetAxes = options.facetAxes ?? (ofDashes === null ? 'shared' : 'free y')
  const columns = [facet].flat()
  const inPanels: DrawnCurves = {
    ...drawn,
    dash: dash !== undefined && columns.includes(dash) ? undefined : dash,
    panels: columns,
  }
  return drawFacets(
    runs,
    { facet, facetAxes, group, palette, scale },
    ({ xScale: _, ...look }, rows) => {
      const part = rows === undefined ? runs : rowsOf(runs, rows)
      const ofPart = rows?.map((row, i) => ({ ...(curves[row] as TrainingCurve), row: i }))
      return drawCurves(kind, part, ofPart ?? curves, { ...inPanels, ...look })
    },
  )
}

function usualShow(
  runs: ColumnTable,
  group: string | null,
  defaults: CurveDefaults,
): NonNullable<CurveOptions['show']> {
  const nRuns = runs.numRows()
  const nGroups = new Set(groupNames(runs, group)).size
  return areCrowd(nRuns, nGroups) ? 'mean' : defaults.show(nRuns)
}

/** The column of the dashes where its curves share no decades, else none. */
function spreadDashes(
  runs: ColumnTable,
  curves: readonly TrainingCurve[],
  dash: string | undefined,
): string | null {
  if (dash === undefined) return null
  const values = texts(runs, dash)
  const sets = groupBy(curves, ({ row }) => values[row] as string)
  const isApart = areSpreadApart(
    Array.from(sets.values(), (members) => concatenate(members.map(({ y }) => y))),
  )
  return isApart ? dash : null
}

/** The column of the colours where the curves of its groups pile up, else none. */
function piledGroups(
  runs: ColumnTable,
  curves: readonly TrainingCurve[],
  group: string | null,
): string | null {
  const names = groupNames(runs, group)
  const sets = groupBy(curves, ({ row }) => names[row] as string)
  const ends = Array.from(sets.values(), (members) =>
    members.map(({ y }) => y.findLast(Number.isFinite) ?? Number.NaN),
  )
  return arePiledUp(ends) ? group : null
}

/** Whether histories have rows by split, as facts do. */
function hasSplits(perEpoch: ReadonlyMap<string, ColumnTable>): boolean {
  return [...perEpoch.values()].some((history) => history.columnIndex('split') >= 0)
}

/** The metrics that the first history of another source than facts has: their names differ. */
function metricsAtHand(perEpoch: ReadonlyMap<string, ColumnTable>): string {
  const history = [...perEpoch.values()].find((table) => table.columnIndex('split') < 0)
  const names = history?.columnNames().filter((name) => !AXES.includes(name)) ?? []
  if (names.length === 0) return ''
  return `; there are ${names.slice(0, MAX_NAMED).join(', ')}${names.length > MAX_NAMED ? ', …' : ''}`
}

const AXES = ['step', 'epoch', 'time_s']
const MAX_NAMED = 8

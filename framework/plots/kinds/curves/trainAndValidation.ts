import { type ColumnTable, table } from 'arquero'
import * as v from 'valibot'
import type { Better } from '../../../compare/better.ts'
import { defaultBetter } from '../../../compare/groups/metricScale.ts'
import {
  type CurveAxis,
  hasValues,
  readCurves,
  readCurvesAlong,
  type TrainingCurve,
} from '../../../compare/trainingCurves.ts'
import { concatenate } from '../../../stats/concatenate.ts'
import { cells, runKeys, texts } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { PER_EPOCH, RUNS } from '../../../tables/schemas/runsSchemas.ts'
import type { Figure } from '../../figure.ts'
import type { ScaleChoice } from '../../parts/axes/axes.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { type Group, groupLegend, groupNames, groupRows, usualGroup } from '../../parts/groups.ts'
import {
  BETTER,
  checkData,
  checkOptions,
  columnOf,
  facetSchemas,
  historyColumnOf,
  PALETTE,
  SCALE,
} from '../../parts/options.ts'
import {
  drawFacets,
  type FacetOptions,
  rowsOf,
  type SharedLook,
} from '../../parts/panels/facets.ts'
import { areCrowd, settingsOf } from './curveSets.ts'
import { runsPerLine } from './curvesText.ts'
import { drawCurves } from './drawCurves.ts'
import { timeUnit } from './timeUnit.ts'
import { gapSentence, gapsAt } from './trainingGap.ts'

export interface TrainAndValidationOptions extends FacetOptions {
  /** See {@link FacetOptions}. Default: `group` where it has from four to 24 values, else none. */
  readonly facet?: Exclude<FacetOptions['facet'], undefined>
  /** Columns of the histories: solid and dashed. Default `['train_loss', 'val_loss']`. */
  readonly metrics?: readonly [train: string, validation: string]
  /** Column of the runs that gives the colour; `null` for one colour. Default: see `usualGroup`. */
  readonly group?: string | null
  /** Which values are better, for the best epoch. Default `higher` for accuracies and the like, else `lower`. */
  readonly better?: Better
  /** Of the horizontal axis. Default: epochs, or steps where histories have no epochs. */
  readonly x?: CurveAxis
  /** Of the vertical axis. Default `auto`. */
  readonly scale?: ScaleChoice
  /**
   * See `CurveOptions`. Default: single runs; past a dozen the means with the runs behind them, past 200, or 48 in
   * more than six groups of one plot, the means.
   */
  readonly show?: 'mean and runs' | 'mean' | 'runs'
  /** The report's colours. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
}

const KIND = 'trainAndValidation'
const MAX_SINGLE_RUNS = 12
/** Twice as many thin lines, half of them dashed, are a fog. */
const MAX_THIN_RUNS = 200
/** Groups in one plot, and in panels of their own, which fill a page. */
const PILE = { from: 3, to: 24 }
/** The column of the table of curves that the dashes follow. */
const SPLIT = 'Curve'

/**
 * Training and validation in one figure, solid and dashed: where the two part the model overfits. The gap
 * at each run's best validation epoch is reported for each group.
 *
 * @param runs one row a run, as `loadRuns` returns them
 * @param perEpoch the runs' histories by run_dir
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function trainAndValidation(
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
  options: TrainAndValidationOptions = {},
): Figure {
  checkData(KIND, { runs, perEpoch }, { runs: RUNS, perEpoch: PER_EPOCH })
  const metric = historyColumnOf(perEpoch)
  checkOptions(KIND, options, {
    metrics: v.lazy((value) =>
      Array.isArray(value) && value.length === 2
        ? v.tuple([metric, metric])
        : v.custom(() => false, 'expected a list of two columns of the histories'),
    ),
    group: columnOf(runs, 'or null'),
    better: BETTER,
    x: v.picklist(['time', 'epoch', 'step']),
    scale: SCALE,
    show: v.picklist(['mean and runs', 'mean', 'runs']),
    palette: PALETTE,
    ...facetSchemas(runs),
  })
  const { metrics = ['train_loss', 'val_loss'], group = usualGroup(runs), scale = 'auto' } = options
  const { palette, facetAxes, better = defaultBetter(metrics[1]) } = options
  const facet = options.facet === undefined ? usualFacet(runs, group) : options.facet
  const { x, curves: validation } = readCurvesAlong(runs, perEpoch, {
    ...{ metric: metrics[1], split: 'val', x: options.x },
  })
  const train = readCurves(runs, perEpoch, { metric: metrics[0], split: 'train', x })
  const show = options.show ?? usualShow(runs, facet === null ? group : null)
  const unit = timeUnit(concatenate([...train, ...validation].map((curve) => curve.x)))
  const columns = [facet ?? []].flat()
  const gaps = runs.numRows() === 0 ? [] : gapsAt(train, validation, better)

  const draw = (
    look: Omit<SharedLook, 'xScale'>,
    rows: readonly number[] = [...train.keys()],
  ): Figure => {
    const part = rowsOf(runs, [...rows])
    const curves = [train, validation].flatMap((all, at) =>
      rows.map((row, i) => ({ ...(all[row] as TrainingCurve), row: at * rows.length + i })),
    )
    const both = twice(part, [group ?? [], columns].flat(), metrics)
    const figure = drawCurves(KIND, both, curves, {
      ...look,
      smooth: undefined,
      metric: metrics[1],
      split: 'val',
      hasSplits: false,
      x,
      unit,
      group,
      dash: SPLIT,
      within: [],
      panels: columns,
      noun: 'curve',
      show,
      metricOf: (row) => metrics[row < rows.length ? 0 : 1],
    })
    if (!figure.chart.options.scales.x.display) return figure
    const { y } = figure.chart.options.scales
    const title = metrics.map(columnName).join(' and ')
    // Every run is in the table of curves twice, and counts once.
    const [, ...legend] = figure.legend
    const groups = groupRows(part, group, look.palette)
      .map((each) => ({
        ...each,
        dash: [],
        rows: each.rows.filter((row) =>
          [row, row + rows.length].some((i) => hasValues(curves[i] as TrainingCurve)),
        ),
      }))
      .filter((each) => each.rows.length > 0)
    const panelOf = settingsOf(part, columns)
    const sizeOf = (each: Group) => {
      const inPanels = groupBy(each.rows, panelOf)
      const sizes = Array.from(inPanels.values(), (members) => members.length)
      return runsPerLine(each.rows.length, sizes, show !== 'runs')
    }
    return {
      ...figure,
      chart: {
        ...figure.chart,
        options: {
          scales: {
            ...figure.chart.options.scales,
            y: { ...y, title: { display: true, text: sharedTitle(metrics) } },
          },
        },
      },
      legend: [groupLegend(groups, group, 'line', sizeOf), ...legend],
      caption: figure.caption.replace(columnName(metrics[1]), title),
      alt: `${title} of ${part.numRows()} runs against the ${x}.`,
    }
  }
  const figure =
    facet === null
      ? draw({ scale, palette })
      : drawFacets(
          runs,
          { facet, facetAxes, group, scale, palette },
          ({ xScale: _, ...look }, rows) => draw(look, rows),
        )
  const sentence = gapSentence(runs, gaps, { group, metrics })
  return sentence === '' ? figure : { ...figure, caption: `${figure.caption} ${sentence}` }
}

/** @param group whose values share one plot */
function usualShow(
  runs: ColumnTable,
  group: string | null,
): NonNullable<TrainAndValidationOptions['show']> {
  const n = runs.numRows()
  if (areCrowd(n, new Set(groupNames(runs, group)).size)) return 'mean'
  if (n <= MAX_SINGLE_RUNS) return 'runs'
  return n <= MAX_THIN_RUNS ? 'mean and runs' : 'mean'
}

/** A panel for each of so many groups, whose two curves would pile up. */
function usualFacet(runs: ColumnTable, group: string | null): string | null {
  const nGroups = new Set(groupNames(runs, group)).size
  return nGroups > PILE.from && nGroups <= PILE.to ? group : null
}

/** A row for each curve: those of training first. */
function twice(
  runs: ColumnTable,
  columns: readonly string[],
  metrics: readonly [string, string],
): ColumnTable {
  const names = metrics.map(columnName)
  const n = runs.numRows()
  const keys = runKeys(runs)
  const diverged = Array.from(cells(runs, 'diverged'))
  return table([
    ['run', [...keys, ...keys]],
    ['diverged', [...diverged, ...diverged]],
    [SPLIT, [...Array(n).fill(names[0]), ...Array(n).fill(names[1])]],
    ...[...new Set(columns)]
      .filter((column) => column !== 'diverged')
      .map((column): [string, unknown[]] => {
        const cells = texts(runs, column)
        return [column, [...cells, ...cells]]
      }),
  ])
}

/** `Loss` of `Training loss` and `Validation loss`; both names where they end in different words. */
function sharedTitle(metrics: readonly [string, string]): string {
  const [one, other] = metrics.map((metric) => columnName(metric).split(' ')) as [
    string[],
    string[],
  ]
  let n = 0
  while (n < Math.min(one.length, other.length) && one.at(-1 - n) === other.at(-1 - n)) n++
  const shared = n === 0 ? '' : one.slice(-n).join(' ')
  return shared === ''
    ? metrics.map(columnName).join(', ')
    : `${shared.charAt(0).toUpperCase()}${shared.slice(1)}`
}

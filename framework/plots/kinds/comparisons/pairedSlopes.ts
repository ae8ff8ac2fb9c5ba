import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import type { Better } from '../../../compare/better.ts'
import { compareGroups } from '../../../compare/compareGroups.ts'
import type { Comparison } from '../../../compare/comparison.ts'
import { defaultBetter } from '../../../compare/groups/metricScale.ts'
import { type PairedRuns, pairRuns, type RunPair } from '../../../compare/pairedRuns.ts'
import { meansOverSeeds } from '../../../compare/settings/meansOverSeeds.ts'
import { describeIntervals, ESTIMATORS } from '../../../stats/intervals/intervalText.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { resolveColumn } from '../../../tables/columnAliases.ts'
import { runKeys } from '../../../tables/columns.ts'
import { type CellValue, valueKey } from '../../../tables/valueKey.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import { shorten } from '../../../text/shorten.ts'
import type { Figure, FigureAxis, FigureDataset } from '../../figure.ts'
import {
  axis,
  categoryAxis,
  chooseScale,
  isDrawable,
  type ScaleChoice,
} from '../../parts/axes/axes.ts'
import { columnName, columnTitle } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { meanKey, meanPoint, meanWhisker, type PlacedMean } from '../../parts/meanMarks.ts'
import { BETTER, checkData, checkOptions, columnOf, RUNS, SCALE } from '../../parts/options.ts'
import { INK, pt } from '../../theme.ts'
import { COMPARISONS, type Comparisons } from './comparisonRows.ts'
import { slopeKey, slopeLines } from './slopeLines.ts'

export interface PairedSlopesOptions {
  /** Column of the metric. */
  value: string
  /** Column whose values are compared. */
  by: string
  /** Its values, from left to right: two or more. Default: the first six of them in their order. */
  values?: readonly CellValue[]
  /** Which values of the metric are better. Default as in `compareGroups`. */
  better?: Better
  /** Columns in which the runs of a pair agree. Default as in `compareGroups`. */
  parameters?: readonly string[]
  /** Column of the training seed. Default `seed`. */
  seed?: string
  /** Has the verdict, where p-values were adjusted over more pairs. Default: of these values alone. */
  comparison?: Comparisons
  /** Default `auto`. */
  scale?: ScaleChoice
  /** Title of the value's axis. Default: the column's name and unit. */
  title?: string
}

const MAX_COLUMNS = 6
const MAX_NAME_LETTERS = 18
/** Means stand beside the lines: before those of the first column, behind those of the others. */
const MEAN_OFFSET = 0.13
const CAP = 0.03
/** Further verdicts are in the table. */
const MAX_SENTENCES = 3

/**
 * Runs that agree in seed and all other settings, a line each from one setting to another, coloured by
 * which is better; beside them the mean of each setting with its interval. The caption has the verdict.
 *
 * @param runs one row a run, as `loadRuns` returns them
 * @throws {ReportError} `FIGURE_OPTIONS_INVALID`
 */
export function pairedSlopes(runs: ColumnTable, options: PairedSlopesOptions): Figure {
  checkData('pairedSlopes', { runs }, { runs: RUNS })
  const column = columnOf(runs)
  checkOptions(
    'pairedSlopes',
    options,
    {
      value: column,
      by: column,
      values: v.pipe(v.array(v.any()), v.minLength(2, 'expected two values or more')),
      better: BETTER,
      parameters: v.array(column),
      seed: column,
      comparison: COMPARISONS,
      scale: SCALE,
      title: TEXT,
    },
    ['value', 'by'],
  )
  const { value: metric, by, parameters, seed = 'seed', title = columnTitle(metric) } = options
  const better = options.better ?? defaultBetter(metric)
  const lacking = [metric, by].find((name) => resolveColumn(runs, name) === undefined)
  if (lacking !== undefined) {
    return noteFigure('pairedSlopes', noneHas(runs.numRows(), 'run', columnTitle(lacking)))
  }
  const query = { metric, by, better, seed, parameters }
  const all = pairRuns(runs, query, options.values)
  const isShortened = options.values === undefined && all.groups.length > MAX_COLUMNS
  const paired = isShortened ? pairRuns(runs, query, all.groups.slice(0, MAX_COLUMNS)) : all
  if (paired.pairs.length === 0) return noteFigure('pairedSlopes', reasonOf(paired, by, metric))

  const keys = runKeys(runs)
  const values = paired.pairs.flatMap((pair) => pair.values)
  const isLog = chooseScale(values, options.scale) === 'logarithmic'
  const columns = paired.groups.map((_, at) =>
    paired.pairs.map((pair) => pair.values[at] as number),
  )
  const isGeometric = isLog && values.every((each) => each > 0)
  const estimator = isGeometric ? 'geometric' : 'mean'
  const { means, over } = meansOverSeeds(
    columns.map((column) =>
      column.map((value, at) => {
        const { block = '', seed = null } = paired.pairs[at] ?? {}
        return { setting: block, seed, value }
      }),
    ),
    estimator,
  )
  const ends = means.flatMap(({ low, high }) => [low, high]).filter((end) => end > 0 || !isLog)
  const y = axis([...values, ...ends], 'y', {
    title,
    scale: isLog ? 'log' : 'linear',
    gridLines: true,
  })
  const nHidden = values.filter((each) => !isDrawable(each, y)).length
  const names = paired.groups.map((group) => shorten(String(group), MAX_NAME_LETTERS))
  const unit = `${count(paired.pairs.length, 'pair')}${paired.bySeed ? '' : ' of settings'}`
  return composeFigure({
    kind: 'pairedSlopes',
    x: categoryAxis(names, 'x', { title: `${columnName(by)} (${unit})` }),
    y,
    datasets: [
      ...means.flatMap((mean, at) => meanPoint(placed(mean, at), y)),
      ...slopeLines(paired.pairs, keys, better, y),
      ...dots(paired.pairs, keys, y),
    ],
    marks: means.flatMap((mean, at) => meanWhisker(placed(mean, at), y)),
    legend: [{ title: '', items: [...slopeKey(paired.pairs, better), ...meanKey(means, over)] }],
    notes: [
      ...leftOut(paired.nUnpaired, 'run', 'without a partner in each setting'),
      ...leftOut(paired.nDivergedPairs, 'pair', 'of which a run diverged'),
      ...leftOut(nHidden, 'value', 'not above zero, which a log axis cannot show'),
      ...(isShortened
        ? [
            `The first ${MAX_COLUMNS} of ${all.groups.length} values of ${columnName(by)} are shown.`,
          ]
        : []),
    ],
    caption: [
      `${title} of ${unit} of runs that agree in ${paired.bySeed ? 'seed and ' : ''}all other settings, a line each.`,
      meansInWords(means, over?.words),
      verdicts(runs, paired, options, query),
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    alt: `${unit} of runs from ${names.join(' to ')}: ${title}.`,
  })
}

function meansInWords(means: readonly MeanInterval[], over = 'the runs of a column'): string {
  const [first] = means
  if (first === undefined || first.n < 2) return ''
  return (
    `Diamonds are the ${ESTIMATORS[first.estimator]} of each setting, whiskers the ` +
    `${describeIntervals(means, over)}, which says nothing about the difference within pairs.`
  )
}

function reasonOf({ groups, nDivergedPairs }: PairedRuns, by: string, metric: string): string {
  if (groups.length < 2) {
    return `It takes two values of ${columnName(by)} (${by}) with a value of ${columnName(metric)}; there ${
      groups.length === 1 ? `is only ${groups[0]}` : 'is none'
    }.`
  }
  return nDivergedPairs > 0
    ? `Of each of the ${count(nDivergedPairs, 'pair')} a run diverged.`
    : `No two runs of different ${columnName(by)} (${by}) agree in seed and all other settings.`
}

/** The sentences of the comparisons between the columns, over all runs. */
function verdicts(
  runs: ColumnTable,
  { groups }: PairedRuns,
  { comparison }: PairedSlopesOptions,
  query: {
    metric: string
    by: string
    better: Better
    seed: string
    parameters: readonly string[] | undefined
  },
): string {
  const keys = new Set(groups.map(valueKey))
  const isShown = (row: Comparison) =>
    row.by === query.by &&
    row.block === '' &&
    keys.has(valueKey(row.a)) &&
    keys.has(valueKey(row.b))
  const { parameters, ...asked } = query
  const compared =
    comparison ?? compareGroups(runs, { ...asked, ...(parameters && { parameters }) })
  const rows = compared.rows.filter(isShown)
  const rest = rows.length - MAX_SENTENCES
  return [
    ...rows.slice(0, MAX_SENTENCES).map(({ sentence }) => sentence),
    ...(rest > 0 ? [`${count(rest, 'more comparison')} in the table.`] : []),
  ].join(' ')
}

/** @param runs their names, by the rows of the table */
function dots(pairs: readonly RunPair[], runs: readonly string[], y: FigureAxis): FigureDataset[] {
  const ends = pairs
    .flatMap(({ values, rows }) =>
      values.map((value, at) => ({ at, value, run: runs[rows[at] as number] as string })),
    )
    .filter(({ value }) => isDrawable(value, y))
  const radius = pt(pairs.length > 60 ? 1.2 : 1.8)
  return [
    pointsDataset(
      ends.map(({ at, value }) => ({ x: at, y: value })),
      { colour: INK.muted, radius, runs: ends.map(({ run }) => run) },
    ),
  ]
}

function meanPlace(at: number): number {
  return at === 0 ? -MEAN_OFFSET : at + MEAN_OFFSET
}

function placed(mean: MeanInterval, at: number): PlacedMean {
  const x = meanPlace(at)
  return { x, caps: [x - CAP, x + CAP], mean, colour: INK.text }
}

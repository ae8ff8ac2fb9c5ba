import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import type { Better } from '../../../compare/better.ts'
import { compareGroups } from '../../../compare/compareGroups.ts'
import type { Comparison } from '../../../compare/comparison.ts'
import { defaultBetter } from '../../../compare/groups/metricScale.ts'
import { type PairedRuns, type PairQuery, pairRuns } from '../../../compare/pairedRuns.ts'
import { resolveColumn } from '../../../tables/columnAliases.ts'
import { runKeys } from '../../../tables/columns.ts'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import { type CellValue, valueKey } from '../../../tables/valueKey.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { count, noneHas } from '../../../text/counts.ts'
import type { Figure } from '../../figure.ts'
import type { ScaleChoice } from '../../parts/axes/axes.ts'
import { extent } from '../../parts/axes/extent.ts'
import { columnName, columnTitle } from '../../parts/columnTitles.ts'
import { noteFigure } from '../../parts/composeFigure.ts'
import {
  BETTER,
  checkData,
  checkOptions,
  columnOf,
  columnsOf,
  facetSchemas,
  SCALE,
} from '../../parts/options.ts'
import { facetsOfRuns } from '../../parts/panels/facetMembers.ts'
import { drawFacets, type FacetOptions, rowsOf } from '../../parts/panels/facets.ts'
import { COMPARISONS, type Comparisons } from './comparisonRows.ts'
import { type DrawnPairs, drawPairs, pairNoun } from './drawPairs.ts'

export interface PairedSlopesOptions extends FacetOptions {
  /** Column of the metric. */
  readonly value: string
  /** Column whose values are compared. */
  readonly by: string
  /** Its values, from left to right: two or more. Default: the first six of them in their order. */
  readonly values?: readonly CellValue[]
  /** Which values of the metric are better. Default as in `compareGroups`. */
  readonly better?: Better
  /** Columns in which the runs of a pair agree. Default as in `compareGroups`. */
  readonly parameters?: readonly string[]
  /** Column of the training seed. Default `seed`. */
  readonly seed?: string
  /** Has the verdict, where p-values were adjusted over more pairs. Default: of these values alone. */
  readonly comparison?: Comparisons
  /** Default `auto`. */
  readonly scale?: ScaleChoice
  /** Title of the value's axis. Default: the column's name and unit. */
  readonly title?: string
}

const MAX_COLUMNS = 6
/** Of pairs of settings; the others are counted. */
const MAX_SENTENCES = 2

/**
 * Runs that agree in seed and all other settings, a line through the settings that have them, coloured by
 * which is better; beside them the mean of each setting with its interval. The caption has the verdict.
 *
 * @param runs one row a run, as `loadRuns` returns them
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
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
      values: v.pipe(
        v.array(v.any(), 'expected a list of values'),
        v.minLength(2, 'expected two values or more'),
      ),
      better: BETTER,
      parameters: columnsOf(runs),
      seed: column,
      comparison: COMPARISONS,
      scale: SCALE,
      title: TEXT,
      ...facetSchemas(runs),
    },
    ['value', 'by'],
  )
  const { value: metric, by, parameters, seed = 'seed' } = options
  const better = options.better ?? defaultBetter(metric)
  const lacking = [metric, by].find((name) => resolveColumn(runs, name) === undefined)
  if (lacking !== undefined) {
    return noteFigure('pairedSlopes', noneHas(runs.numRows(), 'run', columnTitle(lacking)))
  }
  const query = { metric, by, better, seed, parameters }
  const all = pairRuns(runs, query, options.values)
  const isShortened = options.values === undefined && all.groups.length > MAX_COLUMNS
  const paired = isShortened ? pairRuns(runs, query, all.groups.slice(0, MAX_COLUMNS)) : all
  const { groups } = paired
  const figure = drawSlopes(runs, options, { paired, groups, better }, query)
  if (paired.pairs.length === 0) return figure
  const sentence = verdicts(runs, paired, options, query)
  return {
    ...figure,
    notes: [
      ...figure.notes,
      ...(isShortened
        ? [
            `The first ${MAX_COLUMNS} of ${all.groups.length} values of ${columnName(by)} are shown.`,
          ]
        : []),
    ],
    caption: sentence === '' ? figure.caption : `${figure.caption} ${sentence}`,
  }
}

/** On one pair of axes or in panels, which have the columns of all pairs. */
function drawSlopes(
  runs: ColumnTable,
  options: PairedSlopesOptions,
  whole: Pick<DrawnPairs, 'paired' | 'groups' | 'better'>,
  query: PairQuery,
): Figure {
  const { facet, facetAxes, value: metric, by, title = columnTitle(metric), scale } = options
  const keys = runKeys(runs)
  const drawn = { ...whole, runs: keys, metric, by, title, scale }
  if (facet === undefined || facet === null || whole.paired.pairs.length === 0) {
    return drawPairs(drawn)
  }
  const pairsOf = (rows: number[]) => pairRuns(rowsOf(runs, rows), query, whole.groups)
  const inPanels = facetsOfRuns(runs, facet).panels.map(({ members }) => pairsOf(members))
  const look = { facet, facetAxes, group: null, palette: undefined, scale }
  return drawFacets(runs, look, ({ scale, isBare, cuts, axes }, rows) =>
    drawPairs({
      ...drawn,
      scale,
      ...(cuts && { cuts }),
      ...(axes && { axes }),
      ...(rows && { paired: pairsOf(rows), runs: rows.map((row) => keys[row] as string) }),
      ...(isBare && { inPanels, size: sizeOfPanels(inPanels, pairNoun(whole.groups)) }),
    }),
  )
}

/** `6 pairs per panel`, or `4 to 6 pairs per panel`. */
function sizeOfPanels(panels: readonly PairedRuns[], noun: string): string {
  const [least, most] = extent(panels.map(({ pairs }) => pairs.length))
  return `${least === most ? '' : `${least} to `}${count(most, noun)} per panel`
}

/**
 * The sentences of the comparisons between columns that share runs, over all runs: those of neighbours first,
 * between which the lines are.
 */
function verdicts(
  runs: ColumnTable,
  { groups, pairs }: PairedRuns,
  { comparison }: PairedSlopesOptions,
  query: PairQuery,
): string {
  const keys = groups.map(valueKey)
  const placesOf = ({ a, b }: Comparison) => [a, b].map((each) => keys.indexOf(valueKey(each)))
  const isShown = (row: Comparison) =>
    row.by === query.by &&
    row.block === '' &&
    pairs.some(({ values }) => placesOf(row).every((at) => (values[at] ?? null) !== null))
  const { parameters, ...asked } = query
  const compared =
    comparison ?? compareGroups(runs, { ...asked, ...(parameters && { parameters }) })
  const rows = compared.rows.filter(isShown)
  const isOfNeighbours = (row: Comparison) => {
    const [a, b] = placesOf(row) as [number, number]
    return Math.abs(a - b) === 1
  }
  const told = [
    ...rows.filter(isOfNeighbours),
    ...rows.filter((row) => !isOfNeighbours(row)),
  ].slice(0, MAX_SENTENCES)
  const rest = rows.length - told.length
  return [
    ...told.map(({ sentence }) => sentence),
    ...(rest > 0 ? [`And ${count(rest, 'more pair')} of settings, in the table.`] : []),
  ].join(' ')
}

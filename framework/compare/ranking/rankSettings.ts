import { type ColumnTable, table } from 'arquero'
import { mean } from '../../stats/intervals/location.ts'
import { meanInterval } from '../../stats/intervals/meanInterval.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { RUNS } from '../../tables/schemas/runsSchemas.ts'
import { type CellValue, cellValue, valueKey } from '../../tables/valueKey.ts'
import { checkArguments, checkOptions, FINITE, TEXT, TEXTS } from '../../text/checkOptions.ts'
import type { Better } from '../better.ts'
import { BETTER, CODE } from '../comparisonSchemas.ts'
import { metricReader } from '../groups/metricOfRun.ts'
import { decidingRun } from './decidingRun.ts'
import { firstByRatios } from './firstByRatios.ts'
import { luckOfTheFirst } from './luckOfTheFirst.ts'
import type { MeasuredSetting } from './measuredSetting.ts'
import { repeatCommand } from './repeatCommand.ts'

const OPTIONS = { metric: TEXT, better: BETTER, parameters: TEXTS, withCommand: FINITE }

export interface RankSettingsOptions {
  readonly metric: string
  readonly better: Better
  /** Columns that make a setting: all that was varied but the seed. */
  readonly parameters: readonly string[]
  /** Settings that get a command line. Default 20; the table has all settings. */
  readonly withCommand?: number
}

/** All runs of one setting. */
export interface RankedSetting {
  /** From 1, the best mean. */
  readonly rank: number
  /** Its values of the parameters, in their order. */
  readonly values: readonly CellValue[]
  /** Rows of the runs table. */
  readonly rows: readonly number[]
  /** Runs with a value, diverged ones included. */
  readonly n: number
  readonly nDiverged: number
  /** Of the runs that did not diverge, with its 95 % interval; null without one. */
  readonly mean: number | null
  readonly low: number | null
  readonly high: number | null
  /** What the interval is: `t`, or the `range` of two values, or `none`. */
  readonly interval: string
  /** The words that repeat its runs; empty beyond the first ones. */
  readonly command: string
}

export interface RankedSettings {
  readonly settings: readonly RankedSetting[]
  /** What the first place is worth. */
  readonly remarks: readonly string[]
  /** As `best.csv` has it. */
  readonly table: ColumnTable
}

/**
 * The settings by their mean over seeds, the best first; those with runs that diverged come after
 * all others.
 *
 * @throws {ReportError} COMPARISON_COLUMN_UNKNOWN if the table lacks the metric
 */
export function rankSettings(runs: ColumnTable, options: RankSettingsOptions): RankedSettings {
  checkArguments(CODE, 'rankSettings', { runs }, { runs: RUNS })
  checkOptions(CODE, 'rankSettings', options, OPTIONS, ['metric', 'better', 'parameters'])
  const { metric, better, withCommand = 20 } = options
  const column = requireColumn(runs, metric, {
    code: 'COMPARISON_COLUMN_UNKNOWN',
    askedBy: 'rankSettings',
  })
  const parameters = options.parameters.flatMap((name) => resolveColumn(runs, name) ?? [])
  const measured = settingsOf(runs, parameters, column)
  const sign = better === 'lower' ? 1 : -1
  const ordered = measured.toSorted(
    (a, b) =>
      Number(a.nDiverged > 0) - Number(b.nDiverged > 0) ||
      Number(a.estimate === null) - Number(b.estimate === null) ||
      sign * ((a.estimate ?? 0) - (b.estimate ?? 0)),
  )
  const settings = ordered.map(
    ({ finite, finiteRows: _, estimate, ...setting }, at): RankedSetting => {
      const { low, high, kind } = meanInterval(finite)
      return {
        ...setting,
        rank: at + 1,
        mean: estimate,
        low: orNull(low),
        high: orNull(high),
        interval: kind,
        command: at < withCommand ? repeatCommand(runs, setting.rows, options.parameters) : '',
      }
    },
  )
  const ranking = { metric, better, parameters }
  const deciding = decidingRun(ordered, ranking, (row) => String(runs.get('run_dir', row)))
  return {
    settings,
    remarks: [
      ...luckOfTheFirst(
        ordered.map(({ finite }) => finite),
        metric,
      ),
      // The run is the reason that the two means disagree.
      ...(deciding.length > 0 ? deciding : firstByRatios(ordered, ranking)),
    ],
    table: bestTable(settings, parameters, runs),
  }
}

function settingsOf(
  runs: ColumnTable,
  parameters: readonly string[],
  metric: string,
): MeasuredSetting[] {
  const columns = parameters.map((name) =>
    Array.from(runs.array(name) as Iterable<unknown>, cellValue),
  )
  const metricOf = metricReader(runs, metric)
  const groups = new Map<
    string,
    { values: CellValue[]; rows: number[]; finiteRows: number[]; cells: number[] }
  >()
  for (let row = 0; row < runs.numRows(); row++) {
    const values = columns.map((column) => column[row] as CellValue)
    const measured = metricOf(row)
    if (measured === 'missing' || measured === 'pruned') continue
    const key = JSON.stringify(values.map(valueKey))
    const group = groups.get(key) ?? { values, rows: [], finiteRows: [], cells: [] }
    groups.set(key, group)
    group.rows.push(row)
    if (measured === 'diverged') continue
    group.finiteRows.push(row)
    group.cells.push(measured)
  }
  return [...groups.values()].map(({ values, rows, finiteRows, cells }) => ({
    values,
    rows,
    n: rows.length,
    nDiverged: rows.length - cells.length,
    finite: cells,
    finiteRows,
    estimate: cells.length === 0 ? null : mean(cells),
  }))
}

function bestTable(
  settings: readonly RankedSetting[],
  parameters: readonly string[],
  runs: ColumnTable,
): ColumnTable {
  const column = <K extends keyof RankedSetting>(key: K) => settings.map((setting) => setting[key])
  const taken = [
    'rank',
    'n',
    'n_diverged',
    'mean',
    'low',
    'high',
    'interval',
    'run_dirs',
    'command',
  ]
  return table([
    ['rank', column('rank')],
    ...parameters.map((name, at): [string, CellValue[]] => [
      taken.includes(name) ? `parameter.${name}` : name,
      settings.map(({ values }) => values[at] as CellValue),
    ]),
    ['n', column('n')],
    ['n_diverged', column('nDiverged')],
    ['mean', column('mean')],
    ['low', column('low')],
    ['high', column('high')],
    ['interval', column('interval')],
    ['run_dirs', settings.map(({ rows }) => rows.map((row) => runs.get('run_dir', row)).join(' '))],
    ['command', column('command')],
  ])
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

import { type ColumnTable, table } from 'arquero'
import { meanInterval } from '../../stats/intervals/meanInterval.ts'
import { holmAdjust } from '../../stats/tests/holm.ts'
import { estimateDifference, studentInterval, studentTest } from '../../stats/tests/studentTest.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { type CellValue, cellValue, valueKey } from '../../tables/valueKey.ts'
import type { Better } from '../better.ts'
import { hasDiverged } from '../groups/divergence.ts'
import { onScale, type Scale, scaleOfMetric, scaleOfRuns } from '../groups/metricScale.ts'
import { ALPHA, LEAST_UNITS } from '../groups/verdict.ts'

/** What became of a setting since the earlier report. */
export type BaselineVerdict = 'new' | 'gone' | 'better' | 'worse' | 'not told apart'

/** A setting in both reports, or in one of them. A field without a value is null. */
export interface BaselineRow {
  /** Its values of the parameters, in their order. */
  readonly setting: readonly CellValue[]
  readonly nNow: number
  readonly nBefore: number
  readonly nDivergedNow: number
  readonly nDivergedBefore: number
  readonly meanNow: number | null
  readonly meanBefore: number | null
  /** Now over before, or now minus before, with its single 95 % interval. */
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
  readonly pHolm: number | null
  readonly verdict: BaselineVerdict
}

export interface BaselineComparison {
  readonly metric: string
  readonly better: Better
  readonly scale: Scale
  readonly parameters: readonly string[]
  readonly rows: readonly BaselineRow[]
  /** As `baseline.csv` has it. */
  readonly table: ColumnTable
}

/**
 * Compares the settings of two reports by a metric, from their tables alone. Seeds of the two are not
 * paired: Welch's test, with Holm's adjustment over the settings that both have.
 *
 * @throws {ReportError} BASELINE_INVALID where the earlier table lacks the metric
 */
export function compareWithBaseline(
  now: ColumnTable,
  before: ColumnTable,
  options: {
    readonly metric: string
    readonly better: Better
    readonly parameters: readonly string[]
  },
): BaselineComparison {
  const { metric, better, parameters } = options
  const code = 'BASELINE_INVALID'
  const columnNow = requireColumn(now, metric, { code, askedBy: 'This report' })
  const columnBefore = requireColumn(before, metric, { code, askedBy: 'The baseline' })
  const [settingsNow, settingsBefore] = [
    settingsOf(now, columnNow, parameters),
    settingsOf(before, columnBefore, parameters),
  ]
  const values = [...settingsNow.values(), ...settingsBefore.values()].flatMap(
    (each) => each.values,
  )
  const scale = scaleOfMetric(metric) ?? scaleOfRuns(values.map((value) => ({ value })))
  const keys = [...new Set([...settingsNow.keys(), ...settingsBefore.keys()])]
  const pairs = keys.map((key) => {
    const [ofNow, ofBefore] = [settingsNow.get(key), settingsBefore.get(key)]
    const [x, y] = [ofBefore, ofNow].map((each) =>
      (each?.values ?? []).map((value) => onScale(scale, value)),
    ) as [number[], number[]]
    const isTested = x.length >= LEAST_UNITS && y.length >= LEAST_UNITS
    const estimate = x.length > 0 && y.length > 0 ? estimateDifference(x, y) : undefined
    return { ofNow, ofBefore, estimate, isTested }
  })
  const pHolm = holmAdjust(
    pairs.map(({ estimate, isTested }) =>
      estimate && isTested ? studentTest(estimate) : Number.NaN,
    ),
  )
  const fromScale = (value: number) => (scale === 'ratio' ? Math.exp(value) : value)
  const rows = pairs.map(({ ofNow, ofBefore, estimate, isTested }, at): BaselineRow => {
    const interval = estimate && isTested ? studentInterval(estimate) : undefined
    const p = pHolm[at] as number
    const isHigher = (estimate?.estimate ?? 0) > 0
    const isWorse = isHigher === (better === 'lower')
    const verdict =
      ofBefore === undefined
        ? 'new'
        : ofNow === undefined
          ? 'gone'
          : ofNow.values.length === 0 && ofBefore.values.length > 0
            ? 'worse'
            : p <= ALPHA
              ? isWorse
                ? 'worse'
                : 'better'
              : 'not told apart'
    return {
      setting: (ofNow ?? ofBefore)?.setting ?? [],
      nNow: ofNow?.n ?? 0,
      nBefore: ofBefore?.n ?? 0,
      nDivergedNow: ofNow?.nDiverged ?? 0,
      nDivergedBefore: ofBefore?.nDiverged ?? 0,
      meanNow: meanOf(ofNow?.values),
      meanBefore: meanOf(ofBefore?.values),
      estimate: estimate === undefined ? null : fromScale(estimate.estimate),
      low: interval ? orNull(fromScale(interval.low)) : null,
      high: interval ? orNull(fromScale(interval.high)) : null,
      pHolm: orNull(p),
      verdict,
    }
  })
  return { metric, better, scale, parameters, rows, table: baselineTable(rows, parameters, scale) }
}

interface Setting {
  readonly setting: readonly CellValue[]
  /** Of the runs that did not diverge. */
  readonly values: number[]
  n: number
  nDiverged: number
}

function settingsOf(
  runs: ColumnTable,
  metric: string,
  parameters: readonly string[],
): Map<string, Setting> {
  const columns = parameters.map((name) => resolveColumn(runs, name))
  const diverged = resolveColumn(runs, 'diverged')
  const settings = new Map<string, Setting>()
  for (let row = 0; row < runs.numRows(); row++) {
    const setting = columns.map((name) =>
      name === undefined ? null : cellValue(runs.get(name, row)),
    )
    const cell = cellValue(runs.get(metric, row))
    const value = typeof cell === 'number' || typeof cell === 'bigint' ? Number(cell) : Number.NaN
    const isDiverged = hasDiverged(metric, value, diverged && runs.get(diverged, row))
    if (Number.isNaN(value) && !isDiverged) continue
    const key = JSON.stringify(setting.map(valueKey))
    const known = settings.get(key) ?? { setting, values: [], n: 0, nDiverged: 0 }
    settings.set(key, known)
    known.n++
    if (isDiverged) known.nDiverged++
    else known.values.push(value)
  }
  return settings
}

function baselineTable(
  rows: readonly BaselineRow[],
  parameters: readonly string[],
  scale: Scale,
): ColumnTable {
  const column = <K extends keyof BaselineRow>(key: K) => rows.map((row) => row[key])
  return table([
    ...parameters.map((name, at): [string, unknown[]] => [
      name,
      rows.map(({ setting }) => setting[at]),
    ]),
    ['n_now', column('nNow')],
    ['n_before', column('nBefore')],
    ['n_diverged_now', column('nDivergedNow')],
    ['n_diverged_before', column('nDivergedBefore')],
    ['mean_now', column('meanNow')],
    ['mean_before', column('meanBefore')],
    [scale, column('estimate')],
    [`${scale}_low`, column('low')],
    [`${scale}_high`, column('high')],
    ['p_holm', column('pHolm')],
    ['verdict', column('verdict')],
  ])
}

function meanOf(values: readonly number[] = []): number | null {
  return values.length === 0 ? null : orNull(meanInterval(values).estimate)
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

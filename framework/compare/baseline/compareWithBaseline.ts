import { type ColumnTable, table } from 'arquero'
import { meanInterval } from '../../stats/intervals/meanInterval.ts'
import { holmAdjust } from '../../stats/tests/holm.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { RUNS } from '../../tables/schemas/runsSchemas.ts'
import { type CellValue, cellValue, valueKey } from '../../tables/valueKey.ts'
import { checkArguments, checkOptions, TEXT, TEXTS } from '../../text/checkOptions.ts'
import type { Better } from '../better.ts'
import { BETTER, CODE } from '../comparisonSchemas.ts'
import { metricReader } from '../groups/metricOfRun.ts'
import { type Scale, scaleOfMetric, scaleOfRuns } from '../groups/metricScale.ts'
import { ALPHA } from '../groups/verdict.ts'
import { type SettingRuns, type SettingTest, testSetting } from './testSetting.ts'

const OPTIONS = { metric: TEXT, better: BETTER, parameters: TEXTS }

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
  /** Now over before, or now minus before, with its single 95 % interval; of runs that did not diverge. */
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
  /**
   * Of Welch's test; with runs that diverged of the Mann-Whitney test, and where all did in one of the reports of
   * Fisher's exact test of how many.
   */
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
 * paired: Welch's test, or that of ranks with runs that diverged as the worst, or of how many did (see
 * `testSetting`), with Holm's adjustment over the settings that both have.
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
  checkArguments(CODE, 'compareWithBaseline', { now, before }, { now: RUNS, before: RUNS })
  checkOptions(CODE, 'compareWithBaseline', options, OPTIONS, ['metric', 'better', 'parameters'])
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
    const test = ofNow && ofBefore && testSetting(ofBefore, ofNow, { scale, better })
    return { ofNow, ofBefore, test }
  })
  const pHolm = holmAdjust(pairs.map(({ test }) => test?.pValue ?? Number.NaN))
  const fromScale = (value: number = Number.NaN) =>
    orNull(scale === 'ratio' ? Math.exp(value) : value)
  const rows = pairs.map(({ ofNow, ofBefore, test }, at): BaselineRow => {
    const p = pHolm[at] as number
    return {
      setting: (ofNow ?? ofBefore)?.setting ?? [],
      nNow: ofNow?.n ?? 0,
      nBefore: ofBefore?.n ?? 0,
      nDivergedNow: ofNow?.nDiverged ?? 0,
      nDivergedBefore: ofBefore?.nDiverged ?? 0,
      meanNow: meanOf(ofNow?.values),
      meanBefore: meanOf(ofBefore?.values),
      estimate: fromScale(test?.estimate),
      low: fromScale(test?.low),
      high: fromScale(test?.high),
      pHolm: orNull(p),
      verdict: test === undefined ? (ofNow ? 'new' : 'gone') : verdictOf(test, p),
    }
  })
  return { metric, better, scale, parameters, rows, table: baselineTable(rows, parameters, scale) }
}

function verdictOf({ isWorse }: SettingTest, pHolm: number): BaselineVerdict {
  if (!(pHolm <= ALPHA)) return 'not told apart'
  return isWorse ? 'worse' : 'better'
}

interface Setting extends SettingRuns {
  readonly setting: readonly CellValue[]
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
  const metricOf = metricReader(runs, metric)
  const settings = new Map<string, Setting>()
  for (let row = 0; row < runs.numRows(); row++) {
    const setting = columns.map((name) =>
      name === undefined ? null : cellValue(runs.get(name, row)),
    )
    const measured = metricOf(row)
    if (measured === 'missing' || measured === 'pruned') continue
    const key = JSON.stringify(setting.map(valueKey))
    const known = settings.get(key) ?? { setting, values: [], n: 0, nDiverged: 0 }
    settings.set(key, known)
    known.n++
    if (measured === 'diverged') known.nDiverged++
    else known.values.push(measured)
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

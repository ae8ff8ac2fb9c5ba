import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import { columnNotes, resolveColumn } from '../../tables/columnAliases.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { valueKey } from '../../tables/valueKey.ts'
import type { Better } from '../comparison.ts'
import { type Examined, examineGroups, samplerOf } from '../groups/examineGroups.ts'
import { pValuesOf } from '../groups/family.ts'
import type { Finding } from '../groups/findings.ts'
import { findingsAtLevels } from '../interactions/findingsAtLevels.ts'
import { type ExaminedTrend, examineTrend } from './examineTrend.ts'
import { relatedRuns } from './relatedRuns.ts'
import { type SweptParameter, sweptParameters } from './sweptParameters.ts'

export interface CompareParametersOptions {
  /** Column of the metric. */
  readonly metric: string
  /** Which values of the metric are better. */
  readonly better: Better
  /** Columns whose values are compared. Default: all parameters that differ, but the seed. */
  readonly by?: readonly string[] | undefined
  /** Columns of all that was varied. Default: the parameters that `loadRuns` found. */
  readonly parameters?: readonly string[]
  /** Column of the training seed. Default `seed`. */
  readonly seed?: string
  /** What counts as equal, as in `compareGroups`. Default: nothing is called equal. */
  readonly margin?: number | undefined
  /** What chose the runs by their results. Default: the column `sampler`, or nothing. */
  readonly sampler?: string | undefined
  /** Histories by `run_dir`, as in `compareGroups`. Default: none. */
  readonly perEpoch?: ReadonlyMap<string, ColumnTable> | undefined
}

/** What one parameter does, in pairs of its values. */
export interface ExaminedPairs extends Examined {
  /** Pairs at the values of a parameter on which they depend. */
  readonly atLevels: readonly Finding[]
}

/** What parameters do to one metric, tested but not yet judged as a family. */
export interface ExaminedParameters {
  readonly metric: string
  readonly seed: string
  readonly sampler: string | undefined
  /** Those that are compared. */
  readonly parameters: readonly SweptParameter[]
  /** All that differ. */
  readonly names: readonly string[]
  /** Those that were asked for, but differ nowhere. */
  readonly constant: readonly string[]
  /** Of runs that fall into parts that are compared apart. */
  readonly relatedRemarks: readonly string[]
  /** By each parameter that is compared in pairs, within each part of the runs. */
  readonly pairwise: readonly ExaminedPairs[]
  /** All pairs of these, and those at the values of a parameter on which they depend. */
  readonly pairs: readonly Finding[]
  /** By each of the other parameters. */
  readonly continuous: readonly ExaminedTrend[]
  /** Of trends, before adjustment; NaN where nothing is tested. */
  readonly ofTrends: readonly number[]
  /** Of all that is tested: the trends first. */
  readonly pValues: readonly number[]
}

/**
 * Lays out and tests what `compareParameters` compares.
 *
 * @param nMetrics as many metrics of the same runs are examined
 * @throws {ReportError} as `compareParameters` does
 */
export function examineParameters(
  runs: ColumnTable,
  options: CompareParametersOptions,
  nMetrics = 1,
): ExaminedParameters {
  const { metric, better, margin, seed = 'seed', sampler = samplerOf(runs, metric) } = options
  const wanted = options.by?.map((by) =>
    requireColumn(runs, by, { code: 'COMPARISON_COLUMN_UNKNOWN', askedBy: 'inputs.by' }),
  )
  if (wanted?.includes(metric)) {
    throw new ReportError(
      'COMPARISON_OPTION_INVALID',
      `inputs.by: ${metric} is the metric that runs are compared by. Name a parameter, or another inputs.metric.`,
    )
  }
  const known = options.parameters ?? columnNotes(runs)?.parameters ?? []
  const all = sweptParameters(runs, {
    // The seed is a parameter only where it is what is compared.
    seed: wanted?.includes(seed) ? '' : seed,
    names: [...new Set([...known, ...(wanted ?? [])])],
  })
  const swept = wanted ? all.filter(({ name }) => wanted.includes(name)) : all
  const names = all.map(({ name }) => name)
  const constant = (wanted ?? []).filter((by) => !names.includes(by))
  const shared = { metric, better, seed }
  const inPairs = swept.filter(({ isContinuous }) => !isContinuous)
  const related = relatedRuns(runs, { parameters: names, seed })
  const examined = inPairs.flatMap((parameter) => {
    const by = parameter.name
    const asked = { ...shared, by, parameters: names, margin, sampler }
    return partsWith(related.parts, by).map((part) => {
      const groups = examineGroups(part, asked, inPairs.length * nMetrics)
      // As in a random search: of numbers without pairs, the trend says more than each with each.
      const { findings } = groups
      const isUnpaired = findings.every(
        ({ tested }) => tested === undefined || tested.unit === 'setting',
      )
      return {
        parameter,
        groups,
        byTrend: parameter.isNumeric && findings.length > 0 && isUnpaired,
      }
    })
  })
  const byTrend = new Set(examined.flatMap((each) => (each.byTrend ? [each.parameter] : [])))
  const parameters = swept.map((each) =>
    byTrend.has(each) ? { ...each, isContinuous: true } : each,
  )
  const pairwise = examined
    .filter((each) => !each.byTrend)
    .map(({ groups }) => ({ ...groups, atLevels: findingsAtLevels(groups) }))
  const continuous = parameters
    .filter(({ isContinuous }) => isContinuous)
    .map(({ name: by, confoundedWith }) => {
      // Blocks of a parameter that varies together with this one would hold one value each.
      const others = names.filter((name) => name !== by && !confoundedWith.includes(name))
      return examineTrend(runs, { ...shared, by, parameters: others })
    })
  const pairs = pairwise.flatMap((each) => [...each.findings, ...each.atLevels])
  const ofTrends = continuous.map(({ pValue }) => (sampler === undefined ? pValue : Number.NaN))
  return {
    ...{
      metric,
      seed,
      sampler,
      parameters,
      names,
      constant,
      pairwise,
      pairs,
      continuous,
      ofTrends,
    },
    relatedRemarks: related.remarks,
    pValues: [...ofTrends, ...pValuesOf(pairs, sampler)],
  }
}

/** The parts in which runs differ in a column; the only part in any case, to say why nothing is compared. */
function partsWith(parts: readonly ColumnTable[], by: string): readonly ColumnTable[] {
  if (parts.length === 1) return parts
  return parts.filter((part) => {
    const cells = Array.from(part.array(resolveColumn(part, by) ?? by) as Iterable<unknown>)
    return new Set(cells.map(valueKey)).size > 1
  })
}

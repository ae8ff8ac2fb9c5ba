import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { cellValue } from '../../tables/valueKey.ts'
import type { CompareGroupsOptions } from '../compareOptions.ts'
import { associatedParameters } from '../confounding/confounding.ts'
import { interactionOf, singlePairsOf } from '../interactions/interactionOf.ts'
import type { Compared } from '../remarks/compared.ts'
import { resembleTogether } from '../units/seedClusters.ts'
import { comparedParameters } from './comparedParameters.ts'
import { ContrastMaker } from './contrasts.ts'
import { type Finding, findingOf, layOut, type Question } from './findings.ts'
import { measureRuns, type RunGroup } from './measuredRuns.ts'
import { betterByName, defaultBetter, type Scale, scaleOfMetric } from './metricScale.ts'

/** Every contrast between the groups of one column, tested but not yet judged as a family. */
export type Examined = Omit<Compared, 'rows'> & {
  readonly question: Question
  /** Whether pairs of the same seed resemble each other in all comparisons taken together. */
  readonly seedsResemble: boolean
}

/**
 * Lays out and tests what `compareGroups` compares.
 *
 * @param nFamilies as many columns of the same runs are examined
 * @throws {ReportError} as `compareGroups` does
 */
export function examineGroups(
  runs: ColumnTable,
  options: CompareGroupsOptions,
  nFamilies = 1,
): Examined {
  const { metric, by, seed = 'seed', scale } = options
  const sampler = options.sampler ?? samplerOf(runs, metric)
  const better = options.better ?? defaultBetter(metric)
  if (by === metric) {
    throw new ReportError(
      'COMPARISON_OPTION_INVALID',
      `compareGroups: by and metric are both "${by}". Compare a metric by a parameter.`,
    )
  }
  const parameters = comparedParameters(runs, { metric, by, seed, parameters: options.parameters })
  const columns = { metric, by, better, seed, parameters: parameters.inBlocks }
  const measured = measureRuns(runs, columns)
  const contrasts = new ContrastMaker(parameters.inBlocks)
  const groups = measured.groups.filter((group) => group.runs.length > 0)
  const asked = { metric, better, scale: scale ?? scaleOfMetric(metric) }
  const isMarginVacuous = allowsAnything(options.margin, asked.scale, groups)
  const margin = isMarginVacuous ? undefined : options.margin
  const question = { ...asked, margin }
  const laidOut = groups.flatMap((a, at) =>
    groups
      .slice(at + 1)
      .flatMap((b) =>
        contrasts
          .contrast(a, b)
          .map((contrast) => layOut({ by, a: a.value, b: b.value }, contrast, question)),
      ),
  )
  const seedsResemble = resembleTogether(laidOut.map(({ units }) => units.pairs))
  const interaction =
    sampler === undefined
      ? interactionOf(laidOut, parameters.inBlocks, { margin, nFamilies })
      : undefined
  const interacting = new Set(interaction?.contrasts.map(({ contrast }) => contrast))
  const singlePairs =
    sampler === undefined ? singlePairsOf(laidOut, parameters.inBlocks) : undefined
  const findings = laidOut
    .map((each) => findingOf(each, question, seedsResemble))
    // No number of runs settles an average that depends on what it is taken over, or may do so.
    .map((each) =>
      singlePairs !== undefined || interacting.has(each.contrast)
        ? { ...each, moreUnits: () => Number.NaN }
        : each,
    )
  return {
    ...{ runs, columns, measured, parameters, findings, question, sampler },
    isScaleByValues: question.scale === undefined,
    isBetterKnown: options.better !== undefined || betterByName(metric) !== undefined,
    vacuousMargin: isMarginVacuous ? options.margin : undefined,
    ...{ interaction, singlePairs, seedsResemble, goesTogether: associatedWith(findings) },
  }
}

/** Whether a margin, such as a ratio of 1.05, is a difference that no two values of a bounded metric can have. */
function allowsAnything(
  margin: number | undefined,
  scale: Scale | undefined,
  groups: readonly RunGroup[],
): boolean {
  if (margin === undefined || margin < 1 || scale !== 'difference') return false
  const values = groups.flatMap(({ runs }) => runs.map(({ value }) => value))
  return values.filter(Number.isFinite).every((value) => Math.abs(value) <= 1)
}

/** Parameters that go together with the compared column, where its values are compared without pairs. */
function associatedWith(findings: readonly Finding[]): string[] {
  const unpaired = findings.filter(
    ({ contrast, tested }) => contrast.block === '' && tested?.unit === 'setting',
  )
  const [first] = unpaired
  if (first === undefined) return []
  const groups = new Set(unpaired.flatMap(({ contrast: { a, b } }) => [a, b]))
  return associatedParameters([...groups], first.contrast)
}

/** What the column `sampler` says chose the runs with a value of the metric by their results. */
export function samplerOf(runs: ColumnTable, metric: string): string | undefined {
  const column = resolveColumn(runs, metric)
  if (column === undefined || runs.columnIndex('sampler') < 0) return undefined
  const cells = (name: string) => Array.from(runs.array(name) as Iterable<unknown>, cellValue)
  const values = cells(column)
  const names = cells('sampler').filter((_, row) => values[row] !== null)
  const distinct = new Set(names.filter((name) => name !== null).map(String))
  return distinct.size === 0 ? undefined : [...distinct].sort().join(', ')
}

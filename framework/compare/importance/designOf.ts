import type { ColumnTable } from 'arquero'
import { requireColumn } from '../../tables/requireColumn.ts'
import { cellValue, compareCells, valueKey } from '../../tables/valueKey.ts'
import { count } from '../../text/counts.ts'
import type { Better } from '../better.ts'
import { measureRuns } from '../groups/measuredRuns.ts'
import { onScale, type Scale, scaleOfMetric, scaleOfRuns } from '../groups/metricScale.ts'
import type { SweptParameter } from '../parameters/sweptParameters.ts'
import type { Design, Factor } from './design.ts'

/**
 * The design that runs make of some parameters. Runs that diverged count as bad as the worst that did
 * not; those without a value are left out, and so are those that a sampler stopped early.
 */
export function designOf(
  runs: ColumnTable,
  parameters: readonly SweptParameter[],
  { metric, better, scale: wanted }: { metric: string; better: Better; scale?: Scale | undefined },
): { design: Design; remarks: string[] } {
  const [first] = parameters
  const measured = measureRuns(runs, {
    metric,
    by: first?.name ?? metric,
    better,
    seed: 'seed',
    parameters: [],
  })
  const taken = measured.groups.flatMap((group) => group.runs).sort((a, b) => a.row - b.row)
  const scale = wanted ?? scaleOfMetric(metric) ?? scaleOfRuns(taken)
  const sign = better === 'lower' ? 1 : -1
  const values = taken.map(({ value }) => sign * onScale(scale, value))
  const finite = values.filter(Number.isFinite)
  const worst = finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  const nDiverged = values.length - finite.length
  const rows = taken.map(({ row }) => row)
  return {
    design: {
      factors: parameters
        .map((parameter) => factorOf(runs, parameter, rows))
        .filter(({ nLevels }) => nLevels > 1),
      y: finite.length === 0 ? [] : values.map((value) => (Number.isFinite(value) ? value : worst)),
    },
    remarks:
      nDiverged === 0 || finite.length === 0
        ? []
        : [
            `For importance, ${count(nDiverged, 'diverged run')} ${nDiverged === 1 ? 'counts' : 'count'} as bad as the worst of the others.`,
          ],
  }
}

function factorOf(
  runs: ColumnTable,
  { name, isNumeric }: SweptParameter,
  rows: readonly number[],
): Factor {
  const column = requireColumn(runs, name, { code: 'COMPARISON_COLUMN_UNKNOWN' })
  const cells = rows.map((row) => cellValue(runs.get(column, row)))
  const places = new Map(
    [...new Map(cells.map((cell) => [valueKey(cell), cell])).values()]
      .sort(compareCells)
      .map((cell, place) => [valueKey(cell), place]),
  )
  return {
    name,
    levels: cells.map((cell) => places.get(valueKey(cell)) as number),
    nLevels: places.size,
    isOrdered: isNumeric && cells.every((cell) => cell !== null),
  }
}

import type { ColumnTable } from 'arquero'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { cellValue } from '../../tables/valueKey.ts'
import { count } from '../../text/counts.ts'
import { listSome } from '../../text/lists.ts'
import { compareNatural } from '../../text/naturalOrder.ts'
import { groupText } from '../groups/groupText.ts'
import { metricColumn } from '../metrics/metricColumn.ts'
import type { Compared } from './compared.ts'
import { differencesOf } from './confounders.ts'
import { plainRemark, type Remark } from './remark.ts'
import { testRemarks } from './testRemarks.ts'

/** What a reader must know to trust the rows; of many groups the first are named. */
export function remarksOn(compared: Compared): Remark[] {
  return [
    ...nothingToCompare(compared),
    ...leftOut(compared),
    ...(compared.rows.length === 0
      ? []
      : [
          ...guessedBetter(compared),
          ...marginWithoutLimit(compared),
          ...sameNumbers(compared),
          ...bestOfMany(compared),
          ...differencesOf(compared),
          ...testRemarks(compared),
        ]),
  ]
}

function nothingToCompare({ columns, measured, rows }: Compared): Remark[] {
  if (rows.length > 0) return []
  const { by, metric } = columns
  const before = 'Nothing is compared by '
  const withValues = measured.groups.filter(({ runs }) => runs.length > 0)
  const [only] = withValues
  if (only === undefined) {
    const n = measured.groups.reduce((sum, { nMissing }) => sum + nMissing, 0)
    return [
      { before, details: [by], after: `: none of ${count(n, 'run')} has a value of ${metric}.` },
    ]
  }
  const which = measured.groups.length === 1 ? '' : ` with a value of ${metric}`
  const { length: n } = only.runs
  const who = n === 1 ? `the only run${which} has` : `all ${count(n, 'run')}${which} have`
  const value = `${by}: ${who} the value ${groupText(only.value)}`
  return [{ before, details: [value], after: '.' }]
}

function leftOut({
  columns: { metric, by },
  measured: { groups, nPruned },
  sampler,
}: Compared): Remark[] {
  const missing = groups.filter(({ nMissing }) => nMissing > 0)
  const n = missing.reduce((sum, { nMissing }) => sum + nMissing, 0)
  const nRuns = groups.reduce((sum, { runs, nMissing }) => sum + runs.length + nMissing, 0)
  const named = missing.map(({ value, nMissing }) => `${nMissing} of ${groupText(value)}`)
  return [
    ...(missing.length === 0
      ? []
      : [
          {
            before: `Left out, without a value of ${metric}: ${n} of ${count(nRuns, 'run')} (`,
            details: [`by ${by} ${listSome(named)}`],
            after: ').',
          },
        ]),
    ...(sampler === undefined
      ? []
      : [
          plainRemark(
            `The runs were chosen by ${sampler} from the results of others, which no test accounts for: ` +
              'the comparisons are descriptive only.',
          ),
        ]),
    ...(nPruned === 0
      ? []
      : [
          plainRemark(
            `Left out: ${count(nPruned, 'run')} that the sampler stopped early (pruned).`,
          ),
        ]),
  ]
}

function guessedBetter({ columns: { metric }, isBetterKnown }: Compared): Remark[] {
  if (isBetterKnown) return []
  return [
    plainRemark(
      `Nothing says which values of ${metric} are better; lower ones are taken to be. Say so with better: 'higher' or ` +
        "'lower'.",
    ),
  ]
}

function marginWithoutLimit({ columns: { metric }, vacuousMargin }: Compared): Remark[] {
  if (vacuousMargin === undefined) return []
  return [
    plainRemark(
      `The margin of ${vacuousMargin} is not applied: ${metric} is compared by differences, and any two of its values ` +
        'are within it. Give what difference counts as none, such as 0.01.',
    ),
  ]
}

/** Texts that are one value, since they are one number: versions that are written so are not. */
function sameNumbers({ runs, columns: { by }, measured: { groups } }: Compared): Remark[] {
  const cells = runs.array(resolveColumn(runs, by) ?? by) as ArrayLike<unknown>
  const numeric = groups.filter(({ value }) => typeof value === 'number')
  // Beside numbers, texts of numbers are how another source writes them.
  if (numeric.some(({ runs }) => runs.some(({ row }) => typeof cells[row] !== 'string'))) return []
  const pooled = numeric
    .map(({ runs }) => [...new Set(runs.map(({ row }) => String(cells[row]).trim()))])
    .filter((texts) => texts.length > 1)
    .map((texts) => texts.sort(compareNatural).join(' = '))
  if (pooled.length === 0) return []
  return [
    {
      before: 'Texts of the same number are the same value: by ',
      details: [`${by} (${listSome(pooled, MOST_POOLED)})`],
      after: '. If they are names, such as versions, write them with a letter.',
    },
  ]
}

const MOST_POOLED = 3

function bestOfMany({ runs, columns: { metric } }: Compared): Remark[] {
  if (!isChosenAmongSeveral(runs, metric)) return []
  return [
    plainRemark(
      `${metric} is the best of a run's epochs, chosen on the data that it is reported on: it flatters ` +
        'noisy and long trainings. If a test metric was logged at the chosen epoch, compare that instead.',
    ),
  ]
}

/** Whether some run has a best value other than its last one; without the last, by the number of its epochs. */
function isChosenAmongSeveral(runs: ColumnTable, metric: string): boolean {
  const logged = /^(.+)[._]best$/.exec(metric)?.[1]
  if (logged === undefined) return false
  const cells = (name: string) => {
    const column = resolveColumn(runs, name)
    if (column === undefined) return undefined
    return Array.from(runs.array(column) as Iterable<unknown>, cellValue)
  }
  const last = cells(metricColumn(runs, logged))
  if (last !== undefined) {
    const best = cells(metric) ?? []
    return best.some((value, row) => value !== null && value !== last[row])
  }
  const epochs = (cells('epochs') ?? []).filter((value) => value !== null)
  return epochs.length === 0 || epochs.some((value) => Number(value) > 1)
}

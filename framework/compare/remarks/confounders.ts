import { mean } from '../../stats/intervals/location.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { type CellValue, cellValue, compareCells, valueKey } from '../../tables/valueKey.ts'
import { listSome } from '../../text/lists.ts'
import { compareNatural } from '../../text/naturalOrder.ts'
import { formatNumber } from '../../text/numbers/numberFormat.ts'
import { groupText } from '../groups/groupText.ts'
import type { RunGroup } from '../groups/measuredRuns.ts'
import { type Compared, comparedColumns } from './compared.ts'
import { listDetails, type Remark } from './remark.ts'
import { trainingLengths } from './trainingLengths.ts'

/** Columns beside the parameters in which compared runs should not differ, and what they are. */
export const CONTEXT: ReadonlyMap<string, string> = new Map([
  ['dataset_name', 'dataset'],
  ['git_commit', 'code version'],
  ['encoder', 'encoder'],
  ['tokenizer', 'tokenizer'],
  ['latent_dim', 'latent dimension'],
])

/** A remark for everything other than what is compared in which the groups differ as a whole. */
export function differencesOf(compared: Compared): Remark[] {
  const { runs, columns, measured, parameters } = compared
  const groups = measured.groups.filter((group) => group.runs.length > 0)
  const valuesOf = (column: string): ValuesOfGroup[] => {
    const known = resolveColumn(runs, column)
    if (known === undefined) return []
    const cells = runs.array(known) as ArrayLike<unknown>
    return groups.map((group) => ({ group, values: distinct(group, cells) }))
  }
  const { by } = columns
  const listed = comparedColumns(compared)
  return [
    ...parameters.together
      .map((column) => ({ column, values: valuesOf(column) }))
      // What one group alone has, such as the size of a codebook, belongs to what is compared.
      .filter(({ values }) => values.filter((each) => each.values.length > 0).length > 1)
      // The same parameter in two columns: `encoder`, and `model/encoder` that sets it.
      .filter(({ column, values }) => !(CONTEXT.has(column) && repeatGroups(values)))
      .map(({ column, values }) => ({
        before: '',
        details: [togetherText(by, column, values)],
        after: ': what is compared is both together.',
      })),
    ...[...CONTEXT]
      .filter(([column]) => !listed.includes(column))
      .map(([column, name]) => ({ column, name, values: valuesOf(column) }))
      .filter(({ values }) => differ(values) && !repeatGroups(values))
      .map(({ column, name, values }) => ({
        before: `Groups differ in ${name} (${column}), which is compared along with `,
        details: [`${by} (${describe(values)})`],
        after: '.',
      })),
    ...unequalLengths(compared, groups),
  ]
}

interface ValuesOfGroup {
  readonly group: RunGroup
  /** Distinct and in order, without missing ones. */
  readonly values: readonly CellValue[]
}

function distinct({ runs }: RunGroup, cells: ArrayLike<unknown>): CellValue[] {
  const values = new Map(runs.map(({ row }) => [valueKey(cells[row]), cellValue(cells[row])]))
  return [...values.values()].filter((value) => value !== null).sort(compareCells)
}

/** Whether two groups have different values; a group without any cannot be told to differ. */
function differ(groups: readonly ValuesOfGroup[]): boolean {
  const known = groups.filter(({ values }) => values.length > 0)
  return new Set(known.map(({ values }) => values.map(valueKey).join('\n'))).size > 1
}

/** Whether the column says the same as the compared one, in the same words. */
function repeatGroups(groups: readonly ValuesOfGroup[]): boolean {
  return groups.every(({ group, values }) =>
    values.every((value) => valueKey(value) === valueKey(group.value)),
  )
}

/** A remark where groups trained for different lengths. */
function unequalLengths(compared: Compared, groups: readonly RunGroup[]): Remark[] {
  const lengths = trainingLengths(compared)
  if (lengths === undefined) return []
  const { unit, isLastLogged } = lengths
  const ofGroups = groups.map((group) => {
    const all = group.runs.map(({ row }) => lengths.of(row)).filter((length) => length !== null)
    return { group, all, values: [...new Set(all)].sort(compareCells) }
  })
  // How far the last step that was logged is from the end of a training depends on how often was logged.
  const areUnequal =
    unit === 'epoch' ? differ(ofGroups) : areApart(ofGroups) || isFarShorter(ofGroups)
  if (!areUnequal) return []
  const source = isLastLogged ? ', going by the last one logged' : ''
  return [
    {
      before: `Groups trained for different numbers of ${unit}s${source}: by `,
      details: [`${compared.columns.by} (${describe(ofGroups)})`],
      after: `. The longer ones had more time, and more ${unit}s to choose the best from.`,
    },
  ]
}

interface LengthsOfGroup extends ValuesOfGroup {
  readonly values: readonly number[]
  /** Of each run that has one. */
  readonly all: readonly number[]
}

/** Whether all runs of a group got further than all of another. */
function areApart(groups: readonly LengthsOfGroup[]): boolean {
  const [shortest, longest] = [
    Math.min(...groups.map(({ values }) => values.at(-1) ?? Number.POSITIVE_INFINITY)),
    Math.max(...groups.map(({ values }) => values[0] ?? Number.NEGATIVE_INFINITY)),
  ]
  return longest > shortest
}

/** Whether no run of a group got further than half as far as those of another did on average, as where runs are stopped early. */
function isFarShorter(groups: readonly LengthsOfGroup[]): boolean {
  const shortest = Math.min(
    ...groups.map(({ values }) => values.at(-1) ?? Number.POSITIVE_INFINITY),
  )
  const longest = Math.max(...groups.map(({ all }) => mean(all)))
  return shortest <= longest / 2
}

/** The same words from the sides of both columns, each of which has one value for each of the other. */
function togetherText(by: string, column: string, groups: readonly ValuesOfGroup[]): string {
  const isFirst = by < column
  const pairs = groups.map(({ group, values }) => {
    const [ofBy, ofColumn] = [groupText(group.value), shortList(values)]
    return isFirst ? `${ofBy} with ${ofColumn}` : `${ofColumn} with ${ofBy}`
  })
  const [one, other] = isFirst ? [by, column] : [column, by]
  return `${one} and ${other} change together (${listSome(pairs.sort(compareNatural))})`
}

/** `none: 3, vq: 4` */
function describe(groups: readonly ValuesOfGroup[]): string {
  return listDetails(
    groups.map(({ group, values }) => `${groupText(group.value)}: ${shortList(values)}`),
  )
}

const MOST_VALUES = 3
const MOST_LETTERS = 30

function shortList(values: readonly CellValue[]): string {
  if (values.length === 0) return '(missing)'
  const [first, last] = [values[0], values.at(-1)]
  if (values.length > MOST_VALUES && typeof first === 'number' && typeof last === 'number') {
    return `${formatNumber(first, { digits: 6 })} to ${formatNumber(last, { digits: 6 })}`
  }
  return listSome(values.map(shortText), MOST_VALUES)
}

function shortText(value: CellValue): string {
  const text = String(value)
  return text.length <= MOST_LETTERS ? text : `…${text.slice(-MOST_LETTERS)}`
}

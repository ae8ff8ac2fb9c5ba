import type { ColumnTable } from 'arquero'
import { correlationWithin, rankStrata } from '../../stats/tests/rankedStrata.ts'
import { columnNotes, resolveColumn } from '../../tables/columnAliases.ts'
import { type CellValue, cellValue, compareCells, valueKey } from '../../tables/valueKey.ts'

/** A parameter that differs between the runs. */
export interface SweptParameter {
  readonly name: string
  /** Its values in their order; missing ones left out. */
  readonly values: readonly CellValue[]
  readonly isNumeric: boolean
  /** Numbers of too many values, or with too few runs of each, to be compared in pairs. */
  readonly isContinuous: boolean
  /** Parameters that change exactly as this one does: no run tells them apart. */
  readonly confoundedWith: readonly string[]
}

/** More values are compared by their trend, not in pairs. */
const MOST_VALUES = 8
/** So many runs of each value, on average, are needed to compare in pairs. */
const LEAST_RUNS_PER_VALUE = 2
/** Ranks that agree so well belong to two names of one thing. */
const SAME_RANKS = 0.999

/**
 * The parameters that differ between the runs, but the seed.
 *
 * @param names columns to look at. Default: the parameters that `loadRuns` found
 */
export function sweptParameters(
  runs: ColumnTable,
  { names, seed = 'seed' }: { readonly names?: readonly string[]; readonly seed?: string } = {},
): SweptParameter[] {
  const columns = (names ?? columnNotes(runs)?.parameters ?? [])
    .filter((name) => name !== seed)
    .flatMap((name) => {
      const column = resolveColumn(runs, name)
      if (column === undefined) return []
      const cells = Array.from(runs.array(column) as Iterable<unknown>, cellValue)
      const keys = cells.map(valueKey)
      return [{ name, cells, keys, nKeys: new Set(keys).size }]
    })
    .filter(({ nKeys }) => nKeys > 1)
  return columns.map((column) => {
    const { name, cells } = column
    const present = cells.filter((cell) => cell !== null)
    const values = [...new Map(present.map((cell) => [valueKey(cell), cell])).values()]
    const isNumeric = present.every((cell) => typeof cell === 'number' || typeof cell === 'bigint')
    const isMany =
      values.length > MOST_VALUES || present.length < LEAST_RUNS_PER_VALUE * values.length
    return {
      name,
      values: values.sort(compareCells),
      isNumeric,
      isContinuous: isNumeric && values.length > 1 && isMany,
      confoundedWith: [
        ...new Set([
          ...columns
            .filter((other) => other !== column && isConfounded(column, other))
            .map((other) => other.name),
          ...(columnNotes(runs)?.confounded?.get(name) ?? []),
        ]),
      ],
    }
  })
}

interface Column {
  readonly cells: readonly CellValue[]
  readonly keys: readonly string[]
  readonly nKeys: number
}

/**
 * Whether two columns make the same groups of runs. Numbers that differ in every run, or that have many
 * values, as those that a random search draws do, make the same groups by chance: they must have the same
 * order, or its reverse.
 */
function isConfounded(one: Column, other: Column): boolean {
  if (one.nKeys !== other.nKeys) return false
  const pairs = new Set(one.keys.map((key, row) => `${key}\n${other.keys[row]}`))
  if (pairs.size !== one.nKeys) return false
  // Of several experiments in one table each lacks the parameters of the others.
  const rows = [...one.cells.keys()].filter((row) => one.cells[row] !== null)
  const isUnique = new Set(rows.map((row) => one.keys[row])).size === rows.length
  const [x, y] = [one, other].map(({ cells }) =>
    rows.map((row) => Number(cells[row] ?? Number.NaN)),
  ) as [number[], number[]]
  const isDrawn = isUnique || one.nKeys > MOST_VALUES
  if (!isDrawn || [...x, ...y].some(Number.isNaN)) return true
  return Math.abs(correlationWithin(rankStrata([{ x, y }]))) >= SAME_RANKS
}

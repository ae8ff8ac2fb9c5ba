import { valueKey } from '../../tables/valueKey.ts'
import type { Cell } from '../runRecord.ts'

/** How a parameter divides the runs: for each run the number of its value, by first appearance. */
export interface Split {
  readonly groups: readonly number[]
  /** How many values there are. */
  readonly size: number
}

export function splitOf(cells: readonly Cell[]): Split {
  const known = SPLITS.get(cells)
  if (known) return known
  const split = divide(cells)
  SPLITS.set(cells, split)
  return split
}

/** The values of a key are asked for several times. */
const SPLITS = new WeakMap<readonly Cell[], Split>()

function divide(cells: readonly Cell[]): Split {
  const numbers = new Map<string, number>()
  const groups = cells.map((cell) => {
    const key = valueKey(cell)
    const group = numbers.get(key) ?? numbers.size
    numbers.set(key, group)
    return group
  })
  return { groups, size: numbers.size }
}

/** Whether two parameters divide the runs in the same way, whatever their values are. */
export function isSameSplit(a: Split, b: Split): boolean {
  return a.size === b.size && a.groups.every((group, run) => group === b.groups[run])
}

/** Whether the value of the one says the value of the other. */
export function determines(a: Split, b: Split): boolean {
  const seen = new Map<number, number>()
  return a.groups.every((group, run) => {
    const other = b.groups[run] as number
    const expected = seen.get(group) ?? other
    seen.set(group, expected)
    return expected === other
  })
}

/** Whether every run has a value of its own. */
export function isUniqueToEachRun({ groups, size }: Split): boolean {
  return size === groups.length
}

/** Whether at least half of the runs share their value with another one. */
export function isRepeated({ groups, size }: Split): boolean {
  const counts = new Array<number>(size).fill(0)
  for (const group of groups) counts[group] = (counts[group] ?? 0) + 1
  const shared = counts.filter((count) => count > 1).reduce((sum, count) => sum + count, 0)
  return shared * 2 >= groups.length
}

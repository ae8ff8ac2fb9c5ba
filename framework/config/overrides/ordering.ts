import {
  type CallArguments,
  expectNames,
  FunctionError,
  SweepValue,
  simpleChoice,
  type Value,
} from './callArguments.ts'
import type { OverrideValue } from './overrideValue.ts'
import type { ChoiceSweep, RangeSweep } from './sweep.ts'

/** `shuffle(a,b)`, `shuffle([a,b])`, `shuffle(range(3))` */
export function shuffle(args: CallArguments): Value {
  expectNames(args, ['sweep', 'list'])
  const values = sortable(args)
  if (values.length !== 1) return simpleChoice(values, { isShuffled: true })
  const [only = null] = values
  if (!(only instanceof SweepValue)) return Array.isArray(only) ? shuffled(only) : [only]
  return new SweepValue({ ...sweepToOrder(only), isShuffled: true })
}

/** `sort(3,1)`, `sort([3,1],reverse=true)`, `sort(range(3))` */
export function sort(args: CallArguments): Value {
  expectNames(args, ['sweep', 'list', 'reverse'])
  const reverse = args.named.has('reverse') ? args.named.get('reverse') : false
  if (typeof reverse !== 'boolean') throw new FunctionError('reverse must be true or false')
  const values = sortable(args)
  const [only] = values
  if (only === undefined) throw new FunctionError('expected something to sort')
  if (values.length > 1) {
    const items = values.map((value) => {
      if (value instanceof SweepValue || typeof value === 'object') {
        throw new FunctionError('only numbers, booleans and strings can be sorted')
      }
      return value
    })
    return sortSweep({ type: 'choice', items, isSimple: true, isShuffled: false }, reverse)
  }
  if (only instanceof SweepValue) return sortSweep(sweepToOrder(only), reverse)
  return Array.isArray(only) ? sorted(only, reverse) : only
}

/** The one list or sweep given by name, or what stands by position. */
function sortable({ positional, named }: CallArguments): readonly Value[] {
  const list = named.get('list') ?? null
  if (list !== null && !Array.isArray(list)) throw new FunctionError('list must be a list')
  const sweep = named.get('sweep') ?? null
  if (sweep !== null && !(sweep instanceof SweepValue)) {
    throw new FunctionError('sweep must be a sweep')
  }
  if (positional.includes(null)) throw new FunctionError('null has no place in an order')
  const byName = list ?? sweep
  return byName === null ? positional : [byName]
}

function sweepToOrder({ sweep }: SweepValue): ChoiceSweep | RangeSweep {
  if (sweep.type === 'choice' || sweep.type === 'range') return sweep
  throw new FunctionError(`an ${sweep.type} has no order`)
}

function sortSweep(sweep: ChoiceSweep | RangeSweep, reverse: boolean): SweepValue {
  if (sweep.type === 'choice') {
    return new SweepValue({ ...sweep, items: sorted(sweep.items, reverse) })
  }
  const { start, stop, step } = sweep
  const isOrdered = reverse ? !(start < stop) : !(start > stop)
  if (isOrdered) return new SweepValue(sweep)
  const size = step < 0 ? negate(step) : step
  const shift = reverse ? negate(size) : size
  return new SweepValue({
    ...sweep,
    start: add(stop, shift),
    stop: add(start, shift),
    step: negate(step),
  })
}

function negate(value: bigint | number): bigint | number {
  return -value
}

/** Python's sum: an integer only of two integers. */
function add(left: bigint | number, right: bigint | number): bigint | number {
  if (typeof left === 'bigint' && typeof right === 'bigint') return left + right
  return Number(left) + Number(right)
}

function sorted(items: readonly OverrideValue[], reverse: boolean): OverrideValue[] {
  const order = reverse ? -1 : 1
  return [...items].sort((left, right) => order * compare(left, right))
}

/** Python's order: numbers and booleans among themselves, strings by code point, lists by items. */
function compare(left: OverrideValue, right: OverrideValue): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right)
  if (Array.isArray(left) && Array.isArray(right)) {
    for (const [index, item] of left.entries()) {
      const other = right[index]
      if (other === undefined) return 1
      const order = compare(item, other)
      if (order !== 0) return order
    }
    return left.length - right.length
  }
  const [a, b] = [orderable(left), orderable(right)]
  return a < b ? -1 : a > b ? 1 : 0
}

function orderable(value: OverrideValue): bigint | number {
  if (typeof value === 'bigint' || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1n : 0n
  throw new FunctionError('values of different types have no order')
}

function compareText(left: string, right: string): number {
  const [a, b] = [[...left], [...right]]
  const at = a.findIndex((char, index) => char !== b[index])
  if (at === -1) return a.length - b.length
  return (a[at]?.codePointAt(0) ?? -1) - (b[at]?.codePointAt(0) ?? -1)
}

/** A random order, another one each time. */
export function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, rank: Math.random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}

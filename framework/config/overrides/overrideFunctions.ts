import { parsePythonFloat, parsePythonInt } from '../pythonNumber.ts'
import { scalarStr } from '../pythonText.ts'
import type { Scalar } from '../scalar.ts'
import { OverrideDict, type OverrideValue, QuotedString } from './overrideValue.ts'
import type { ChoiceSweep, RangeSweep, Sweep } from './sweep.ts'

/**
 * The functions of Hydra 1.3's override grammar: casts, sweeps, and what sorts or shuffles them.
 */
export type Value = OverrideValue | SweepValue

/** A sweep as a value, told apart from lists and dicts. */
export class SweepValue {
  readonly sweep: Sweep

  constructor(sweep: Sweep) {
    this.sweep = sweep
  }
}

/** The arguments of a call, by position and by name; quotes around them are gone. */
export interface CallArguments {
  readonly positional: readonly Value[]
  readonly named: ReadonlyMap<string, Value>
}

/** A function cannot serve its arguments. */
export class FunctionError extends Error {}

/** Calls a function. @throws FunctionError */
export function callFunction(name: string, args: CallArguments): Value {
  const run = FUNCTIONS.get(name)
  if (run === undefined) {
    const known = [...FUNCTIONS.keys()].sort().join(', ')
    throw new FunctionError(`there is no function '${name}' (known: ${known})`)
  }
  return run({
    positional: args.positional.map(unquote),
    named: new Map(Array.from(args.named, ([key, value]) => [key, unquote(value)])),
  })
}

function unquote(value: Value): Value {
  return value instanceof QuotedString ? value.text : value
}

const FUNCTIONS: ReadonlyMap<string, (args: CallArguments) => Value> = new Map([
  ['int', castWith(toInt)],
  ['float', castWith(toFloat)],
  ['str', castWith(toStr)],
  ['bool', castWith(toBool)],
  ['choice', choice],
  ['range', range],
  ['interval', interval],
  ['tag', tag],
  ['sort', sort],
  ['shuffle', shuffle],
  ['glob', glob],
])

type Cast = (value: Scalar) => Scalar

/** A cast takes one value, or several as a choice; it goes into lists, dicts and sweeps. */
function castWith(cast: Cast): (args: CallArguments) => Value {
  return (args) => {
    expectNames(args, ['value'])
    const [first, ...others] = args.positional
    const named = args.named.get('value') ?? null
    if (named !== null) {
      if (first !== undefined) throw new FunctionError('give the value by position or by name')
      return castValue(named, cast)
    }
    if (first === undefined) throw new FunctionError('expected a value')
    return castValue(others.length === 0 ? first : simpleChoice(args.positional), cast)
  }
}

function castValue(value: Value, cast: Cast): Value {
  return value instanceof SweepValue ? castSweep(value.sweep, cast) : castElement(value, cast)
}

function castElement(value: OverrideValue, cast: Cast): OverrideValue {
  if (value instanceof QuotedString) return cast(value.text)
  if (Array.isArray(value)) return value.map((item) => castElement(item, cast))
  if (!(value instanceof OverrideDict)) return cast(value)
  const dict = new OverrideDict()
  for (const [key, item] of value.entries()) dict.set(key, castElement(item, cast))
  return dict
}

function castSweep(sweep: Sweep, cast: Cast): SweepValue {
  const isNumeric = cast === toInt || cast === toFloat
  const number = (value: Scalar) => expectNumber(cast(value), 'sweep')
  switch (sweep.type) {
    case 'choice': {
      const items = sweep.items.map((item) => castElement(item, cast))
      return new SweepValue({ ...sweep, items, isShuffled: false })
    }
    case 'range':
      if (!isNumeric) throw new FunctionError('a range can only become int or float')
      return new SweepValue({
        type: 'range',
        start: number(sweep.start),
        stop: number(sweep.stop),
        step: number(sweep.step),
        isShuffled: false,
      })
    case 'interval':
      if (!isNumeric) throw new FunctionError('an interval can only become int or float')
      return new SweepValue({ ...sweep, start: number(sweep.start), end: number(sweep.end) })
    case 'glob':
      throw new FunctionError('a glob cannot be cast')
  }
}

function toInt(value: Scalar): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'number' && Number.isFinite(value)) return BigInt(Math.trunc(value))
  const parsed = typeof value === 'string' ? parsePythonInt(value) : undefined
  if (parsed === undefined) throw new FunctionError(`'${scalarStr(value)}' is not an integer`)
  return parsed
}

function toFloat(value: Scalar): number {
  const parsed = typeof value === 'string' ? parsePythonFloat(value) : undefined
  const number = value === null || typeof value === 'string' ? parsed : Number(value)
  const isTooLarge = typeof value === 'bigint' && !Number.isFinite(number)
  if (number === undefined || isTooLarge) {
    throw new FunctionError(`'${scalarStr(value)}' is not a float`)
  }
  return number
}

function toStr(value: Scalar): string {
  if (value === null) throw new FunctionError('null cannot become a string')
  return typeof value === 'boolean' ? String(value) : scalarStr(value)
}

function toBool(value: Scalar): boolean {
  if (typeof value !== 'string') return typeof value === 'number' ? value !== 0 : Boolean(value)
  const lower = value.toLowerCase()
  if (lower !== 'true' && lower !== 'false') throw new FunctionError(`'${value}' is not a boolean`)
  return lower === 'true'
}

function choice(args: CallArguments): Value {
  expectNames(args, [])
  const { positional } = args
  const [first] = positional
  if (first === undefined) throw new FunctionError('expected at least one value')
  if (positional.length === 1 && first instanceof SweepValue && first.sweep.type === 'choice') {
    if (!first.sweep.isSimple) throw new FunctionError('a choice cannot stand in a choice')
    return new SweepValue({ ...first.sweep, isSimple: false })
  }
  const items = positional.map((item) => {
    if (item === null) throw new FunctionError('null cannot be chosen')
    return expectElement(item)
  })
  return new SweepValue({ type: 'choice', items, isSimple: false, isShuffled: false })
}

function range(args: CallArguments): Value {
  const [first, second = null, third = 1n] = bind(args, ['start', 'stop', 'step'])
  const start = expectNumber(first, 'start')
  const step = expectNumber(third, 'step')
  const bounds =
    second === null ? { start: 0n, stop: start } : { start, stop: expectNumber(second, 'stop') }
  return new SweepValue({ type: 'range', ...bounds, step, isShuffled: false })
}

function interval(args: CallArguments): Value {
  const [start, end] = bind(args, ['start', 'end'])
  return new SweepValue({
    type: 'interval',
    start: toFloat(expectNumber(start, 'start')),
    end: toFloat(expectNumber(end, 'end')),
  })
}

/** Tags name a sweep for a sweeper that knows them; here they have no effect. */
function tag(args: CallArguments): Value {
  expectNames(args, ['sweep'])
  if (args.positional.length === 0) throw new FunctionError('expected at least a sweep')
  for (const arg of args.positional) {
    const isSweep = arg instanceof SweepValue && arg.sweep.type !== 'glob'
    if (!isSweep && typeof arg !== 'string') throw new FunctionError('a tag must be a string')
  }
  const named = args.named.get('sweep') ?? null
  const words = named === null ? args.positional.slice(0, -1) : args.positional
  const sweep = named ?? args.positional.at(-1)
  if (words.some((word) => typeof word !== 'string')) {
    throw new FunctionError('a tag must be a string')
  }
  if (!(sweep instanceof SweepValue)) throw new FunctionError('the last argument must be a sweep')
  return sweep
}

function shuffle(args: CallArguments): Value {
  expectNames(args, ['sweep', 'list'])
  const values = sortable(args)
  if (values.length !== 1) return simpleChoice(values, { isShuffled: true })
  const [only = null] = values
  if (!(only instanceof SweepValue)) return Array.isArray(only) ? shuffled(only) : [only]
  return new SweepValue({ ...sweepToOrder(only), isShuffled: true })
}

function sort(args: CallArguments): Value {
  expectNames(args, ['sweep', 'list', 'reverse'])
  const reverse = args.named.get('reverse') ?? false
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

function glob(args: CallArguments): Value {
  const [include, exclude = null] = bind(args, ['include', 'exclude'])
  return new SweepValue({
    type: 'glob',
    include: patterns(include),
    exclude: exclude === null ? [] : patterns(exclude),
  })
}

function patterns(value: Value | undefined): string[] {
  const items = Array.isArray(value) ? value : [value]
  return items.map((item) => {
    const text = item instanceof QuotedString ? item.text : item
    if (typeof text !== 'string') throw new FunctionError('a pattern must be a string')
    return text
  })
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

/** A random order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[]): T[] {
  const result = [...items]
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1))
    const swap = result[last] as T
    result[last] = result[other] as T
    result[other] = swap
  }
  return result
}

function simpleChoice(values: readonly Value[], { isShuffled = false } = {}): SweepValue {
  const items = values.map(expectElement)
  return new SweepValue({ type: 'choice', items, isSimple: true, isShuffled })
}

function expectElement(value: Value): OverrideValue {
  if (value instanceof SweepValue) throw new FunctionError('a sweep cannot stand among values')
  return value
}

function expectNumber(value: Value | undefined, name: string): bigint | number {
  if (typeof value === 'bigint' || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1n : 0n
  throw new FunctionError(`${name} must be a number`)
}

function expectNames({ named }: CallArguments, known: readonly string[]): void {
  for (const name of named.keys()) {
    if (!known.includes(name)) throw new FunctionError(`there is no argument '${name}'`)
  }
}

/** Arguments in the order of their names, whether they came by position or by name. */
function bind(args: CallArguments, names: readonly string[]): (Value | undefined)[] {
  expectNames(args, names)
  if (args.positional.length > names.length) {
    throw new FunctionError(`expected at most ${names.length} arguments`)
  }
  return names.map((name, index) => {
    const byPosition = args.positional[index]
    if (byPosition !== undefined && args.named.has(name)) {
      throw new FunctionError(`'${name}' is given twice`)
    }
    return byPosition ?? args.named.get(name)
  })
}

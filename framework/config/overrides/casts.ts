import { parsePythonFloat, parsePythonInt } from '../../text/python/pythonNumber.ts'
import { scalarStr } from '../../text/python/pythonText.ts'
import type { Scalar } from '../tree/scalar.ts'
import {
  type CallArguments,
  expectNames,
  expectNumber,
  FunctionError,
  SweepValue,
  simpleChoice,
  type Value,
} from './callArguments.ts'
import { OverrideDict, type OverrideValue, QuotedString } from './overrideValue.ts'
import type { Sweep } from './sweep.ts'

/** Python's `int`, `float`, `str` or `bool` of one scalar. */
type Cast = (value: Scalar) => Scalar

/** A cast takes one value, or several as a choice; it goes into lists, dicts and sweeps. */
export function castWith(cast: Cast): (args: CallArguments) => Value {
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

export function toInt(value: Scalar): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'number' && Number.isFinite(value)) return BigInt(Math.trunc(value))
  const parsed = typeof value === 'string' ? parsePythonInt(value) : undefined
  if (parsed === undefined) throw new FunctionError(`'${scalarStr(value)}' is not an integer`)
  return parsed
}

export function toFloat(value: Scalar): number {
  const parsed = typeof value === 'string' ? parsePythonFloat(value) : undefined
  const number = value === null || typeof value === 'string' ? parsed : Number(value)
  const isTooLarge = typeof value === 'bigint' && !Number.isFinite(number)
  if (number === undefined || isTooLarge) {
    throw new FunctionError(`'${scalarStr(value)}' is not a float`)
  }
  return number
}

export function toStr(value: Scalar): string {
  if (value === null) throw new FunctionError('null cannot become a string')
  return typeof value === 'boolean' ? String(value) : scalarStr(value)
}

export function toBool(value: Scalar): boolean {
  if (typeof value !== 'string') return typeof value === 'number' ? value !== 0 : Boolean(value)
  const lower = value.toLowerCase()
  if (lower !== 'true' && lower !== 'false') throw new FunctionError(`'${value}' is not a boolean`)
  return lower === 'true'
}

import {
  bind,
  type CallArguments,
  expectElement,
  expectNames,
  expectNumber,
  FunctionError,
  SweepValue,
  type Value,
} from './callArguments.ts'
import { castWith, toBool, toFloat, toInt, toStr } from './casts.ts'
import { shuffle, sort } from './ordering.ts'
import { QuotedString } from './overrideValue.ts'

/** Calls a function of Hydra 1.3's override grammar. @throws {FunctionError} */
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

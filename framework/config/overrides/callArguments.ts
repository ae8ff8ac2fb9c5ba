import type { OverrideValue } from './overrideValue.ts'
import type { Sweep } from './sweep.ts'

/** What a function of an override takes and gives. */
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

export function simpleChoice(values: readonly Value[], { isShuffled = false } = {}): SweepValue {
  const items = values.map(expectElement)
  return new SweepValue({ type: 'choice', items, isSimple: true, isShuffled })
}

export function expectElement(value: Value): OverrideValue {
  if (value instanceof SweepValue) throw new FunctionError('a sweep cannot stand among values')
  return value
}

export function expectNumber(value: Value | undefined, name: string): bigint | number {
  if (typeof value === 'bigint' || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1n : 0n
  throw new FunctionError(`${name} must be a number`)
}

export function expectNames({ named }: CallArguments, known: readonly string[]): void {
  for (const name of named.keys()) {
    if (!known.includes(name)) throw new FunctionError(`there is no argument '${name}'`)
  }
}

/** Arguments in the order of their names, whether they came by position or by name. */
export function bind(args: CallArguments, names: readonly string[]): (Value | undefined)[] {
  expectNames(args, names)
  if (args.positional.length > names.length) {
    throw new FunctionError(`expected at most ${names.length} arguments`)
  }
  return names.map((name, index) => {
    const byPosition = args.positional[index]
    if (byPosition !== undefined && args.named.has(name)) {
      throw new FunctionError(`'${name}' is given twice`)
    }
    return byPosition === undefined ? args.named.get(name) : byPosition
  })
}

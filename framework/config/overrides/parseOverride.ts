import { checkArguments, TEXT } from '../../text/checkOptions.ts'
import { type PlainValue, plainScalar } from '../tree/plain.ts'
import { type Override, type OverrideType, parseOverrideText } from './overrideGrammar.ts'
import {
  OverrideDict,
  type OverrideValue,
  plainOverrideValue,
  QuotedString,
} from './overrideValue.ts'
import type { Sweep } from './sweep.ts'

/** What the grammar saw after the `=`; `none` where nothing stands there. */
export type OverrideKind =
  | 'none'
  | 'null'
  | 'bool'
  | 'int'
  | 'float'
  | 'str'
  | 'quoted'
  | 'interpolation'
  | 'list'
  | 'dict'
  | `${Sweep['type']}_sweep`

export interface ParsedOverride {
  /** A path in the config, or a config group. */
  readonly key: string
  /** What stands after an `@` in the key; absent without one. */
  readonly package?: string
  readonly type: OverrideType
  /**
   * A plain value; integers beyond 2^53 are bigint. A choice is the list of its values, a range
   * `[start, stop, step]`, an interval `[start, end]`, a glob `{ include, exclude }`.
   */
  readonly value: PlainValue
  readonly kind: OverrideKind
}

/**
 * Parses one Hydra override such as `inputs.select.seed=[42,43]`.
 *
 * @throws {ReportError} OVERRIDE_INVALID naming the word, the place in it and what was expected.
 */
export function parseOverride(text: string): ParsedOverride {
  checkArguments('OPTION_INVALID', 'parseOverride', { text }, { text: TEXT })
  const override = parseOverrideText(text)
  return {
    key: override.key,
    ...(override.package === undefined ? {} : { package: override.package }),
    type: override.type,
    value: plainValueOf(override),
    kind: overrideKind(override),
  }
}

export function overrideKind({ value, sweep }: Override): OverrideKind {
  if (sweep !== undefined) return `${sweep.type}_sweep`
  return value === undefined ? 'none' : valueKind(value)
}

function valueKind(value: OverrideValue): OverrideKind {
  if (value === null) return 'null'
  if (value instanceof QuotedString) return 'quoted'
  if (Array.isArray(value)) return 'list'
  if (value instanceof OverrideDict) return 'dict'
  if (typeof value === 'string') return value.includes('${') ? 'interpolation' : 'str'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'bigint' ? 'int' : 'float'
}

function plainValueOf({ value = null, sweep }: Override): PlainValue {
  switch (sweep?.type) {
    case undefined:
      return plainOverrideValue(value)
    case 'choice':
      return sweep.items.map(plainOverrideValue)
    case 'range':
      return [sweep.start, sweep.stop, sweep.step].map(plainScalar)
    case 'interval':
      return [sweep.start, sweep.end].map(plainScalar)
    case 'glob':
      return { include: [...sweep.include], exclude: [...sweep.exclude] }
  }
}

import { parsePythonFloat } from '../../text/python/pythonNumber.ts'
import type { Scalar } from '../tree/scalar.ts'

/**
 * How OmegaConf 2.2 reads a scalar that carries no tag: PyYAML's implicit resolvers of YAML 1.1,
 * without timestamps, and with OmegaConf's own wider pattern for floats.
 */
const BOOL = /^(?:(yes|Yes|YES|true|True|TRUE|on|On|ON)|no|No|NO|false|False|FALSE|off|Off|OFF)$/
const NULL = /^(?:~|null|Null|NULL|)$/
const INT =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/

export type ScalarTag = 'bool' | 'float' | 'int' | 'merge' | 'null' | 'value' | 'str'

/** The tag that a plain scalar takes by its look. */
export function implicitTag(text: string): ScalarTag {
  if (BOOL.test(text)) return 'bool'
  if (INT.test(text)) return 'int'
  if (text === '<<') return 'merge'
  if (NULL.test(text)) return 'null'
  if (text === '=') return 'value'
  return FLOAT.test(text) ? 'float' : 'str'
}

const BOOL_WORDS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['on', true],
  ['no', false],
  ['false', false],
  ['off', false],
])

/** The value of a scalar under a tag; undefined where PyYAML cannot construct one. */
export function constructScalar(tag: ScalarTag, text: string): Scalar | undefined {
  switch (tag) {
    case 'str':
      return text
    case 'null':
      return null
    case 'bool':
      return BOOL_WORDS.get(text.toLowerCase())
    case 'int':
      return constructInt(text)
    case 'float':
      return constructFloat(text)
    default:
      return undefined
  }
}

/** Binary, octal (a leading zero), hexadecimal, base sixty (`1:30`) or decimal. */
function constructInt(text: string): bigint | undefined {
  const { sign, digits } = splitSign(text.replaceAll('_', ''))
  if (digits.includes(':')) {
    const parts = digits.split(':').map(parseDigits)
    return signed(sign, sexagesimal(parts))
  }
  if (digits.length > 1 && digits.startsWith('0') && !/^0[bx]/.test(digits)) {
    return signed(sign, /^[0-7]+$/.test(digits) ? BigInt(`0o${digits}`) : undefined)
  }
  return signed(sign, parseDigits(digits))
}

function constructFloat(text: string): number | undefined {
  const { sign, digits } = splitSign(text.replaceAll('_', '').toLowerCase())
  const factor = Number(sign)
  if (digits === '.inf') return factor * Number.POSITIVE_INFINITY
  if (digits === '.nan') return Number.NaN
  if (!digits.includes(':')) {
    const value = parsePythonFloat(digits)
    return value === undefined ? undefined : factor * value
  }
  let total = 0
  for (const part of digits.split(':')) {
    const value = parsePythonFloat(part)
    if (value === undefined) return undefined
    total = total * 60 + value
  }
  return factor * total
}

function splitSign(text: string): { sign: 1n | -1n; digits: string } {
  const sign = text.startsWith('-') ? -1n : 1n
  return { sign, digits: /^[-+]/.test(text) ? text.slice(1) : text }
}

function signed(sign: bigint, magnitude: bigint | undefined): bigint | undefined {
  return magnitude === undefined ? undefined : sign * magnitude
}

function sexagesimal(parts: readonly (bigint | undefined)[]): bigint | undefined {
  let total = 0n
  for (const part of parts) {
    if (part === undefined) return undefined
    total = total * 60n + part
  }
  return total
}

/** Python converts at most 4300 decimal digits. */
function parseDigits(digits: string): bigint | undefined {
  if (/^[0-9]{1,4300}$/.test(digits)) return BigInt(digits)
  return /^(?:0b[01]+|0x[0-9a-fA-F]+)$/.test(digits) ? BigInt(digits) : undefined
}

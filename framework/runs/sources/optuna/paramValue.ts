import { isMapping, jsonText } from '../reading/flatParams.ts'
import type { Scalar } from '../source.ts'

/** A parameter's value from how it is stored: that of a categorical one is an index to its choices. */
export function paramValue(stored: unknown, distribution: unknown): Scalar {
  const attributes = memberOf(distribution, 'attributes')
  const choices = memberOf(attributes, 'choices')
  const value = Array.isArray(choices) ? choices[Number(stored)] : stored
  if (typeof value === 'object' && value !== null) return jsonText(value)
  return value === undefined ? null : (value as Scalar)
}

function memberOf(value: unknown, name: string): unknown {
  return isMapping(value) ? new Map(Object.entries(value)).get(name) : undefined
}

import { cutOff } from '../../../text/shorten.ts'
import type { Scalar } from '../source.ts'

/** Deeper values are kept as one text; a config of people is never so deep. */
const MAX_DEPTH = 50

/**
 * Nested mappings as parameters with dotted names. Lists are kept whole and so are empty mappings,
 * each as its JSON text.
 *
 * @param values own properties count, whatever their names
 * @param findings takes a sentence for each name that occurs twice, of which the first counts
 */
export function flatParams(values: object, findings: string[] = []): Map<string, Scalar> {
  const params = new Map<string, Scalar>()

  function flatten(mapping: object, prefix: string, depth: number): void {
    for (const [key, value] of Object.entries(mapping)) {
      const name = prefix + key
      if (isMapping(value) && depth < MAX_DEPTH && Object.keys(value).length > 0) {
        flatten(value, `${name}.`, depth + 1)
      } else if (params.has(name)) {
        findings.push(`the parameter '${cutOff(name)}' stands twice; the first one counts`)
      } else {
        params.set(name, isScalar(value) ? value : jsonText(value))
      }
    }
  }

  flatten(values, '', 0)
  return params
}

/** Whether a value of JSON or YAML is a mapping. */
export function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isScalar(value: unknown): value is Scalar {
  return typeof value !== 'object' || value === null
}

/** JSON, with integers of any size and, as Python writes them, the words NaN and Infinity. */
export function jsonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`
  if (isMapping(value)) {
    const members = Object.entries(value)
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${jsonText(member)}`).join(',')}}`
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

import type { PlainValue } from '../../config/tree/plain.ts'
import type { Cell } from '../runRecord.ts'

/**
 * A value of a config, an override or a tracker's parameter as a cell: lists and dicts as text (`[1,2]`, `{a: 1}`),
 * integers beyond 2^53 as their digits, `null` for what is not there. NaN is the text `NaN`: a setting that is NaN is
 * not one that is missing.
 */
export function cellOf(value: PlainValue | undefined): Cell {
  if (value === undefined) return null
  if (Number.isNaN(value)) return 'NaN'
  if (typeof value === 'bigint') return String(value)
  return typeof value === 'object' && value !== null ? flowText(value) : value
}

function flowText(value: PlainValue): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(',')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(([key, item]) => `${key}: ${flowText(item)}`)
  return `{${entries.join(',')}}`
}

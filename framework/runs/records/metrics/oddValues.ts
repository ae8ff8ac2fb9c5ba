import { count } from '../../../text/counts.ts'
import type { Finding } from '../../runRecord.ts'
import type { Series } from '../../sources/source.ts'

/** What must be told of values that are NaN or infinite, which no table or figure has a place for. */
export function oddValues(name: string, { value, last = value.at(-1) }: Series): Finding[] {
  if (last !== undefined && !Number.isFinite(last)) {
    return [{ kind: 'diverged', detail: `the last ${name} is ${last}` }]
  }
  const odd = value.reduce((sum, each) => sum + Number(!Number.isFinite(each)), 0)
  if (odd === 0) return []
  const detail = `${name} is NaN or infinite at ${count(odd, 'point')}, and missing there; its last value is finite`
  return [{ kind: 'logged-nan', detail }]
}

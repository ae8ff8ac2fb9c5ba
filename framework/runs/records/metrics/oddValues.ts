import { count } from '../../../text/counts.ts'
import type { Finding } from '../../runRecord.ts'
import type { Series } from '../../sources/source.ts'
import { isAscending } from './ascending.ts'
import { lastOf } from './metricRecord.ts'

/** Metrics, and places in the course of one, that a finding names before it counts the rest. */
const SHOWN = 3

/** What must be told of a run's values that are NaN or infinite, which no figure has a place for. */
export function oddValues(metrics: ReadonlyMap<string, Series>): Finding[] {
  const ends: string[] = []
  const courses: string[] = []
  for (const [name, series] of metrics) {
    const last = lastOf(series)
    const isDiverged = last !== undefined && !Number.isFinite(last)
    if (isDiverged) ends.push(`${name} is ${last}`)
    const odd = oddPoints(series).filter(
      (at) => !(isDiverged && at === series.value.length - 1 && Object.is(series.value[at], last)),
    )
    if (odd.length > 0) courses.push(`${name} is ${listed(odd.map((at) => placeOf(series, at)))}`)
  }
  return [
    ...(ends.length === 0 ? [] : [finding('diverged', `the last ${listed(ends, ', the last ')}`)]),
    ...(courses.length === 0
      ? []
      : [finding('logged-nan', `${listed(courses, '; ')}; histories have no value there`)]),
  ]
}

/** What must be told of metrics that were logged several times at one step. */
export function repeatedSteps(metrics: ReadonlyMap<string, Series>): Finding[] {
  const repeated = [...metrics].flatMap(([name, { step }]) => {
    // Most files count up, which is cheap to see.
    if (isAscending(step)) return []
    const known = step.filter((each) => !Number.isNaN(each))
    const steps = new Set(known).size
    const told = `${name} (${count(known.length, 'point')} at ${count(steps, 'step')})`
    return steps < known.length ? [told] : []
  })
  if (repeated.length === 0) return []
  const detail = `several values were logged at one step: ${listed(repeated)}; histories and .best have all of them, curves the last of each step`
  return [finding('repeated-steps', detail)]
}

function oddPoints({ value }: Series): number[] {
  if (value.every(Number.isFinite)) return []
  return [...value.keys()].filter((at) => !Number.isFinite(value[at]))
}

function placeOf({ step, value }: Series, at: number): string {
  const place = Number.isNaN(step[at]) ? `point ${at + 1}` : `step ${step[at]}`
  return `${value[at]} at ${place}`
}

function listed(texts: readonly string[], separator = ', '): string {
  const more = texts.length > SHOWN ? ` and ${texts.length - SHOWN} more` : ''
  return texts.slice(0, SHOWN).join(separator) + more
}

function finding(kind: Finding['kind'], detail: string): Finding {
  return { kind, detail }
}

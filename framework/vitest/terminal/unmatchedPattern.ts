import type { TestModule, Vitest } from 'vitest/node'
import { nearest } from '../../text/nearest.ts'
import { reportOf } from './failures.ts'

/** More parts are not read in a line. */
const MOST_LISTED = 12

/**
 * What to say where Vitest's `-t` matches no part of the reports that were asked for: the name that was
 * most likely meant, or those that there are. Undefined where it matches, and where tests were asked for
 * as well, of which Vitest tells itself.
 */
export function unmatchedPattern(
  vitest: Vitest | undefined,
  modules: readonly TestModule[],
): string | undefined {
  const pattern = vitest?.getGlobalTestNamePattern()
  const suites = modules.flatMap((module) => [...module.children.suites()])
  const isOfReports = suites.every((suite) => suite.meta().title !== undefined)
  const parts = modules.flatMap((module) => [...module.children.allTests()])
  if (pattern === undefined || !isOfReports || parts.length === 0) return undefined
  if (parts.some(({ options }) => options.mode === 'run')) return undefined
  const names = [...new Set(parts.map(({ name }) => name))]
  const near = nearestPart(pattern.source, names)
  const reports = [...new Set(modules.map(reportOf))]
  const advice =
    near === undefined
      ? `The parts are: ${names.slice(0, MOST_LISTED).join(', ')}${names.length > MOST_LISTED ? ', …' : ''}.`
      : `Did you mean "${near}"?`
  return `No part of ${reports.join(', ')} matches -t "${pattern.source}". ${advice}`
}

/** A part may be meant by its whole name, or a figure by its own. */
function nearestPart(word: string, names: readonly string[]): string | undefined {
  const wholeNames = new Map(
    names.flatMap((name) => [
      [name, name],
      [name.replace(/^plot /, ''), name],
    ]),
  )
  const near = nearest(word, wholeNames.keys())
  return near === undefined ? undefined : wholeNames.get(near)
}

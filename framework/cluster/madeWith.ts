import { createHash } from 'node:crypto'
import type { PlainValue } from '../config/tree/plain.ts'
import { toPlain } from '../config/tree/plain.ts'
import { ReportError } from '../errors.ts'
import { productVersion } from '../packageRoot.ts'
import type { ReportConfigRequest } from '../report/config/composeReportTree.ts'
import { composeReportTree } from '../report/config/composeReportTree.ts'
import { hashReport } from './hashReport.ts'
import type { MadeWith, Plan } from './plan.ts'

/** Differences that a message lists. */
const MAX_LISTED = 3

/**
 * What the results of a report depend on in addition to the runs: this package, the report's code, and its config.
 *
 * @param reportFile absolute
 * @throws {ReportError} what composing the config throws
 */
export function madeWith(request: ReportConfigRequest, reportFile: string): MadeWith {
  const config = flatten(toPlain(composeReportTree(request).tree))
  return {
    version: productVersion(),
    report_sha256: hashReport(reportFile),
    config,
    config_sha256: createHash('sha256').update(JSON.stringify(config)).digest('hex'),
  }
}

/**
 * Jobs of one plan that differ in their programs or configs would make one report of different things.
 *
 * @throws {ReportError} PLAN_OUTDATED naming what has changed since the plan was made
 */
export function expectAsPlanned({ id, made_with: planned }: Plan, now: MadeWith): void {
  const changes = [
    ...(planned.version === now.version
      ? []
      : [`thesis-report was ${planned.version} and is ${now.version}`]),
    ...changedKeys(planned.config, now.config),
    ...(planned.report_sha256 === now.report_sha256
      ? []
      : ["the report's file, or one that it imports, was edited"]),
  ]
  if (changes.length === 0) return
  const listed = changes.slice(0, MAX_LISTED).join('; ')
  const more = changes.length > MAX_LISTED ? `; and ${changes.length - MAX_LISTED} more` : ''
  throw new ReportError(
    'PLAN_OUTDATED',
    `Since ${id} was submitted, this has changed: ${listed}${more}. ` +
      'Change it back, or submit the report anew; results that it does not affect are found in the cache.',
  )
}

function changedKeys(
  planned: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  return [...new Set([...Object.keys(planned), ...Object.keys(now)])]
    .filter((key) => planned[key] !== now[key])
    .map((key) => `${key} was ${planned[key] ?? 'absent'} and is ${now[key] ?? 'absent'}`)
}

/** Dotted key -> value as JSON, without `env.cluster`: what the jobs ask for changes no result. */
function flatten(value: PlainValue, key = ''): Record<string, string> {
  if (key === 'env.cluster') return {}
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const text = JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}` : each))
    return { [key]: text }
  }
  const below = Object.entries(value).map(([name, each]) =>
    flatten(each, key === '' ? name : `${key}.${name}`),
  )
  return Object.assign({}, ...below)
}

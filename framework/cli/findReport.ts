import { existsSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../errors.ts'
import { knownReports } from '../report/config/project.ts'
import { strayReports } from '../report/config/strayReports.ts'
import { expectOneFile } from '../report/spec/checkReportModule.ts'
import { nearest } from '../text/nearest.ts'

/** A report that can be made. */
export interface FoundReport {
  readonly name: string
  /** Absolute. */
  readonly file: string
}

/**
 * The report of a name: of the project, or built in.
 *
 * @throws {ReportError} USAGE that lists the reports, and says where they were looked for;
 *   REPORT_INVALID for one that is there twice
 */
export function findReport(name: string | undefined, projectRoot: string): FoundReport {
  const known = knownReports(projectRoot)
  const file = name === undefined ? undefined : known.get(name)
  if (name !== undefined && file !== undefined) {
    expectOneFile(name, path.dirname(file))
    return { name, file }
  }
  throw new ReportError(
    'USAGE',
    [
      name === undefined ? 'Say which report to make.' : `There is no report "${name}".`,
      ...suggestion(name, [...known.keys()]),
      ...strays(name, projectRoot),
      `Choose one with --config-name: ${[...known.keys()].join(', ')}.`,
      ...(hasOwn(known, projectRoot) ? [] : [noneOfYourOwn(projectRoot)]),
    ].join(' '),
  )
}

function suggestion(name: string | undefined, known: readonly string[]): string[] {
  if (name === undefined) return []
  // Also for the name of a file: reports/x, x.report.ts, x.yaml.
  const near = nearest(reportNameOf(name), known)
  return near === undefined ? [] : [`Did you mean ${near}?`]
}

/** The report that a path or the name of a file is about. */
export function reportNameOf(word: string): string {
  return path.basename(word).replace(/\.(?:report\.\w+|report|ya?ml|[cm]?[jt]s)$/, '')
}

function strays(name: string | undefined, projectRoot: string): string[] {
  const found = strayReports(projectRoot)
  const wanted = name === undefined ? undefined : reportNameOf(name)
  return found
    .filter((each) => wanted === undefined || each.name === wanted)
    .map(({ advice }) => advice)
}

function hasOwn(known: ReadonlyMap<string, string>, projectRoot: string): boolean {
  return [...known.values()].some((file) => file.startsWith(path.join(projectRoot, 'reports')))
}

function noneOfYourOwn(projectRoot: string): string {
  const folder = path.join(projectRoot, 'reports')
  return existsSync(folder)
    ? `There are none of your own in ${folder}: expected reports/<name>/<name>.report.ts or .js there.`
    : `There are none of your own: neither ${projectRoot} nor a folder above it has a folder reports/.`
}

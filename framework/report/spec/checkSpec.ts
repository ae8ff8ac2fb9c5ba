import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { REPORT_NAME } from '../../output/reportId.ts'
import { recordOf } from '../../text/schema/recordOf.ts'
import { describeIssues } from '../../text/schema/schemaIssues.ts'
import type { ReportSpec } from './defineReport.ts'
import { isPlainObject } from './describeValue.ts'
import { fileNameProblem } from './fileNames.ts'

const Hook = v.custom<(...args: never[]) => unknown>(
  (value) => typeof value === 'function',
  'expected a function',
)
const Name = v.custom<string>(
  (value) => typeof value === 'string' && REPORT_NAME.test(value),
  'expected a name of at most 100 letters, digits, _ and - that does not begin with -',
)
const Title = v.custom<string>(
  (value) => typeof value === 'string' && value.trim() !== '',
  'expected a text that says what the report is about',
)
const Fixture = v.custom<string>(
  (value) => typeof value === 'string' && value !== '',
  'expected the name of a folder in fixtures/',
)

const Infer = v.custom(
  (value) => typeof value === 'function',
  'expected a function, or an object { models, summarize, tables, plot }',
)

/** The form that a report has; of what may have several, the one that this report means. */
function schemaOf({ plot, infer }: { plot?: unknown; infer?: unknown }) {
  return v.strictObject({
    name: Name,
    title: Title,
    description: v.optional(Title),
    fixture: v.optional(Fixture),
    collect: v.optional(Hook),
    analyze: v.optional(Hook),
    plot: figuresSchema(plot),
    infer: v.optional(isPlainObject(infer) ? inferSchema(infer) : Infer),
  })
}

function inferSchema({ plot }: { plot?: unknown }) {
  return v.strictObject({
    models: Hook,
    checkConfig: v.optional(Hook),
    notes: v.optional(Hook),
    summarize: Hook,
    tables: v.optional(Hook),
    plot: v.optional(figuresSchema(plot)),
    figures: v.optional(Hook),
  })
}

/** Valibot takes arrays and functions with keys for objects too. */
function figuresSchema(figures: unknown) {
  const isObject = isPlainObject(figures) && !('chart' in figures && 'kind' in figures)
  return isObject
    ? recordOf(Hook)
    : v.custom(() => false, 'expected functions by name: { loss: ({ runs }) => boxPlot(runs, …) }')
}

/**
 * The object as a report.
 *
 * @param shown the file that it comes from, for errors
 * @throws {ReportError} REPORT_INVALID for unknown or wrong hooks, and names of figures that cannot
 *   name a file
 */
export function checkSpec(spec: object, shown: string): ReportSpec {
  const schema = schemaOf(spec)
  const { issues } = v.safeParse(schema, spec)
  if (issues !== undefined) {
    throw invalidReport(shown, describeIssues(schema, issues, { subject: 'The hook or key' }))
  }
  const report = spec as ReportSpec
  const figures = [Object.keys(report.plot), inferFigures(report)]
  const problems = figures.flatMap((names) => figureProblems(names))
  if (problems.length > 0) throw invalidReport(shown, problems)
  return report
}

function figureProblems(names: readonly string[]): string[] {
  return names.flatMap((name, at) => {
    const problem = fileNameProblem(name, names.slice(0, at))
    return problem === undefined ? [] : [`The figure ${JSON.stringify(name)} ${problem}`]
  })
}

/** The names of the figures that the models' results are drawn in; those known only then are not among them. */
export function inferFigures({ infer }: ReportSpec): string[] {
  return typeof infer === 'object' ? Object.keys(infer.plot ?? {}) : []
}

/** What is wrong with a report, a line each that names its file. */
export function invalidReport(file: string, problems: readonly string[]): ReportError {
  return new ReportError('REPORT_INVALID', problems.map((each) => `${file}: ${each}`).join('\n'))
}

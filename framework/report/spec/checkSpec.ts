import * as v from 'valibot'
import { REPORT_NAME } from '../../output/reportId.ts'
import { describeIssues } from '../../text/schema/schemaIssues.ts'
import { checkFigures } from './checkFigures.ts'
import type { ReportSpec } from './defineReport.ts'
import { isPlainObject } from './describeValue.ts'
import { invalidReport } from './invalidReport.ts'

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
    compare: v.optional(Hook),
    plot: v.optional(figuresSchema(plot)),
    figures: v.optional(Hook),
  })
}

/** Valibot takes arrays and functions with keys for objects too. */
function figuresSchema(figures: unknown) {
  const isObject = isPlainObject(figures) && !('chart' in figures && 'kind' in figures)
  return isObject
    ? v.looseObject({})
    : v.custom(() => false, 'expected functions by name: { loss: ({ runs }) => boxPlot(runs, …) }')
}

/**
 * The object as a report. A figure that cannot be drawn, since it is no function or its name cannot name
 * a file, fails when it is its turn, so that it costs the report nothing else.
 *
 * @param shown the file that it comes from, for errors
 * @throws {ReportError} REPORT_INVALID for unknown or wrong hooks
 */
export function checkSpec(spec: object, shown: string): ReportSpec {
  const schema = schemaOf(spec)
  const { issues } = v.safeParse(schema, spec)
  if (issues !== undefined) {
    throw invalidReport(shown, describeIssues(schema, issues, { subject: 'The hook or key' }))
  }
  const report = spec as ReportSpec
  const { plot, infer } = report
  const checked = checkFigures(plot, 'plot', shown)
  if (typeof infer !== 'object' || infer.plot === undefined) {
    return checked === plot ? report : { ...report, plot: checked }
  }
  const ofInfer = checkFigures(infer.plot, 'infer.plot', shown)
  if (checked === plot && ofInfer === infer.plot) return report
  return { ...report, plot: checked, infer: { ...infer, plot: ofInfer } }
}

/** The names of the figures that the models' results are drawn in; those known only then are not among them. */
export function inferFigures({ infer }: ReportSpec): string[] {
  return typeof infer === 'object' ? Object.keys(infer.plot ?? {}) : []
}

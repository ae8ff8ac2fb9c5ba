import path from 'node:path'
import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { describeIssues } from '../../text/schemaIssues.ts'
import type { ReportSpec } from './defineReport.ts'
import { fileNameProblem } from './fileNames.ts'

const Hook = v.custom<(...args: never[]) => unknown>(
  (value) => typeof value === 'function',
  'expected a function',
)
/** A report's name is a folder, a file, a config and a part of the report's id. */
const Name = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_][\w-]*$/, 'expected letters, digits, _ and -'),
)

const InferSchema = v.strictObject({
  models: Hook,
  summarize: Hook,
  tables: v.optional(Hook),
  plot: v.record(v.string(), Hook),
})

const ReportSchema = v.strictObject({
  name: Name,
  title: v.pipe(v.string(), v.nonEmpty()),
  fixture: v.optional(v.string()),
  collect: v.optional(Hook),
  analyze: v.optional(Hook),
  plot: v.record(v.string(), Hook),
  infer: v.optional(v.union([Hook, InferSchema])),
})

/**
 * The report that a module exports by default.
 *
 * @param module as imported
 * @param file of the module, absolute; named in errors from the working directory
 * @throws {ReportError} NOT_A_REPORT without a default export that is an object, REPORT_INVALID for
 *   unknown or wrong hooks, names of figures that cannot name a file, or a name that is not the
 *   file's
 */
export function checkReportModule(module: unknown, file: string): ReportSpec {
  const shown = path.relative('', file).startsWith('..') ? file : path.relative('', file)
  const spec = (module as { default?: unknown } | null)?.default
  if (typeof spec !== 'object' || spec === null) {
    throw new ReportError(
      'NOT_A_REPORT',
      `${shown} has no report. End it with: export default defineReport({ name, title, plot }).`,
    )
  }
  const checked = v.safeParse(ReportSchema, spec)
  if (!checked.success) throw invalid(shown, specProblems(spec, checked.issues))
  const report = spec as ReportSpec
  const figures = [...Object.keys(report.plot), ...inferFigures(report)]
  const problems = figures.flatMap((name) => fileNameProblem('The figure', name))
  if (problems.length > 0) throw invalid(shown, problems)
  expectNamedAsFile(report.name, file, shown)
  return report
}

function specProblems(spec: object, issues: readonly v.BaseIssue<unknown>[]): string[] {
  const infer = (spec as { infer?: unknown }).infer
  const isInferObject = typeof infer === 'object' && infer !== null
  // Of a union, valibot says that none fits; what is wrong with the form that was meant says more.
  const own = issues.filter((issue) => v.getDotPath(issue) !== 'infer' || !isInferObject)
  const problems = describeIssues(ReportSchema, own, { subject: 'The hook or key' })
  const inner = isInferObject ? v.safeParse(InferSchema, infer).issues : undefined
  if (inner)
    problems.push(...describeIssues(InferSchema, inner, { subject: 'The hook infer: key' }))
  return problems
}

function inferFigures({ infer }: ReportSpec): string[] {
  return typeof infer === 'object' ? Object.keys(infer.plot) : []
}

/** The command line, the config and the fixture find a report by the name of its file and folder. */
function expectNamedAsFile(name: string, file: string, shown: string): void {
  const stem = path.basename(file).replace(/\.report\.\w+$/, '')
  const folder = path.basename(path.dirname(file))
  const isInFolder = folder !== 'reports'
  if (name === stem && (!isInFolder || name === folder)) return
  throw invalid(shown, [
    `The report is named "${name}", but its file "${path.basename(file)}" lies in the folder ` +
      `"${folder}". Reports are found by their name: give all three the same one, ` +
      `reports/${name}/${name}.report.ts.`,
  ])
}

function invalid(file: string, problems: readonly string[]): ReportError {
  return new ReportError('REPORT_INVALID', problems.map((each) => `${file}: ${each}`).join('\n'))
}

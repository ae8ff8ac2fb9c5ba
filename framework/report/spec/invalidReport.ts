import { ReportError } from '../../errors.ts'

/** What is wrong with a report, a line each that names its file. */
export function invalidReport(file: string, problems: readonly string[]): ReportError {
  return new ReportError('REPORT_INVALID', problems.map((each) => `${file}: ${each}`).join('\n'))
}

import { ReportError } from 'thesis-report'

/** The reason why a figure is left out, in place of an empty one. */
export function nothingToDraw(reason = 'No run has what it shows.'): ReportError {
  return new ReportError('NOTHING_TO_DRAW', reason)
}

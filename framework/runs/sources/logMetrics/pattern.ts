import { RE2JS } from 're2js'
import { ReportError } from '../../../errors.ts'
import { describeError } from '../../reasons.ts'

/**
 * @param metric name of the metric, for messages
 * @param pattern with one group in brackets, which is the value
 * @throws {ReportError} CONFIG_VALUE_INVALID
 */
export function compilePattern(metric: string, pattern: string): RE2JS {
  let compiled: RE2JS
  try {
    compiled = RE2JS.compile(pattern, RE2JS.MULTILINE)
  } catch (error) {
    const problem = `inputs.log_metrics.${metric}: '${pattern}' is not a pattern of RE2`
    throw new ReportError('CONFIG_VALUE_INVALID', `${problem}: ${describeError(error)}`, {
      cause: error,
    })
  }
  if (compiled.groupCount() > 0) return compiled
  const problem = `inputs.log_metrics.${metric}: '${pattern}' has no group for the value`
  throw new ReportError('CONFIG_VALUE_INVALID', `${problem}; put it in brackets, as in (\\S+).`)
}

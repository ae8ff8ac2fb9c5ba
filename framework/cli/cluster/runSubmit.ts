import path from 'node:path'
import { findPlanFolder } from '../../cluster/planFolder.ts'
import { ReportError } from '../../errors.ts'
import type { SubmitOptions } from '../options.ts'
import { DEFAULT_FOLDER } from '../reports/reportsFolder.ts'
import { reportWords } from './reportWords.ts'
import { resume } from './resume.ts'
import { submit } from './submit.ts'

/**
 * `thesis-report submit`: a report anew, or what is not done of an earlier submission. Returns the exit code.
 *
 * @throws {ReportError} as `submit` and `resume` do
 */
export async function runSubmit(words: readonly string[], options: SubmitOptions): Promise<number> {
  const asked = reportWords(words)
  if (options.resume === undefined) {
    if (!options.force) return submit(asked, options)
    throw new ReportError('USAGE', '--force goes with --resume; a new submission needs none.')
  }
  if (asked.name !== undefined || options.engine !== undefined || options.shards !== undefined) {
    throw new ReportError(
      'USAGE',
      '--resume goes on with a report as it was submitted: leave --engine, --shards and --config-name out.',
    )
  }
  const folder = findPlanFolder(options.resume, path.resolve(DEFAULT_FOLDER))
  return resume(folder, asked.overrides, {
    dryRun: options.dryRun ?? false,
    force: options.force ?? false,
  })
}

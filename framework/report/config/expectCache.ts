import { ReportError } from '../../errors.ts'
import type { ReportConfig } from './reportConfig.ts'

/**
 * Without a cache, a shard would leave nothing.
 *
 * @param asked what needs it
 * @throws {ReportError} USAGE
 */
export function expectCache({ cache }: Pick<ReportConfig, 'cache'>, asked: string): void {
  if (cache) return
  const problem = `${asked} hands results on through the cache, which cache=false switches off.`
  throw new ReportError('USAGE', `${problem} Leave cache=false out.`)
}

import { describeError } from '../reasons.ts'
import type { Directory, Source } from '../sources/source.ts'
import type { SourcedClaim } from './foundJob.ts'
import type { NotSearched } from './walkTree.ts'

/**
 * What sources can read of a directory, in their order. One that fails, as a source of the user's own
 * may, claims nothing there, and that is told.
 */
export function claimDirectory(
  directory: Directory,
  sources: readonly Source[],
): { readonly claims: SourcedClaim[]; readonly failed: NotSearched[] } {
  const claims: SourcedClaim[] = []
  const failed: NotSearched[] = []
  for (const source of sources) {
    try {
      claims.push(...source.claims(directory).map((claim) => ({ source, claim })))
    } catch (error) {
      const reason = `the source ${source.name} failed here: ${describeError(error)}`
      failed.push({ path: directory.path, reason })
    }
  }
  return { claims, failed }
}

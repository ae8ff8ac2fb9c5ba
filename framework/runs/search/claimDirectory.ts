import { describeError } from '../reasons.ts'
import type { Claim, Directory, Source } from '../sources/source.ts'
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
  let left = directory
  for (const source of sources) {
    try {
      const own = source.claims(left)
      claims.push(...own.map((claim) => ({ source, claim })))
      if (source.claimsAlone === true && own.length > 0) left = without(left, own)
    } catch (error) {
      const reason = `the source ${source.name} failed here: ${describeError(error)}`
      failed.push({ path: directory.path, reason })
    }
  }
  return { claims, failed }
}

function without({ path, entries }: Directory, claims: readonly Claim[]): Directory {
  const taken = new Set(claims.flatMap(({ names }) => names))
  return { path, entries: entries.filter(({ name }) => !taken.has(name)) }
}

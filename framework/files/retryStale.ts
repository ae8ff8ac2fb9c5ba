import { constants } from 'node:os'

/** A file server hands out a new handle at once; what is stale again then is stale for another reason. */
const TRIES = 3

/**
 * Does again what met a stale handle: on a network file system, a file that another machine has replaced
 * meanwhile (`ESTALE`, see nfs(5)). Opening it anew finds the new one.
 *
 * @throws {Error} what `act` throws, another error at once
 */
export function retryStale<T>(act: () => T): T {
  for (let left = TRIES - 1; ; left--) {
    try {
      return act()
    } catch (error) {
      if (left === 0 || !isStale(error)) throw error
    }
  }
}

/** {@link retryStale} of what takes a while. */
export async function retryStaleLater<T>(act: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await act()
    } catch (error) {
      if (left === 0 || !isStale(error)) throw error
    }
  }
}

/** Node has no name for it (`code` is "Unknown system error -116"), only the number, which is negative. */
function isStale(error: unknown): boolean {
  return error instanceof Error && 'errno' in error && error.errno === -constants.errno.ESTALE
}

import { cpus } from 'node:os'
import { grantedCores } from './grantedCores.ts'
import { fitIntoMemory } from './grantedMemory.ts'

/** What it takes to share work among threads. */
export interface Sharing {
  /** What a worker takes until it does its first piece of work. */
  readonly workerStartMs: number
  readonly maxWorkers: number
  /** Bytes of memory that a thread takes at most. */
  readonly threadBytes: number
}

/** How long the cores are watched before it is decided how many workers are worth starting. */
const WATCH_MS = 100

/**
 * Watches how many cores idle beside this process.
 *
 * @returns a function that says how many workers are worth starting for what is left to do: none where that
 *   takes less than twice the start of one, or until the cores have been watched for long enough
 */
export function watchCores({
  workerStartMs,
  maxWorkers,
  threadBytes,
}: Sharing): (remainingMs: number) => number {
  let since = performance.now()
  let idleBefore = idleMs()
  return (remainingMs) => {
    const now = performance.now()
    if (now - since < WATCH_MS) return 0
    const idleNow = idleMs()
    const idleCores = Math.round((idleNow - idleBefore) / (now - since))
    since = now
    idleBefore = idleNow
    if (remainingMs < 2 * workerStartMs) return 0
    // One share of the cores and of the memory is this thread's own.
    const others = Math.min(grantedCores(), fitIntoMemory(threadBytes)) - 1
    return Math.min(idleCores, others, maxWorkers)
  }
}

/** How long all cores together have been idle since the machine started. */
function idleMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.idle, 0)
}

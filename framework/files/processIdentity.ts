import { readFileSync, readlinkSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import * as v from 'valibot'
import { isOfFile } from './isOfFile.ts'

/** Tells a process from all others, also from later ones that get its number. */
export const ProcessIdentitySchema = v.strictObject({
  host: v.string(),
  /** Of the machine's start, and of its numbers of processes; null where the system does not say. */
  boot: v.nullable(v.string()),
  namespace: v.nullable(v.string()),
  pid: v.number(),
  /** Clock ticks from the machine's start to the process's; null where the system does not say. */
  started: v.nullable(v.string()),
})

export type ProcessIdentity = v.InferOutput<typeof ProcessIdentitySchema>

/** After so long, a process of another machine or container counts as ended: no cluster grants more. */
const UNKNOWN_FOR_MS = 7 * 24 * 3_600_000

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return { ...machine(), pid: process.pid, started: statusOf(process.pid).started }
}

/**
 * Whether a process runs: `unknown` for one of another machine or container, of which only time can tell.
 */
export function stateOf(identity: ProcessIdentity): 'running' | 'dead' | 'unknown' {
  const here = machine()
  if (identity.host !== here.host) return 'unknown'
  if (identity.boot !== here.boot) return 'dead'
  if (identity.namespace !== here.namespace) return 'unknown'
  if (!isRunning(identity.pid)) return 'dead'
  const { state, started } = statusOf(identity.pid)
  return state !== ZOMBIE && identity.started === started ? 'running' : 'dead'
}

/**
 * Whether a process has ended, as far as can be told: of one of another machine or container, by time.
 *
 * @param sinceMs when it was seen last, in milliseconds since 1970
 */
export function hasEnded(identity: ProcessIdentity, sinceMs: number): boolean {
  const state = stateOf(identity)
  return state === 'dead' || (state === 'unknown' && Date.now() - sinceMs > UNKNOWN_FOR_MS)
}

/** Whether a place belongs to the user of this process; on Windows every place does. What is gone belongs to nobody. */
export function isOwnPlace(place: string): boolean {
  const user = process.getuid?.()
  const owner = statSync(place, { throwIfNoEntry: false })?.uid
  return user === undefined || owner === undefined || owner === user
}

function machine(): Pick<ProcessIdentity, 'host' | 'boot' | 'namespace'> {
  return {
    host: hostname(),
    boot: orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    namespace: orNull(() => readlinkSync('/proc/self/ns/pid')),
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Of another user, whose processes cannot be signalled.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** It has ended, and nobody has asked how yet; in a container that may be so for good. */
const ZOMBIE = 'Z'

/** The third and 22nd field of /proc/PID/stat; the second, a name in brackets, may hold spaces. */
function statusOf(pid: number): { state: string | undefined; started: string | null } {
  const stat = orNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  return { state: fields[0], started: fields[19] ?? null }
}

/** Only Linux has these files. */
function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (isOfFile(error)) return null
    throw error
  }
}

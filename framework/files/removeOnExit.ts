import { rmSync } from 'node:fs'

/** What would be left over if the process ended now, and whether it still is this process's own. */
const places = new Map<string, () => boolean>()
/** What ends a process that shall clean up first: Ctrl-C, a batch system, a terminal that closes. */
export const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
let isListening = false

/**
 * Removes a file or folder if the process ends before it is called off, by a signal too. What is killed
 * outright, or loses its power, leaves it; see `output/staging`.
 *
 * @param isOwn asked then: whether the place has not become another process's. Default: it has not
 * @returns calls it off
 */
export function removeOnExit(place: string, isOwn = () => true): () => void {
  if (!isListening) listen()
  places.set(place, isOwn)
  return () => places.delete(place)
}

function listen(): void {
  isListening = true
  process.once('exit', removeAll)
  for (const signal of END_SIGNALS) process.on(signal, endBySignal)
}

/** Where nobody else takes care of the signal, it ends the process, as it does where nobody listens. */
function endBySignal(signal: (typeof END_SIGNALS)[number]): void {
  removeAll()
  if (process.listenerCount(signal) > 1) return
  process.off(signal, endBySignal)
  // Not `process.exit`, which Vitest lets nobody call in its workers.
  process.kill(process.pid, signal)
}

function removeAll(): void {
  const own = [...places].filter(([, isOwn]) => isOwn())
  for (const [place] of own) removeTree(place)
  places.clear()
}

const MOST_ATTEMPTS = 20

/**
 * Removes a file or folder where it is there, at once. A file that is being written may come into the folder meanwhile:
 * then it is emptied again.
 */
export function removeTree(place: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      rmSync(place, { recursive: true, force: true })
      return
    } catch (error) {
      const isNotEmpty = (error as NodeJS.ErrnoException).code === 'ENOTEMPTY'
      if (!isNotEmpty || attempt === MOST_ATTEMPTS) throw error
    }
  }
}

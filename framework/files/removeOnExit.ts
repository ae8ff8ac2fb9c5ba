import { rmSync } from 'node:fs'
import { constants } from 'node:os'

/** What would be left over if the process ended now. */
const places = new Set<string>()
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
let isListening = false

/**
 * Removes a file or folder if the process ends before it is called off, by a signal too. What is killed
 * outright, or loses its power, leaves it; see `output/staging`.
 *
 * @returns calls it off
 */
export function removeOnExit(place: string): () => void {
  if (!isListening) listen()
  places.add(place)
  return () => places.delete(place)
}

function listen(): void {
  isListening = true
  process.once('exit', removeAll)
  for (const signal of SIGNALS) process.on(signal, endBySignal)
}

/** Where nobody else takes care of the signal, it ends the process, as it does where nobody listens. */
function endBySignal(signal: (typeof SIGNALS)[number]): void {
  removeAll()
  if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal])
}

function removeAll(): void {
  for (const place of places) rmSync(place, { recursive: true, force: true })
  places.clear()
}

import { constants } from 'node:os'
import { END_SIGNALS } from './removeOnExit.ts'

/** What is said at the moment; undefined while somebody else takes care of signals. */
let left: (() => string) | undefined

/** What is to end before the process does. */
let before: ((signal: NodeJS.Signals) => Promise<void>) | undefined

/**
 * From here on, a signal such as Ctrl-C ends the process at once with the exit code 128 + its number, and
 * the error stream says what that leaves. What `removeOnExit` knows is removed.
 *
 * @param sentence asked for when the signal comes: what is kept, or that nothing was written
 */
export function tellOnSignal(sentence: () => string): void {
  if (left === undefined) for (const signal of END_SIGNALS) process.prependListener(signal, end)
  left = sentence
}

/**
 * Has a signal end something first, such as the processes that this one has started.
 *
 * @param act told each signal; the process ends once the first call has
 * @returns calls it off
 */
export function endBefore(act: (signal: NodeJS.Signals) => Promise<void>): () => void {
  before = act
  return () => {
    before = undefined
  }
}

/** Leaves signals to others, such as what makes a report. */
export function leaveSignals(): void {
  left = undefined
  for (const signal of END_SIGNALS) process.off(signal, end)
}

function end(signal: NodeJS.Signals): void {
  process.stderr.write(`\nInterrupted. ${left?.() ?? ''}\n`)
  const exit = () => process.exit(128 + constants.signals[signal])
  if (before === undefined) exit()
  else void before(signal).finally(exit)
}

import { constants } from 'node:os'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** What is said at the moment; undefined while somebody else takes care of signals. */
let left: (() => string) | undefined

/**
 * From here on, a signal such as Ctrl-C ends the process at once with the exit code 128 + its number, and
 * the error stream says what that leaves. What `removeOnExit` knows is removed.
 *
 * @param sentence asked for when the signal comes: what is kept, or that nothing was written
 */
export function tellOnSignal(sentence: () => string): void {
  if (left === undefined) for (const signal of SIGNALS) process.prependListener(signal, end)
  left = sentence
}

/** Leaves signals to others, such as what makes a report. */
export function leaveSignals(): void {
  left = undefined
  for (const signal of SIGNALS) process.off(signal, end)
}

function end(signal: NodeJS.Signals): void {
  process.stderr.write(`\nInterrupted. ${left?.() ?? ''}\n`)
  process.exit(128 + constants.signals[signal])
}

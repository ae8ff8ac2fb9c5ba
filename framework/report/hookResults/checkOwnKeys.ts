import { describeValue, isPromise } from '../spec/describeValue.ts'
import type { Problem } from './problem.ts'

type Keys = Readonly<Record<string, unknown>>

/** Keys that a report gives its hooks, and fills in itself. */
const OF_REPORT = ['inputs', 'config', 'notices', 'problems', 'asides', 'parameterColumns']
/** Keys that `collect` may choose, and later hooks only read. */
const OF_COLLECT = [
  'parameters',
  'perEpoch',
  'dataSections',
  'goals',
  'order',
  'skipped',
  'warnings',
  'files',
]

/**
 * What a hook returned without the keys that are not for it to choose, and without Promises, which
 * later hooks would meet. What the hook was given may come back unchanged: `{ ...context, more: 1 }`.
 *
 * @param given what the hook was given
 * @param known keys that are checked elsewhere
 */
export function checkOwnKeys(
  hook: 'collect' | 'analyze',
  result: Keys,
  { given, known }: { readonly given: Keys; readonly known: readonly string[] },
): { readonly result: Keys; readonly problems: readonly Problem[] } {
  const kept: [string, unknown][] = []
  const problems: Problem[] = []
  for (const [key, value] of Object.entries(result)) {
    const isGiven = Object.hasOwn(given, key) && given[key] === value
    const reason = known.includes(key) || isGiven ? undefined : wrongKey(hook, key, value)
    if (reason === undefined) kept.push([key, value])
    else
      problems.push({
        leftOut: `the key "${key}"`,
        reason: `${hook} returned a key "${key}" ${reason}`,
      })
  }
  return { result: Object.fromEntries(kept), problems }
}

function wrongKey(hook: 'collect' | 'analyze', key: string, value: unknown): string | undefined {
  if (OF_REPORT.includes(key)) {
    return 'of its own, which is one that the report fills in. Give it another name.'
  }
  if (hook === 'analyze' && OF_COLLECT.includes(key)) {
    return 'of its own, which is one of collect. Return it from collect, or give it another name.'
  }
  return isPromise(value) ? `that is ${describeValue(value)}.` : undefined
}

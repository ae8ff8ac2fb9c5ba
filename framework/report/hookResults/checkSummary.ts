import { describeValue, isPlainObject, isRecord, isTable } from '../spec/describeValue.ts'
import type { Problem } from './problem.ts'

type Facts = Readonly<Record<string, unknown>>

/**
 * The facts of a summary, without those that JSON would lose or garble: a Map becomes `{}` there.
 *
 * @param hook as errors call it
 */
export function checkSummary(
  hook: string,
  summary: unknown,
): { summary: Facts; problems: readonly Problem[] } {
  if (!isPlainObject(summary)) {
    const reason = `${hook} returned a summary that is ${describeValue(summary)}; expected an object of facts by name.`
    return { summary: {}, problems: [{ leftOut: 'the summary', reason }] }
  }
  const copy = new WritableCopy(hook)
  return { summary: copy.of(summary, '') as Facts, problems: copy.problems }
}

/** Copies a value without the parts that JSON cannot hold, and keeps what was wrong with them. */
class WritableCopy {
  readonly problems: Problem[] = []
  readonly #hook: string
  /** The objects around the one at hand, which must not occur in it again. */
  readonly #around: unknown[] = []

  constructor(hook: string) {
    this.#hook = hook
  }

  of(value: unknown, key: string): unknown {
    if (typeof value === 'bigint') return Number(value)
    if (typeof value !== 'object' || value === null) {
      return typeof value === 'function' || typeof value === 'symbol'
        ? this.#leaveOut(value, key)
        : value
    }
    if (this.#around.includes(value))
      return this.#leaveOut(value, key, 'an object that holds itself')
    if (isTable(value)) return this.#leaveOut(value, key)
    if (isRecord(value) && typeof value.toJSON === 'function') return value
    if (!Array.isArray(value) && !isPlainObject(value)) return this.#leaveOut(value, key)
    this.#around.push(value)
    const copy = Array.isArray(value)
      ? value.map((each, at) => this.of(each, `${key}[${at}]`))
      : Object.fromEntries(
          Object.entries(value).map(([name, each]) => [
            name,
            this.of(each, key === '' ? name : `${key}.${name}`),
          ]),
        )
    this.#around.pop()
    return copy
  }

  #leaveOut(value: unknown, key: string, what = describeValue(value)): undefined {
    const reason = `${this.#hook} returned a summary whose "${key}" is ${what}. ${adviceFor(value)}`
    this.problems.push({ leftOut: `"${key}" of the summary`, reason })
    return undefined
  }
}

function adviceFor(value: unknown): string {
  if (isTable(value)) return 'Return it among the tables.'
  if (value instanceof Map) return 'JSON has none: write Object.fromEntries(map).'
  if (value instanceof Set || ArrayBuffer.isView(value)) {
    return 'JSON has none: write Array.from(values).'
  }
  return 'Expected what JSON holds: numbers, texts, true and false, null, arrays and plain objects.'
}

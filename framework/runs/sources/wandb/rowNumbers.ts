import { isMapping } from '../reading/flatParams.ts'
import { MEDIA_KEY } from './format.ts'

const MAX_DEPTH = 50

/** Numbers that JSON cannot hold are written as texts. */
const NON_FINITE: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
])

/**
 * Hands over the numbers in a value of a row or a summary, those of nested objects with dotted names.
 * Media, lists, booleans and other texts are not metrics.
 */
export function walkRowNumbers(
  name: string,
  value: unknown,
  take: (name: string, value: number) => void,
  depth = 0,
): void {
  const number = typeof value === 'number' ? value : NON_FINITE.get(value)
  if (number !== undefined) {
    take(name, number)
  } else if (isMapping(value) && !Object.hasOwn(value, MEDIA_KEY) && depth < MAX_DEPTH) {
    for (const [key, member] of Object.entries(value)) {
      walkRowNumbers(`${name}.${key}`, member, take, depth + 1)
    }
  }
}

const TYPE_SUFFIX = `.${MEDIA_KEY}`

/**
 * Whether an item belongs to media whose members are items of their own, as later versions of W&B write them:
 * `image._type` beside `image.width`.
 *
 * @param keys dotted, all of the row or summary
 */
export function mediaIn(keys: Iterable<string>): (key: string) => boolean {
  const media = Array.from(keys).flatMap((key) =>
    key.endsWith(TYPE_SUFFIX) ? [key.slice(0, -MEDIA_KEY.length)] : [],
  )
  return (key) => media.some((prefix) => key.startsWith(prefix))
}

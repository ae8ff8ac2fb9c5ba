import * as v from 'valibot'
import { nearest } from '../nearest.ts'

/** How problems with a value are told. */
export interface IssueWords {
  /** What is wrong, before its name: `Config key`. */
  readonly subject: string
  /** Where it stands, such as `configs/report/x.yaml:12`. Default: not said. */
  readonly placeOf?: (key: string) => string | undefined
  /** What to do about a wrong value, a sentence. Default: nothing is said. */
  readonly remedy?: (key: string) => string
}

/** What valibot calls by the names of JavaScript. */
const WORDS: ReadonlyMap<string | null, string> = new Map([
  ['Array', 'a list'],
  ['Object', 'an object'],
])

/**
 * One sentence for each problem that a schema found: the key and its place, what came, what
 * belongs there, and for an unknown key the nearest one. What is wrong with several items of a list is said once.
 */
export function describeIssues(
  schema: v.GenericSchema,
  issues: readonly v.BaseIssue<unknown>[],
  { subject, placeOf = () => undefined, remedy = () => '' }: IssueWords,
): string[] {
  const sentences = issues.flatMap((issue) => {
    // Of a list, the key that can be given.
    const key = v.getDotPath(issue)?.replace(/(?:\.\d+)+$/, '') ?? ''
    if (issue.type === 'strict_object' && issue.expected === 'never') {
      return unknownKeys(schema, issue, key).map(
        ({ unknown, known }) =>
          `${subject} "${unknown}"${describePlace(placeOf(unknown))} is not known.` +
          suggest(unknown, known),
      )
    }
    const named = `${subject} "${key}"${describePlace(placeOf(key))}`
    // Of a length, valibot says `0, expected !0`.
    if (issue.type === 'non_empty' || (issue.type === 'min_length' && issue.received === '0')) {
      return `${named} is empty. ${remedy(key)}`.trimEnd()
    }
    // A check of a value whose type is right; its message says it all.
    if (issue.expected === null) return `${named}: ${issue.message}. ${remedy(key)}`.trimEnd()
    // A schema's own message; valibot's begin with `Invalid`.
    const isOwn = issue.type === 'custom' || issue.message.startsWith('expected ')
    const expected = isOwn ? issue.message : `expected ${inWords(issue.expected)}`
    if (issue.received === 'undefined') {
      // Of a key that is absent, valibot only says that it expects the key.
      return `${named} is missing${/object$/.test(issue.type) ? '' : `, ${expected}`}.`
    }
    const received = WORDS.get(issue.received) ?? issue.received
    return `${named} is ${received}, ${expected}.${meant(issue)} ${remedy(key)}`.trimEnd()
  })
  return [...new Set(sentences)]
}

/** What valibot writes `("a" | (string | Array))`, in words. */
function inWords(expected: string): string {
  const words = expected
    .split(' | ')
    .map((each) => each.replace(/^\(+|\)+$/g, ''))
    .map((each) => WORDS.get(each) ?? each)
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' or ')
}

/** The choice that is nearest to a text that is none. */
function meant({ type, expected, input }: v.BaseIssue<unknown>): string {
  if (type !== 'picklist' || typeof input !== 'string') return ''
  const choices = Array.from(expected?.matchAll(/"([^"]*)"/g) ?? [], ([, choice]) => choice ?? '')
  const near = nearest(input, choices)
  return near === undefined ? '' : ` Did you mean "${near}"?`
}

function describePlace(place: string | undefined): string {
  return place === undefined ? '' : ` (${place})`
}

/** All unknown keys of the object in which valibot found the first one. */
function unknownKeys(
  schema: v.GenericSchema,
  { path }: v.BaseIssue<unknown>,
  firstKey: string,
): { unknown: string; known: readonly string[] }[] {
  const known = knownKeys(schema, firstKey)
  const [parent] = splitLast(firstKey)
  const object = path?.at(-1)?.input
  const present = typeof object === 'object' && object !== null ? Object.keys(object) : []
  return present
    .filter((key) => !known.includes(key))
    .map((key) => ({ unknown: parent + key, known }))
}

function suggest(key: string, known: readonly string[]): string {
  const [parent, word] = splitLast(key)
  const near = nearest(word, known)
  const meant = near === undefined ? '' : ` Did you mean "${parent}${near}"?`
  return `${meant} Known here: ${known.join(', ')}.`
}

/** The keys of the object in which the key at a dotted path was looked for. */
function knownKeys(schema: v.GenericSchema, path: string): string[] {
  const words = path.split('.').slice(0, -1)
  let at: unknown = schema
  for (const word of words) at = entryOf(at, word)
  return Object.keys(entriesOf(at) ?? {})
}

/** What stands under a key of an object schema, or under any key of a record schema. */
function entryOf(schema: unknown, key: string): unknown {
  const inner = unwrapped(schema)
  if (inner !== undefined && 'key' in inner && 'value' in inner) return inner.value
  return entriesOf(inner)?.[key]
}

function entriesOf(schema: unknown): Readonly<Record<string, unknown>> | undefined {
  const inner = unwrapped(schema)
  if (inner === undefined || !('entries' in inner)) return undefined
  return inner.entries as Readonly<Record<string, unknown>>
}

/** The schema within the options that may be around it. */
function unwrapped(schema: unknown): object | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined
  return 'wrapped' in schema ? unwrapped(schema.wrapped) : schema
}

function splitLast(path: string): [parent: string, word: string] {
  const at = path.lastIndexOf('.') + 1
  return [path.slice(0, at), path.slice(at)]
}

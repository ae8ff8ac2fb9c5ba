import type * as v from 'valibot'

/** What of a schema of valibot its words depend on. */
interface Parts {
  readonly type: string
  readonly pipe?: readonly Parts[]
  readonly wrapped?: Parts
  readonly item?: Parts
  readonly value?: Parts
  readonly literal?: unknown
  readonly options?: readonly unknown[]
  readonly entries?: Readonly<Record<string, Parts>>
  readonly requirement?: unknown
  readonly message?: unknown
  readonly default?: unknown
}

/** A key that a schema knows. */
export interface SchemaKey {
  /** Dotted. */
  readonly key: string
  /** What it takes, in words. */
  readonly takes: string
  /** What it is where it is not given; undefined without a default. */
  readonly fallback: unknown
}

/** The keys of an object schema that hold values, with what each takes. */
export function schemaKeys(schema: v.GenericSchema, prefix: string): SchemaKey[] {
  return keysBelow(partOf(schema), prefix, undefined)
}

function keysBelow(schema: Parts, path: string, fallback: unknown): SchemaKey[] {
  if (schema.wrapped) return keysBelow(schema.wrapped, path, schema.default ?? fallback)
  const { entries } = schema
  if (!entries) return [{ key: path, takes: takes(schema), fallback }]
  return Object.entries(entries).flatMap(([name, inner]) => {
    const nullable = hasNull(inner) ? ', or null' : ''
    return keysBelow(inner, path === '' ? name : `${path}.${name}`, undefined).map((each) => ({
      ...each,
      takes: `${each.takes}${nullable}`,
    }))
  })
}

function hasNull({ type, wrapped }: Parts): boolean {
  return /^null/.test(type) || (wrapped !== undefined && hasNull(wrapped))
}

/** What a value must be, in words: `number from 5 to 16`, `png, svg or pdf`. */
function takes(schema: Parts): string {
  const [first = schema, ...steps] = schema.pipe ?? []
  if (first !== schema && first.pipe) return takes(first)
  const list = steps.find(({ type }) => type === 'array')
  const record = steps.find(({ type }) => type === 'record')
  // What takes anything and makes a list of it takes one item as well.
  if (first.type === 'unknown' && list) return `${takes(partOf(list.item))}, or a list`
  if (record && /a mapping$/.test(String(first.message))) return takes(record)
  const checked = steps.flatMap(({ type, message }) =>
    /check/.test(type) && typeof message === 'string' ? [expected(message)] : [],
  )
  if (checked.length > 0 && first.type !== 'custom') return checked.join(', ')
  return wordsOf(first, steps)
}

function wordsOf(schema: Parts, steps: readonly Parts[]): string {
  const { type, options = [] } = schema
  if (type === 'custom') return expected(String(schema.message))
  if (type === 'boolean') return 'true or false'
  if (type === 'string') return 'text'
  if (type === 'number') return numberWords(steps)
  if (type === 'literal') return String(schema.literal)
  if (type === 'picklist') return alternatives(options.map(String))
  if (type === 'union') return options.map((option) => takes(partOf(option))).join(' or ')
  if (type === 'array') return `list of: ${takes(partOf(schema.item))}`
  if (type === 'record') return `mapping of names to: ${takes(partOf(schema.value))}`
  if (type === 'unknown') return 'anything'
  if (type === 'lazy') return 'name or mapping'
  if (schema.entries) return `{${Object.keys(schema.entries).join(', ')}}`
  if (schema.wrapped) return takes(schema.wrapped) + (hasNull(schema) ? ' or null' : '')
  throw new Error(`schemaWords has no words for ${type}.`)
}

function numberWords(steps: readonly Parts[]): string {
  const limit = (type: string) => steps.find((step) => step.type === type)?.requirement
  const [least, most, above] = ['min_value', 'max_value', 'gt_value'].map(limit)
  const kind = steps.some(({ type }) => /integer/.test(type)) ? 'whole number' : 'number'
  const words = [
    above === undefined ? '' : ` above ${above}`,
    least === undefined ? '' : ` from ${least}${most === undefined ? ' on' : ''}`,
    most === undefined ? '' : ` to ${most}`,
  ]
  return `${kind}${words.join('')}`
}

function alternatives(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function expected(message: string): string {
  return message.replace(/^(?:Invalid value: )?expected /i, '')
}

function partOf(schema: unknown): Parts {
  return schema as Parts
}

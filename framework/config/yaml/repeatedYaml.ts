import { ReportError } from '../../errors.ts'
import {
  type ConfigNode,
  type ContainerNode,
  cloneNode,
  DictNode,
  ListNode,
  scalarNode,
} from '../tree/node.ts'
import { parseYaml } from './parseYaml.ts'
import { MAX_DEPTH } from './syntaxTrees.ts'
import { constructScalar, implicitTag } from './yamlScalars.ts'

/**
 * Parses YAML as `parseYaml` does, many files that are nearly alike. What Hydra writes is plain
 * block style, in which an entry (`seed: 42` and the lines indented below it) means the same
 * wherever it stands: each distinct entry is parsed once and copied from then on. A text in any
 * other style is parsed whole, which also gives every error its right line.
 *
 * The three files of 1000 runs of a sweep take 0.46 s so, and 3.5 s by `parseYaml` alone, where all
 * else that is read of these runs takes 0.4 s.
 */
export function parseRepeatedYaml(text: string, options: RepeatedYamlOptions): ContainerNode {
  const needsTags = options.stripTags === true && text.includes('!')
  if (needsTags || CROSS_REFERENCE.test(text)) return parseYaml(text, options)
  try {
    return new BlockReader(text).read()
  } catch (error) {
    if (!(error instanceof NotPlainBlockError || error instanceof ReportError)) throw error
    return parseYaml(text, options)
  }
}

interface RepeatedYamlOptions {
  /** The name of the file in messages. */
  readonly source: string
  /** Leave out the tags of Python's objects, as `parseYaml` does. */
  readonly stripTags?: boolean
}

/** Anchors, aliases, merge keys, documents, directives, tabs, comments, other line ends. */
const CROSS_REFERENCE = /[\t\r\x85\ufeff]|^(?:---|\.\.\.|%)|(?:^|[\s,[{:-])[&*]\S|<<|^ *[#?]/m
const KEY = '[\\w./][\\w./-]*'
const ENTRY_START = new RegExp(`${KEY}:(?: |\n|$)`, 'y')
const NESTED_ENTRY = new RegExp(`^ *(${KEY}):$`)
const ONE_LINE_ENTRY = new RegExp(`^(?:- |(${KEY}): )(.*)$`)
const PLAIN_WORD = /^(?:[\w./$]|[+-][\w.])(?:[\w./$%{}=,:+-]*[\w./$%{}=,+-])?$/
const MAX_REMEMBERED_ENTRIES = 10_000
const MAX_REMEMBERED_LENGTH = 4000

class NotPlainBlockError extends Error {}

/** An entry of a dict, or of a list, which has no key. */
interface Entry {
  readonly key: string | undefined
  readonly value: ConfigNode
}

/** By the entry's lines, without the indentation of the first one. */
const remembered = new Map<string, Entry>()

/** Reads a text line by line. */
class BlockReader {
  readonly #lines: readonly string[]
  /** What follows the last line. */
  readonly #end: '\n' | ''
  #at = 0

  constructor(text: string) {
    this.#end = text.endsWith('\n') ? '\n' : ''
    this.#lines = (this.#end === '' ? text : text.slice(0, -1)).split('\n')
  }

  read(): ContainerNode {
    this.#at = this.#nextFilled(0)
    const root = this.#atEnd ? new DictNode() : this.#block(0)
    if (!this.#atEnd) throw new NotPlainBlockError()
    return root
  }

  get #atEnd(): boolean {
    return this.#at >= this.#lines.length
  }

  #line(at: number): string {
    return this.#lines[at] ?? ''
  }

  /** The number of the first line from `at` that is not blank. */
  #nextFilled(at: number): number {
    let next = at
    while (next < this.#lines.length && isBlank(this.#line(next))) next++
    return next
  }

  #block(depth: number): ContainerNode {
    // `parseYaml` refuses it in the end.
    if (depth > MAX_DEPTH) throw new NotPlainBlockError()
    const line = this.#line(this.#at)
    const indent = indentOf(line)
    return line.startsWith('- ', indent) ? this.#list(indent) : this.#dict(indent, depth)
  }

  #list(indent: number): ListNode {
    const list = new ListNode()
    while (indentOf(this.#line(this.#at)) === indent && this.#startsItem(this.#at, indent)) {
      list.push(cloneNode(remember(this.#takeEntry(indent)).value))
    }
    return list
  }

  #dict(indent: number, depth: number): DictNode {
    const dict = new DictNode()
    while (!this.#atEnd && indentOf(this.#line(this.#at)) === indent) {
      const nestedKey = this.#takeNestedKey(indent)
      const entry =
        nestedKey === undefined
          ? remember(this.#takeEntry(indent))
          : { key: nestedKey, value: this.#block(depth + 1) }
      if (entry.key === undefined || dict.has(entry.key)) throw new NotPlainBlockError()
      dict.set(entry.key, nestedKey === undefined ? cloneNode(entry.value) : entry.value)
    }
    return dict
  }

  /** A key alone on its line, with a block below; the block comes next. */
  #takeNestedKey(indent: number): string | undefined {
    const key = NESTED_ENTRY.exec(this.#line(this.#at))?.[1]
    if (key === undefined || implicitTag(key) !== 'str') return undefined
    const next = this.#nextFilled(this.#at + 1)
    const inner = indentOf(this.#line(next))
    // PyYAML does not indent a list below its key.
    const isList = inner >= indent && this.#startsItem(next, inner)
    if (!isList && !(inner > indent && startsEntry(this.#line(next), inner))) return undefined
    this.#at = next
    return key
  }

  #startsItem(at: number, indent: number): boolean {
    return this.#line(at).startsWith('- ', indent)
  }

  /** The lines of the entry that starts here, without its indentation. */
  #takeEntry(indent: number): string {
    const start = this.#at++
    while (!this.#atEnd && this.#isWithin(indent)) this.#at++
    const head = this.#line(start).slice(indent)
    if (this.#at === start + 1) return head
    const body = this.#lines.slice(start + 1, this.#at).map((line) => line.slice(indent))
    if (body.every(isBlank) && !/[|>]/.test(head)) return head
    return `${head}\n${body.join('\n')}${this.#atEnd ? this.#end : '\n'}`
  }

  #isWithin(indent: number): boolean {
    const line = this.#line(this.#at)
    return indentOf(line) > indent || isBlank(line)
  }
}

function remember(text: string): Entry {
  const known = remembered.get(text)
  if (known) return known
  // V8 keeps the whole file for each part of it that is kept, so that a copy is.
  const copy = Buffer.from(text).toString()
  const entry = plainEntry(copy) ?? parseEntry(copy)
  if (copy.length <= MAX_REMEMBERED_LENGTH) {
    if (remembered.size >= MAX_REMEMBERED_ENTRIES) remembered.clear()
    remembered.set(copy, entry)
  }
  return entry
}

/** An entry whose value is one word without a character that means something in YAML: most are. */
function plainEntry(text: string): Entry | undefined {
  const [, key, word = ''] = ONE_LINE_ENTRY.exec(text) ?? []
  if (!PLAIN_WORD.test(word) || (key !== undefined && implicitTag(key) !== 'str')) return undefined
  const value = constructScalar(implicitTag(word), word)
  return value === undefined ? undefined : { key, value: scalarNode(value) }
}

function parseEntry(text: string): Entry {
  if (!text.startsWith('- ') && !startsEntry(text, 0)) throw new NotPlainBlockError()
  const parsed = parseYaml(text)
  const [entry, second] = parsed.kind === 'dict' ? parsed.entries() : itemEntries(parsed)
  const hasOtherKey = typeof entry?.key !== 'string' && parsed.kind === 'dict'
  if (entry === undefined || second !== undefined || hasOtherKey) throw new NotPlainBlockError()
  return entry as Entry
}

function itemEntries({ items }: ListNode): Entry[] {
  return items.map((value) => ({ key: undefined, value }))
}

function startsEntry(text: string, offset: number): boolean {
  ENTRY_START.lastIndex = offset
  return ENTRY_START.test(text)
}

function isBlank(line: string): boolean {
  return line.trim() === ''
}

function indentOf(line: string): number {
  let indent = 0
  while (line[indent] === ' ') indent++
  return indent
}

import {
  type ConfigNode,
  type ContainerNode,
  cloneNode,
  DictNode,
  ListNode,
  scalarNode,
} from '../config/node.ts'
import { parseYaml } from '../config/parseYaml.ts'
import { constructScalar, implicitTag } from '../config/yamlScalars.ts'
import { ReportError } from '../errors.ts'

/**
 * Parses YAML as `parseYaml` does, many files that are nearly alike. What Hydra writes is plain
 * block style, in which an entry (`seed: 42` and the lines indented below it) means the same
 * wherever it stands: each distinct entry is parsed once and copied from then on. A text in any
 * other style is parsed whole, which also gives every error its right line.
 */
export function parseRepeatedYaml(text: string, options: { source: string }): ContainerNode {
  if (CROSS_REFERENCE.test(text)) return parseYaml(text, options)
  try {
    return parseBlock(text.split('\n'), 0)
  } catch (error) {
    if (!(error instanceof NotPlainBlockError || error instanceof ReportError)) throw error
    return parseYaml(text, options)
  }
}

/** Anchors, aliases, merge keys, documents, directives, tabs, comments, other line ends. */
const CROSS_REFERENCE = /[\t\r\ufeff]|^(?:---|\.\.\.|%)|(?:^|[\s,[{:-])[&*]\S|<<|^ *[#?]/m
const ENTRY_HEAD = /^([\w./-]+):(?: |$)/
const PLAIN_WORD = /^(?:[\w./$]|[+-][\w.])(?:[\w./$%{}=,:+-]*[\w./$%{}=,+-])?$/
/** Splitting looks at a line once for each level, so that deeper ones are left to `parseYaml`. */
const MAX_DEPTH = 20
const MAX_REMEMBERED_ENTRIES = 10_000
const MAX_REMEMBERED_LENGTH = 4000

const remembered = new Map<string, ContainerNode>()

class NotPlainBlockError extends Error {}

function parseBlock(lines: readonly string[], depth: number): ContainerNode {
  if (depth > MAX_DEPTH) throw new NotPlainBlockError()
  const entries = splitEntries(lines)
  if (entries[0]?.head.startsWith('-')) {
    const list = new ListNode()
    for (const entry of entries) list.push(itemNode(entry))
    return list
  }
  const dict = new DictNode()
  for (const { head, body } of entries) {
    const key = ENTRY_HEAD.exec(head)?.[1]
    if (key === undefined || implicitTag(key) !== 'str' || dict.has(key)) {
      throw new NotPlainBlockError()
    }
    dict.set(key, valueNode({ key, head, body, depth }))
  }
  return dict
}

interface Entry {
  readonly head: string
  /** The lines below the head, without the indentation of the head. */
  readonly body: readonly string[]
}

function splitEntries(lines: readonly string[]): Entry[] {
  const indent = indentOf(lines.find((line) => line.trim() !== '') ?? '')
  const entries: { head: string; body: string[] }[] = []
  for (const line of lines) {
    const current = entries.at(-1)
    const text = line.slice(indent)
    const deeper = line.trim() === '' || indentOf(line) > indent
    // PyYAML does not indent a list below its key.
    const ownItem = text.startsWith('-') && current !== undefined && !current.head.startsWith('-')
    if (deeper || ownItem) current?.body.push(text)
    else if (indentOf(line) < indent) throw new NotPlainBlockError()
    else entries.push({ head: text, body: [] })
  }
  for (const { body } of entries) while (body.at(-1)?.trim() === '') body.pop()
  return entries
}

function valueNode(entry: Entry & { key: string; depth: number }): ConfigNode {
  const { key, head, body, depth } = entry
  const first = body.find((line) => line.trim() !== '')
  const nested = head === `${key}:` && first !== undefined
  if (nested && (first.startsWith('- ') || ENTRY_HEAD.test(first.trimStart()))) {
    return parseBlock(body, depth + 1)
  }
  const plain = body.length === 0 ? plainNode(head.slice(key.length + 2)) : undefined
  if (plain) return plain
  const parsed = remember([head, ...body].join('\n'))
  const value = parsed.kind === 'dict' ? parsed.get(key) : undefined
  if (value === undefined) throw new NotPlainBlockError()
  return cloneNode(value)
}

function itemNode({ head, body }: Entry): ConfigNode {
  const plain = body.length === 0 ? plainNode(head.slice(2)) : undefined
  if (plain) return plain
  const parsed = remember([head, ...body].join('\n'))
  const item = parsed.kind === 'list' ? parsed.items[0] : undefined
  if (item === undefined) throw new NotPlainBlockError()
  return cloneNode(item)
}

/** A value of one word without a character that means something in YAML: most values are. */
function plainNode(text: string): ConfigNode | undefined {
  if (!PLAIN_WORD.test(text)) return undefined
  const value = constructScalar(implicitTag(text), text)
  return value === undefined ? undefined : scalarNode(value)
}

function remember(text: string): ContainerNode {
  const known = remembered.get(text)
  if (known) return known
  const parsed = parseYaml(text)
  if (text.length <= MAX_REMEMBERED_LENGTH) {
    if (remembered.size >= MAX_REMEMBERED_ENTRIES) remembered.clear()
    remembered.set(text, parsed)
  }
  return parsed
}

function indentOf(line: string): number {
  let indent = 0
  while (line[indent] === ' ') indent++
  return indent
}

import {
  type ConfigNode,
  type ContainerNode,
  cloneNode,
  DictNode,
  ListNode,
} from '../config/node.ts'
import { parseYaml } from '../config/parseYaml.ts'
import { implicitTag } from '../config/yamlScalars.ts'

/**
 * Parses YAML as `parseYaml` does, many files that are nearly alike. What Hydra writes is plain
 * block style, in which an entry (`seed: 42` and the lines indented below it) means the same
 * wherever it stands: each distinct entry is parsed once and copied from then on. A text in any
 * other style is parsed whole, which also gives every error its right line.
 */
export function parseRepeatedYaml(text: string, options: { source: string }): ContainerNode {
  if (CROSS_REFERENCE.test(text)) return parseYaml(text, options)
  try {
    return parseBlock(text.split('\n'))
  } catch {
    return parseYaml(text, options)
  }
}

/** Anchors, aliases, merge keys, documents, directives, tabs, comments, other line ends. */
const CROSS_REFERENCE = /[\t\r\ufeff]|^(?:---|\.\.\.|%)|(?:^|[\s,[{:-])[&*]\S|<<|^ *[#?]/m
const ENTRY_HEAD = /^([\w./-]+):(?: |$)/
const MAX_REMEMBERED_ENTRIES = 10_000
const MAX_REMEMBERED_LENGTH = 4000

const remembered = new Map<string, ContainerNode>()

class NotPlainBlockError extends Error {}

function parseBlock(lines: readonly string[]): ContainerNode {
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
    dict.set(key, valueNode(key, head, body))
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

function valueNode(key: string, head: string, body: readonly string[]): ConfigNode {
  const first = body.find((line) => line.trim() !== '')
  const nested = head === `${key}:` && first !== undefined
  if (nested && (first.startsWith('- ') || ENTRY_HEAD.test(first.trimStart()))) {
    return parseBlock(body)
  }
  const parsed = remember([head, ...body].join('\n'))
  const value = parsed.kind === 'dict' ? parsed.get(key) : undefined
  if (value === undefined) throw new NotPlainBlockError()
  return cloneNode(value)
}

function itemNode({ head, body }: Entry): ConfigNode {
  const parsed = remember([head, ...body].join('\n'))
  const item = parsed.kind === 'list' ? parsed.items[0] : undefined
  if (item === undefined) throw new NotPlainBlockError()
  return cloneNode(item)
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

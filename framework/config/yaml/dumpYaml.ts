import { type ConfigNode, DictNode, ListNode, ScalarNode } from '../tree/node.ts'
import { fromPlain } from '../tree/plain.ts'
import type { Scalar } from '../tree/scalar.ts'
import { styledScalar } from './yamlScalarStyle.ts'

/** Lines are folded at the first space beyond this column. */
const WIDTH = 80
const INDENT = 2

/**
 * Writes a config as `OmegaConf.to_yaml` does: block style, keys in their order, interpolations
 * unresolved. Takes a tree, or plain values (whose whole numbers are integers).
 */
export function dumpYaml(value: unknown): string {
  const isNode =
    value instanceof DictNode || value instanceof ListNode || value instanceof ScalarNode
  const root = isNode ? value : fromPlain(value)
  const writer = new YamlWriter()
  writer.writeRoot(root)
  return writer.text
}

class YamlWriter {
  text = ''
  #column = 0

  writeRoot(root: ConfigNode): void {
    if (root.kind === 'scalar' || isEmpty(root)) this.#writeInline(root, INDENT)
    else this.#writeBlock(root, 0)
    if (this.#column > 0) this.#newLine(0)
  }

  /** A dict or list whose first item starts here and whose other items start at `indent`. */
  #writeBlock(node: DictNode | ListNode, indent: number): void {
    let isFirst = true
    const startItem = () => {
      if (!isFirst) this.#newLine(indent)
      isFirst = false
    }
    if (node.kind === 'list') {
      for (const item of node.items) {
        startItem()
        this.#write('-')
        this.#writeItem(item, indent)
      }
      return
    }
    for (const { key, value } of node.entries()) {
      startItem()
      this.#writeScalar(key, indent, false)
      this.#write(':')
      this.#writeValue(value, indent)
    }
  }

  #writeItem(node: ConfigNode, indent: number): void {
    this.#write(' ')
    if (node.kind === 'scalar' || isEmpty(node)) this.#writeInline(node, indent + INDENT)
    else this.#writeBlock(node, indent + INDENT)
  }

  /** The value of a key. A list stands no deeper than its key. */
  #writeValue(node: ConfigNode, indent: number): void {
    if (node.kind === 'scalar' || isEmpty(node)) {
      this.#write(' ')
      this.#writeInline(node, indent + INDENT)
      return
    }
    const inner = node.kind === 'list' ? indent : indent + INDENT
    this.#newLine(inner)
    this.#writeBlock(node, inner)
  }

  #writeInline(node: ConfigNode, indent: number): void {
    if (node.kind === 'scalar') this.#writeScalar(node.value, indent, true)
    else this.#write(node.kind === 'dict' ? '{}' : '[]')
  }

  #writeScalar(value: Scalar, indent: number, mayFold: boolean): void {
    const { text, style } = styledScalar(value)
    if (style === 'double') this.#writeDouble(text, indent, mayFold)
    else if (style === 'single') this.#writeSingle(text, indent, mayFold)
    else this.#writeWords(text, indent, mayFold)
  }

  /** Text folded at single spaces. */
  #writeWords(text: string, indent: number, mayFold: boolean): void {
    for (const part of text.split(/( +)/)) {
      if (part === ' ' && mayFold && this.#column > WIDTH) this.#newLine(indent)
      else this.#write(part)
    }
  }

  /** A line break in single quotes is written as an empty line. */
  #writeSingle(text: string, indent: number, mayFold: boolean): void {
    this.#write("'")
    const lastIndex = text.length
    let offset = 0
    for (const part of text.replaceAll("'", "''").split(/( +|[\n\x85\u2028\u2029]+)/)) {
      const start = offset
      offset += part.length
      if (/^[\n\x85\u2028\u2029]/.test(part)) {
        if (part.startsWith('\n')) this.#newLine(0)
        for (const lineBreak of part) this.#newLine(0, lineBreak)
        this.#pad(indent)
        continue
      }
      const isInner = start > 0 && offset < lastIndex
      if (part === ' ' && mayFold && isInner && this.#column > WIDTH) this.#newLine(indent)
      else this.#write(part)
    }
    this.#write("'")
  }

  /** Folded with a backslash at the end of the line. */
  #writeDouble(text: string, indent: number, mayFold: boolean): void {
    const chars = [...text]
    this.#write('"')
    let pending = ''
    for (const [index, char] of chars.entries()) {
      const escaped = escapeChar(char)
      if (escaped !== undefined) {
        this.#write(pending + escaped)
        pending = ''
      }
      const isInner = index > 0 && index < chars.length - 1
      const mayBreakHere = char === ' ' || pending === ''
      // PyYAML counts one column less right after an escape.
      const width = this.#column + (escaped === undefined ? pending.length : -1)
      if (mayFold && isInner && mayBreakHere && width > WIDTH) {
        this.#write(`${pending}\\`)
        this.#newLine(indent)
        pending = ''
        if (chars[escaped === undefined ? index : index + 1] === ' ') this.#write('\\')
      }
      if (escaped === undefined) pending += char
    }
    this.#write(`${pending}"`)
  }

  #write(text: string): void {
    this.text += text
    this.#column += [...text].length
  }

  #newLine(indent: number, lineBreak = '\n'): void {
    this.text += lineBreak
    this.#column = 0
    this.#pad(indent)
  }

  #pad(indent: number): void {
    this.#write(' '.repeat(indent))
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x85', '\\N'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
])

const PRINTABLE = /^[\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/

/** What stands for a character in double quotes; undefined where it stands for itself. */
function escapeChar(char: string): string | undefined {
  const short = ESCAPES.get(char)
  if (short !== undefined) return short
  if (PRINTABLE.test(char)) return undefined
  const code = char.codePointAt(0) ?? 0
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

function isEmpty(node: DictNode | ListNode): boolean {
  return node.kind === 'list' ? node.items.length === 0 : node.size === 0
}

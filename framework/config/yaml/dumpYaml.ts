import { Document, Pair, YAMLMap, YAMLSeq, type Node as YamlNode, Scalar as YamlScalar } from 'yaml'
import { parsePythonFloat, parsePythonInt } from '../../text/python/pythonNumber.ts'
import { floatText } from '../../text/python/pythonText.ts'
import { type ConfigNode, DictNode, ListNode, ScalarNode } from '../tree/node.ts'
import { fromPlain } from '../tree/plain.ts'
import type { Scalar } from '../tree/scalar.ts'
import { implicitTag } from './yamlScalars.ts'

/** Block style as Hydra's `--cfg job` prints it: lists no deeper than their key, no `|` or `>`. */
const LAYOUT = {
  indent: 2,
  indentSeq: false,
  lineWidth: 80,
  singleQuote: true,
  blockQuote: false,
} as const

/**
 * Writes a config as `OmegaConf.to_yaml` does: block style, keys in their order, interpolations
 * unresolved. Takes a tree, or plain values (whose whole numbers are integers). OmegaConf, and any
 * reader of YAML 1.1, reads the same tree back; where lines are folded is up to `yaml`.
 */
export function dumpYaml(value: unknown): string {
  const isNode =
    value instanceof DictNode || value instanceof ListNode || value instanceof ScalarNode
  // In the failsafe schema every scalar is text, so that `yaml` keeps each as it is given here.
  const document = new Document(yamlNode(isNode ? value : fromPlain(value)), {
    schema: 'failsafe',
  })
  return document.toString(LAYOUT).replace(UNESCAPED, escapeCode)
}

function yamlNode(node: ConfigNode): YamlNode {
  if (node.kind === 'scalar') return yamlScalar(node.value)
  if (node.kind === 'list') {
    const list = new YAMLSeq()
    list.items = node.items.map(yamlNode)
    return list
  }
  const map = new YAMLMap()
  map.items = Array.from(
    node.entries(),
    ({ key, value }) => new Pair(yamlScalar(key), yamlNode(value)),
  )
  return map
}

function yamlScalar(value: Scalar): YamlScalar {
  const scalar = new YamlScalar(typeof value === 'string' ? value : plainText(value))
  scalar.type = typeof value === 'string' ? styleOf(value) : 'PLAIN'
  return scalar
}

function plainText(value: Exclude<Scalar, string>): string {
  if (typeof value !== 'number') return String(value)
  const text = floatText(value)
  if (!Number.isFinite(value)) return text.replace(/inf|nan/, '.$&')
  return text.includes('.') ? text : text.replace('e', '.0e')
}

/** What PyYAML writes in double quotes: all but printable characters and line feeds. */
const NEEDS_ESCAPES = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u
const LINE_SEPARATORS = /[\u2028\u2029]/
/** PyYAML's own dates and booleans, which OmegaConf does not read but other readers do. */
const TIMESTAMP =
  /^\d{4}-\d\d-\d\d$|^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/
const ONE_LETTER_BOOL = /^[yYnN]$/

/** Quotes lines, and what would not be read as text; what syntax needs besides is up to `yaml`. */
function styleOf(text: string): YamlScalar.Type {
  if (NEEDS_ESCAPES.test(text) || LINE_SEPARATORS.test(text)) return 'QUOTE_DOUBLE'
  const looksOtherwise =
    text.includes('\n') ||
    implicitTag(text) !== 'str' ||
    TIMESTAMP.test(text) ||
    ONE_LETTER_BOOL.test(text) ||
    parsePythonInt(text) !== undefined ||
    parsePythonFloat(text) !== undefined
  return looksOtherwise ? 'QUOTE_SINGLE' : 'PLAIN'
}

/**
 * Characters that `yaml` leaves as they are in double quotes, though readers of YAML 1.1 refuse them
 * or break the line at them. They stand nowhere else.
 */
const UNESCAPED = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g

function escapeCode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

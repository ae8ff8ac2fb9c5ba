import {
  type Alias,
  Composer,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  visit,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
  type Node as YamlNode,
  type Scalar as YamlScalar,
} from 'yaml'
import { ReportError } from '../../errors.ts'
import {
  type ConfigNode,
  type ContainerNode,
  DictNode,
  ListNode,
  ScalarNode,
  scalarNode,
} from '../tree/node.ts'
import type { DictKey, Scalar } from '../tree/scalar.ts'
import { describeOrigin, type SourceText } from '../tree/source.ts'
import { MAX_DEPTH, syntaxTrees } from './syntaxTrees.ts'
import { constructScalar, implicitTag, type ScalarTag } from './yamlScalars.ts'

/** Aliases may multiply a small text into a huge tree; more nodes than this are refused. */
const MAX_ALIASED_NODES = 250_000

const STANDARD = /^tag:yaml\.org,2002:/

/** Characters that PyYAML's reader refuses. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/** PyYAML ends lines with these as with a line feed, also within quotes and block texts. */
const OTHER_LINE_ENDS = /\r(?!\n)|\x85/g

export interface ParseYamlOptions {
  /** Name of the text in messages, usually its file. Default `YAML`. */
  readonly source?: string
  /**
   * Take what stands under a foreign tag, such as `!!python/tuple`, as if the tag were not there;
   * otherwise foreign tags are refused. Default false.
   */
  readonly stripTags?: boolean
}

/**
 * Parses YAML text into an unresolved tree, as OmegaConf reads it: an empty text is an empty dict, a
 * single word a dict with that key.
 *
 * @throws {ReportError} YAML_INVALID or `INTERPOLATION_INVALID` with file, line and column.
 */
export function parseYaml(
  text: string,
  { source = 'YAML', stripTags = false }: ParseYamlOptions = {},
): ContainerNode {
  const read = text.replace(/^\ufeff/, '').replace(OTHER_LINE_ENDS, '\n')
  return new YamlReader({ name: source, text: read }, stripTags).read()
}

class YamlReader {
  readonly #source: SourceText
  readonly #stripTags: boolean
  readonly #anchors = new Map<string, YamlNode>()
  readonly #expanding = new Set<YamlNode>()
  #aliasDepth = 0
  #aliasedNodes = 0

  constructor(source: SourceText, stripTags: boolean) {
    this.#source = source
    this.#stripTags = stripTags
  }

  read(): ContainerNode {
    const unprintable = UNPRINTABLE.exec(this.#source.text)
    if (unprintable !== null) this.#fail(unprintable.index, 'a control character is not allowed')
    const contents = this.#parseDocument()
    if (contents === null) return new DictNode()
    const root = this.#node(contents)
    if (root.kind !== 'scalar') return root
    const dict = new DictNode()
    if (typeof root.value === 'string') dict.set(root.value, new ScalarNode(null))
    else if (root.value !== null) this.#fail(0, 'expected a dict or a list')
    return dict
  }

  /**
   * Only PyYAML lets lines within brackets and quotes begin anywhere. A text is read so where that makes it
   * whole; otherwise the error is that of the strict reading, which is nearer to a bracket or quote left open.
   */
  #parseDocument(): Document['contents'] {
    const strict = this.#compose({ isLoose: false })
    const loose = strict.error === undefined ? strict : this.#compose({ isLoose: true })
    const { document, second, error, tab } = loose
    if (error !== undefined) {
      const first = strict.error ?? error
      this.#fail(first.pos[0], describeSyntaxError(first), first)
    }
    if (second !== undefined) this.#fail(second.range[0], 'a second document is not allowed')
    if (tab !== undefined) {
      this.#fail(tab, 'a tab can stand only in quotes, comments and block texts: write spaces')
    }
    if (document !== undefined && this.#source.text.includes('&')) this.#registerAnchors(document)
    return document?.contents ?? null
  }

  #compose({ isLoose }: { isLoose: boolean }) {
    const { text } = this.#source
    let tab: number | undefined
    const trees = syntaxTrees(text, {
      isLoose,
      onTab: (offset) => {
        tab ??= offset
      },
      failDepth: (offset) => this.#failDepth(offset),
    })
    const composer = new Composer({ schema: 'failsafe', version: '1.1', uniqueKeys: false })
    const [document, second] = composer.compose(trees, true, text.length)
    const error = document?.errors.find((each) => !isCommentAfterBracket(each, text))
    return { document, second, error, tab }
  }

  #node(node: unknown, isFlow = false): ConfigNode {
    if (this.#aliasDepth > 0) this.#countAliased(node)
    if (isAlias(node)) return this.#alias(node)
    if (isScalar(node)) return this.#scalar(node, isFlow)
    if (isMap(node)) return this.#collection(node, () => this.#map(node))
    if (isSeq(node)) return this.#collection(node, () => this.#list(node))
    return new ScalarNode(null)
  }

  /** In the order of the text, which is not that in which dicts are merged. */
  #registerAnchors(document: Document): void {
    visit(document, {
      Value: (_, node) => {
        const { anchor, range } = node
        if (anchor === undefined) return
        if (!/^[\w-]+$/.test(anchor)) {
          this.#fail(range?.[0], `the anchor '${anchor}' has more than letters, digits, - and _`)
        }
        if (this.#anchors.has(anchor)) this.#fail(range?.[0], `the anchor '${anchor}' stands twice`)
        this.#anchors.set(anchor, node)
      },
    })
  }

  /** An alias stands for a copy of what its anchor names. */
  #alias(alias: Alias): ConfigNode {
    this.#aliasDepth += 1
    const copy = this.#node(this.#targetOf(alias))
    this.#aliasDepth -= 1
    return copy
  }

  #targetOf(alias: Alias): YamlNode {
    const target = this.#anchors.get(alias.source)
    if (target === undefined || startOf(target) > startOf(alias)) {
      this.#fail(alias.range?.[0], `there is no anchor '${alias.source}' before this alias`)
    }
    return target
  }

  #countAliased(node: unknown): void {
    this.#aliasedNodes += 1
    if (this.#aliasedNodes > MAX_ALIASED_NODES) {
      const offset = isNode(node) ? node.range?.[0] : undefined
      this.#fail(offset, `aliases stand for more than ${MAX_ALIASED_NODES} values`)
    }
  }

  #collection<T extends ContainerNode>(node: YAMLMap | YAMLSeq, convert: () => T): T {
    if (this.#expanding.has(node)) this.#fail(node.range?.[0], 'an alias leads into itself')
    if (this.#expanding.size >= MAX_DEPTH) this.#failDepth(node.range?.[0])
    this.#expanding.add(node)
    const result = convert()
    this.#expanding.delete(node)
    return result
  }

  #list(node: YAMLSeq): ListNode {
    const tag = node.tag?.replace(STANDARD, '') ?? 'seq'
    if (!['seq', '!', 'omap', 'pairs'].includes(tag)) this.#refuseTag(node)
    const list = new ListNode()
    for (const item of node.items) {
      const value = this.#node(item, node.flow)
      list.push(tag === 'omap' || tag === 'pairs' ? this.#pairList(value, node) : value)
    }
    return list
  }

  /** An item of `!!omap` or `!!pairs`, a dict of one key, is read as a list of key and value. */
  #pairList(value: ConfigNode, node: YAMLSeq): ListNode {
    const entries = value.kind === 'dict' ? [...value.entries()] : []
    const [entry] = entries
    if (entry === undefined || entries.length > 1) {
      this.#fail(node.range?.[0], 'expected a list of single pairs')
    }
    const list = new ListNode()
    list.push(scalarNode(entry.key))
    list.push(entry.value)
    return list
  }

  #map(node: YAMLMap): DictNode {
    if (!['map', '!'].includes(node.tag?.replace(STANDARD, '') ?? 'map')) this.#refuseTag(node)
    const merged: Pair[] = []
    const own: { key: DictKey; value: unknown }[] = []
    const names = new Set<DictKey>()
    for (const pair of node.items) {
      const key = this.#key(pair.key, node.flow)
      if (key === undefined) {
        merged.push(pair)
        continue
      }
      if (typeof key === 'string') {
        if (names.has(key)) this.#fail(offsetOf(pair.key), `the key '${key}' stands twice`)
        names.add(key)
      }
      own.push({ key, value: pair.value })
    }
    const dict = new DictNode()
    for (const { value } of merged) this.#merge(dict, value)
    for (const { key, value } of own) dict.set(key, this.#node(value, node.flow))
    return dict
  }

  /** The key of a pair; undefined for the merge key `<<`. */
  #key(node: unknown, isFlow: boolean | undefined): DictKey | undefined {
    const key = isAlias(node) ? this.#targetOf(node) : node
    if (isScalar(key)) {
      const { tag, value } = this.#tagged(key, isFlow)
      if (tag === 'merge') return undefined
      const scalar = tag === 'value' ? value : this.#construct(key, tag, value)
      if (scalar !== null) return scalar
    } else if (key !== null) {
      this.#fail(offsetOf(key), 'a list or a dict cannot be a key')
    }
    this.#fail(offsetOf(node), 'null cannot be a key')
  }

  /** `<<: *other` or `<<: [*first, *second]`: keys that the dict takes over; the first one counts. */
  #merge(dict: DictNode, value: unknown): void {
    const merged = this.#node(value)
    const sources = merged.kind === 'list' ? merged.items.toReversed() : [merged]
    for (const source of sources) {
      if (source.kind !== 'dict') this.#fail(offsetOf(value), 'expected a dict to merge')
      for (const entry of source.entries()) dict.set(entry.key, entry.value)
    }
  }

  #scalar(node: YamlScalar, isFlow: boolean): ScalarNode {
    const { tag, value } = this.#tagged(node, isFlow)
    const scalar = this.#construct(node, tag, value)
    const origin = { source: this.#source, offset: node.range?.[0] ?? 0 }
    try {
      return scalarNode(scalar, origin)
    } catch (error) {
      if (!(error instanceof ReportError)) throw error
      throw new ReportError(error.code, `${describeOrigin(origin)}: ${error.message}`, {
        cause: error,
      })
    }
  }

  #tagged(node: YamlScalar, isFlow: boolean | undefined): { tag: ScalarTag; value: string } {
    const value = this.#text(node)
    const isPlain = node.type === 'PLAIN' || node.type === undefined
    if (node.type === 'QUOTE_DOUBLE' && value.endsWith('"') && this.#isUnclosed(node)) {
      this.#fail(
        node.range?.[0],
        'the double quotes are not closed: a backslash escapes the last one',
      )
    }
    if (isFlow && isPlain && /^:|\?/.test(value)) {
      this.#fail(node.range?.[0], `quote '${value}': it cannot stand in brackets as it is`)
    }
    if (node.tag === undefined || node.tag === '!') {
      const tag = isPlain || node.tag === '!' ? implicitTag(value) : 'str'
      return { tag, value }
    }
    const tag = node.tag.replace(STANDARD, '')
    if (isScalarTag(tag)) return { tag, value }
    this.#refuseTag(node)
    return { tag: isPlain ? implicitTag(value) : 'str', value }
  }

  /** PyYAML adds no line end to a block text that breaks off with the file. */
  #text({ value, type, range }: YamlScalar): string {
    const text = String(value ?? '')
    const isBlock = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED'
    const whole = this.#source.text
    const breaksOff = isBlock && range?.[1] === whole.length && /[^ \n].*$/.test(whole)
    return breaksOff ? text.replace(/\n$/, '') : text
  }

  /** Whether the quote that a text in double quotes ends with is one that a backslash escapes. */
  #isUnclosed({ range }: YamlScalar): boolean {
    const written = this.#source.text.slice(range?.[0], range?.[1])
    return /(?<!\\)(?:\\\\)*\\"$/.test(written)
  }

  #construct(node: YamlScalar, tag: ScalarTag, value: string): Scalar {
    const scalar = constructScalar(tag, value)
    if (scalar === undefined) this.#fail(node.range?.[0], `'${value}' is not a valid ${tag}`)
    return scalar
  }

  #failDepth(offset: number | undefined): never {
    this.#fail(offset, `it is nested more than ${MAX_DEPTH} deep`)
  }

  #refuseTag(node: YamlNode): void {
    if (this.#stripTags) return
    this.#fail(node.range?.[0], `the tag '${node.tag}' is not supported`)
  }

  #fail(offset: number | undefined, reason: string, cause?: unknown): never {
    const where = describeOrigin({ source: this.#source, offset: offset ?? 0 })
    throw new ReportError('YAML_INVALID', `${where}: ${reason}.`, { cause })
  }
}

/** The parser's words; of a backslash, what it means, since most of them are Windows paths. */
function describeSyntaxError({ code, message }: YAMLError): string {
  return code === 'BAD_DQ_ESCAPE'
    ? 'within double quotes a backslash begins an escape, and this one is not known: write a Windows path in single quotes, or with /'
    : message
}

/** PyYAML needs no space there before a comment. */
function isCommentAfterBracket({ code, pos: [offset] }: YAMLError, text: string): boolean {
  return code === 'MISSING_CHAR' && /[[\]{},"']#/y.test(text.slice(offset - 1, offset + 1))
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}

function startOf(node: YamlNode): number {
  return node.range?.[0] ?? 0
}

function isScalarTag(tag: string): tag is ScalarTag {
  return ['bool', 'float', 'int', 'null', 'str'].includes(tag)
}

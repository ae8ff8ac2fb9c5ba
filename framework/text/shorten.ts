import { graphemesOf, letterWidth } from './graphemes.ts'
import { printable } from './printable.ts'

/**
 * A single name of at most so many letters, its middle left out: names often differ in how they begin
 * and end. Names that stand beside each other are shortened together by `distinguish`.
 *
 * @param maxWidth at least 1
 * @param widthOf what `maxWidth` counts. Default: letters, of which East Asian ones count as two
 */
export function shorten(name: string, maxWidth: number, widthOf = letterWidth): string {
  const whole = onOneLine(name)
  if (widthOf(whole) <= maxWidth) return whole
  const letters = graphemesOf(whole)
  const head: string[] = []
  const tail: string[] = []
  const width = { head: 0, tail: 0 }
  const room = maxWidth - widthOf('…')
  while (letters.length > 0) {
    const atEnd = width.tail < width.head
    const letter = (atEnd ? letters.pop() : letters.shift()) as string
    const added = widthOf(letter)
    if (width.head + width.tail + added > room) break
    if (atEnd) tail.unshift(letter)
    else head.push(letter)
    width[atEnd ? 'tail' : 'head'] += added
  }
  return oneEllipsis(`${head.join('').trimEnd()}…${tail.join('').trimStart()}`)
}

/** The text with one ellipsis where several follow each other. */
export function oneEllipsis(text: string): string {
  return text.replace(/…{2,}/g, '…')
}

/**
 * The text without line breaks and repeated spaces, which drawings and tables do not show, and with
 * control characters, which turn or hide what stands beside them, as escapes.
 */
export function onOneLine(text: string): string {
  return text
    .replace(/[ \t-\r\u2028\u2029]+/g, ' ')
    .trim()
    .replace(TURNING, printable)
}

/** Not the isolates of one name among others, which end with it. */
const TURNING = /[\p{Cc}\u202a-\u202e]/gu

/** A sentence of at most so many letters, its end left out. */
export function cutAt(sentence: string, maxWidth: number): string {
  if (letterWidth(sentence) <= maxWidth) return sentence
  let kept = ''
  for (const letter of graphemesOf(sentence)) {
    if (letterWidth(kept + letter) >= maxWidth) break
    kept += letter
  }
  return `${kept.trimEnd()}…`
}

/** A text from somebody's files, cut where it would fill the screen. */
export function cutOff(text: string): string {
  return cutAfter(text, 200)
}

/** A text of at most so many characters, with the sign that it goes on. */
export function cutAfter(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`
}

/** The first line of what a library threw: the rest are traces of its own insides. */
export function firstLine(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  return message.trim().split('\n', 1)[0] ?? ''
}

/** Names without the words that all begin with, up to a `_`, `-` or `.`; a single name stays whole. */
export function withoutCommonStart(names: readonly string[]): string[] {
  const [first = ''] = names
  let end = 0
  for (let at = 1; at < first.length; at++) {
    const isBoundary = /[_\-.]/.test(first[at - 1] as string)
    if (isBoundary && names.every((name) => name.startsWith(first.slice(0, at)))) end = at
  }
  const start = names.length > 1 ? end : 0
  return names.map((name) => name.slice(start))
}

/** Titles such as `Tokenizer: vq` and `Tokenizer: none`, or `β = 1`, without the key that all begin with. */
export function withoutCommonKey(titles: readonly string[]): string[] {
  const [key = ''] = titles[0]?.match(/^.*?(?:: | = )/) ?? []
  const isCommon = titles.every((title) => title.startsWith(key))
  return titles.map((title) => (isCommon ? title.slice(key.length) : title))
}

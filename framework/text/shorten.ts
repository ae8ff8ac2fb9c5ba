/** Where Unicode's East Asian scripts begin. */
const FIRST_WIDE_LETTER = '\u2e80'

/**
 * At most `maxLetters` letters of a name, its middle left out: both ends tell runs apart. Letters
 * of East Asian scripts are as wide as two.
 */
export function shorten(name: string, maxLetters: number): string {
  const letters = [...name.replace(/\s+/g, ' ')]
  if (widthOf(letters) <= maxLetters) return letters.join('')
  const head: string[] = []
  const tail: string[] = []
  while (widthOf(head) + widthOf(tail) < maxLetters - 1) {
    if (widthOf(tail) < widthOf(head)) tail.unshift(letters.pop() as string)
    else head.push(letters.shift() as string)
  }
  return `${head.join('')}…${tail.join('')}`
}

function widthOf(letters: readonly string[]): number {
  return letters.reduce((width, letter) => width + (letter >= FIRST_WIDE_LETTER ? 2 : 1), 0)
}

/** A text from somebody's files, cut where it would fill the screen. */
export function cutOff(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`
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

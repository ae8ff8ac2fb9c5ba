import { textWidth } from './textWidth.ts'

/** Words of a shell, with their quotes. */
const WORDS = /(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/g
const COMMENT = /\s+# .*$/

/**
 * Breaks a command between its words, such that what is copied from the terminal is still one command: lines
 * end in a backslash. A comment behind it goes before it where there is no room; a word that is wider than
 * the terminal stays whole.
 *
 * @param width in columns; Infinity breaks nothing
 */
export function wrapCommand(line: string, width: number): string[] {
  if (textWidth(line) <= width) return [line]
  const [indent = ''] = /^ */.exec(line) ?? []
  const [comment] = COMMENT.exec(line) ?? []
  const command = comment === undefined ? line : line.slice(0, -comment.length)
  const before = comment === undefined ? [] : [indent + comment.trim()]
  const lines: string[] = []
  let current = indent
  const words = command.match(WORDS) ?? []
  for (const [at, word] of words.entries()) {
    const longer = at === 0 ? current + word : `${current} ${word}`
    const room = at === words.length - 1 ? width : width - 2
    if (at === 0 || textWidth(longer) <= room) {
      current = longer
    } else {
      lines.push(`${current} \\`)
      current = `${indent}  ${word}`
    }
  }
  return [...before, ...lines, current]
}

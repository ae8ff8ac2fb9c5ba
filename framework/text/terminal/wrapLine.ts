import { textWidth } from './textWidth.ts'

/**
 * Breaks a line at its spaces so that no part is wider than the terminal; a word that is wider than
 * that, such as a path, stays whole, so that it can be copied.
 *
 * @param width in columns; Infinity breaks nothing
 * @param indent what the further parts begin with. Default: the spaces that the line begins with, and two
 */
export function wrapLine(line: string, width: number, indent?: string): string[] {
  if (width === Number.POSITIVE_INFINITY) return [line]
  const [start = ''] = /^ */.exec(line) ?? []
  const further = indent ?? `${start}  `
  const lines: string[] = []
  let current = start
  let isEmpty = true
  for (const word of line.slice(start.length).split(' ')) {
    const longer = isEmpty ? current + word : `${current} ${word}`
    if (isEmpty || textWidth(longer) <= width) {
      current = longer
    } else {
      lines.push(current)
      current = further + word
    }
    isEmpty = false
  }
  return [...lines, current]
}

import type { Context } from './context.ts'

/**
 * The text, cut to the width in the context's font with an ellipsis in its middle: names of runs
 * and models often differ only in how they begin and end.
 */
export function fitText(context: Context, text: string, maxWidth: number): string {
  if (context.measureText(text).width <= maxWidth) return text
  const letters = [...text]
  const cutTo = (n: number) => {
    const head = letters
      .slice(0, Math.ceil(n / 2))
      .join('')
      .trimEnd()
    const tail = letters
      .slice(letters.length - Math.floor(n / 2))
      .join('')
      .trimStart()
    return `${head}…${tail}`
  }
  let low = 0
  let high = letters.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (context.measureText(cutTo(middle)).width <= maxWidth) low = middle
    else high = middle - 1
  }
  return cutTo(low)
}

/** A word of a text in lines. The size of a group stays in one piece. */
const WORD = /\(n = [^)]*\)|[^ \n]+/g

/**
 * The text in lines of at most the width; a word that is longer than a line is cut, and so is the
 * last line where there are more than `maxLines`.
 */
export function wrapText(
  context: Context,
  text: string,
  maxWidth: number,
  maxLines = Number.POSITIVE_INFINITY,
): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.match(WORD) ?? []) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && context.measureText(longer).width > maxWidth) {
      lines.push(line)
      line = word
    } else {
      line = longer
    }
  }
  lines.push(line)
  const fitting = lines.length > maxLines ? lines.slice(0, maxLines - 1) : lines
  const rest = lines.slice(fitting.length).join(' ')
  return [...fitting, ...(rest === '' ? [] : [rest])].map((each) =>
    fitText(context, each, maxWidth),
  )
}

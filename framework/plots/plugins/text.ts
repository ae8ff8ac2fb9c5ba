import type { Context } from './context.ts'

/** The text, cut to the width in the context's font with an ellipsis at its end. */
export function fitText(context: Context, text: string, maxWidth: number): string {
  if (context.measureText(text).width <= maxWidth) return text
  const letters = [...text]
  let low = 0
  let high = letters.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const cut = `${letters.slice(0, middle).join('')}…`
    if (context.measureText(cut).width <= maxWidth) low = middle
    else high = middle - 1
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`
}

/** The text in lines of at most the width; a word that is longer than a line is cut. */
export function wrapText(context: Context, text: string, maxWidth: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && context.measureText(longer).width > maxWidth) {
      lines.push(line)
      line = word
    } else {
      line = longer
    }
  }
  return [...lines, line].map((each) => fitText(context, each, maxWidth))
}

const COMMAND = /([MLQCZ])([^MLQCZ]*)/g
const NUMBER = /-?[\d.]+(?:e-?\d+)?/g

/**
 * The data of a path as Skia writes it (`M`, `L`, `Q`, `C` and `Z`, absolute, with nine digits) in
 * relative commands and rounded numbers, a third as long. Each point is relative to where the rounded
 * numbers before it have led, so that errors of rounding do not add up.
 *
 * @param decimals of the numbers
 * @see https://www.w3.org/TR/SVG2/paths.html#PathData
 */
export function compactPath(data: string, decimals: number): string {
  const unit = 10 ** decimals
  // In whole units, so that sums are exact.
  let at = { x: 0, y: 0 }
  let start = at
  const words: string[] = []
  for (const [, command = '', numbers = ''] of data.matchAll(COMMAND)) {
    const points = (numbers.match(NUMBER) ?? []).map((value) => Math.round(Number(value) * unit))
    const relative = points.map((value, i) => value - (i % 2 === 0 ? at.x : at.y))
    words.push(command.toLowerCase(), ...relative.map((value) => shortest(value / unit, decimals)))
    at = command === 'Z' ? start : { x: points.at(-2) ?? at.x, y: points.at(-1) ?? at.y }
    if (command === 'M') start = at
  }
  return joined(words)
}

/** Without the zero before the point, nor those after the last digit. */
function shortest(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals))).replace(/^(-?)0\./, '$1.')
}

/**
 * Letters and numbers as short as they are read: a letter that repeats, or an `l` after `m`, is
 * understood; a sign, or the point of a number that follows one with a point, needs no space.
 */
function joined(words: readonly string[]): string {
  let text = ''
  let letter = ''
  let number = ''
  for (const word of words) {
    if (/[a-z]/.test(word)) {
      const isUnderstood =
        (word === letter && 'lqc'.includes(word)) || (word === 'l' && letter === 'm')
      if (!isUnderstood) {
        text += word
        number = ''
      }
      letter = word
      continue
    }
    const separates = word.startsWith('-') || (word.startsWith('.') && number.includes('.'))
    text += number === '' || separates ? word : ` ${word}`
    number = word
  }
  return text
}

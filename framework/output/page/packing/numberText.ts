// Columns of numbers as short texts, from which they come back exactly as they were.

/** Six bits a letter, of which one says that more follow. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-'
const [BASE, MORE] = [32, 32]
const GAP = '!'
/** Around a number that is written out. */
const QUOTE = '~'
const MOST_DECIMALS = 12
const MOST_DIGITS = 15
/** Beyond it, whole numbers are not exact. */
const MAX_CODE = 2 ** 50

/**
 * How numbers become whole ones that lie close together where they do: by so many decimals, or by so many
 * significant digits, which suit values of many decades.
 */
interface Code {
  readonly name: string
  toWhole(value: number): number
  toValue(whole: number): number
}

function decimalsCode(decimals: number): Code {
  return {
    name: `d${decimals}`,
    toWhole: (value) => Math.round(value * Number(`1e${decimals}`)),
    toValue: (whole) => Number(`${whole}e${-decimals}`),
  }
}

/** Numbers above zero in their order: as many to each decade as its digits can tell apart. */
function digitsCode(digits: number): Code {
  const least = Number(`1e${digits - 1}`)
  const perDecade = 9 * least
  return {
    name: `g${digits}`,
    toWhole(value) {
      const [mantissa = '', exponent] = value.toExponential(digits - 1).split('e')
      return Number(exponent) * perDecade + Math.round(Number(mantissa) * least) - least
    },
    toValue(whole) {
      const exponent = Math.floor(whole / perDecade)
      return Number(`${whole - exponent * perDecade + least}e${exponent - digits + 1}`)
    },
  }
}

/** The numbers as a text, as the differences between neighbours; null is a gap. */
export function writeNumbers(values: readonly (number | null)[]): string {
  const present = values.filter((value) => value !== null)
  const texts = present.map((value) => Math.abs(value).toString().split('e'))
  const decimals = texts.map(([mantissa = '', exponent = '0']) =>
    Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent)),
  )
  const digits = texts.map(([mantissa = '']) => mantissa.replace('.', '').replace(/^0+/, '').length)
  const codes = [
    decimalsCode(Math.min(MOST_DECIMALS, most(decimals))),
    ...(present.every((value) => value > 0)
      ? [digitsCode(Math.max(1, Math.min(MOST_DIGITS, most(digits))))]
      : []),
  ]
  const written = codes.map((code) => `${code.name}:${writeWith(code, values)}`)
  return written.reduce((a, b) => (b.length < a.length ? b : a))
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), 0)
}

function writeWith(code: Code, values: readonly (number | null)[]): string {
  let before = 0
  const parts: string[] = []
  for (const value of values) {
    if (value === null) {
      parts.push(GAP)
      continue
    }
    const whole = code.toWhole(value)
    if (Math.abs(whole) > MAX_CODE || code.toValue(whole) !== value) {
      parts.push(`${QUOTE}${value}${QUOTE}`)
      continue
    }
    parts.push(letters(whole - before))
    before = whole
  }
  return parts.join('')
}

function letters(difference: number): string {
  let rest = difference < 0 ? -2 * difference - 1 : 2 * difference
  let text = ''
  do {
    const low = rest % BASE
    rest = Math.floor(rest / BASE)
    text += LETTERS[rest > 0 ? low + MORE : low]
  } while (rest > 0)
  return text
}

/** The numbers of a text of {@link writeNumbers}. */
export function readNumbers(text: string): (number | null)[] {
  const code = codeOf(text)
  const values: (number | null)[] = []
  let before = 0
  for (let at = text.indexOf(':') + 1; at < text.length; ) {
    if (text[at] === GAP) {
      values.push(null)
      at++
    } else if (text[at] === QUOTE) {
      const end = text.indexOf(QUOTE, at + 1)
      values.push(Number(text.slice(at + 1, end)))
      at = end + 1
    } else {
      let [rest, unit, letter] = [0, 1, MORE]
      while (letter >= MORE) {
        letter = LETTERS.indexOf(text[at++] ?? 'A')
        rest += unit * (letter % MORE)
        unit *= BASE
      }
      before += rest % 2 === 1 ? -(rest + 1) / 2 : rest / 2
      values.push(code.toValue(before))
    }
  }
  return values
}

function codeOf(text: string): Code {
  const size = Number(text.slice(1, text.indexOf(':')))
  return text.startsWith('g') ? digitsCode(size) : decimalsCode(size)
}

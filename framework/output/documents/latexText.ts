import { SUPERSCRIPTS } from '../../text/numbers/numberFormat.ts'
import { printable } from '../../text/printable.ts'
import { SIGNS } from './latexSigns.ts'

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'

/** Powers of ten, other raised and lowered numbers, and single signs. */
const SPECIAL = new RegExp(
  `(×10[⁺⁻⁰¹²³⁴-⁹]+|[⁺⁻⁰¹²³⁴-⁹]+|[₊₋₀-₉]+|[${Object.keys(SIGNS).join('')}])`,
)

const LATEX_SPECIALS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
}

/**
 * A text as LaTeX shows it, pdfLaTeX too: Greek letters, mathematical signs, and raised and lowered numbers are
 * formulas, and no character acts as a command. Letters of other scripts need a font of the document's.
 */
export function latexText(text: string): string {
  // Signs are set apart first: escaping would take their commands for text.
  const parts = text.split(SPECIAL)
  return parts.map((part, at) => (at % 2 === 0 ? escapeLatex(part) : signOf(part))).join('')
}

function signOf(sign: string): string {
  if (sign.startsWith('×10')) return `\\ensuremath{\\times 10${script(sign.slice(3))}}`
  return SIGNS[sign] ?? `\\ensuremath{${script(sign)}}`
}

/** Numbers that are raised or lowered. */
function script(numbers: string): string {
  const isLow = /[₊₋₀-₉]/.test(numbers)
  const digits = Array.from(numbers, (letter) => {
    if ('⁺₊'.includes(letter)) return '+'
    if ('⁻₋'.includes(letter)) return '-'
    return (isLow ? SUBSCRIPTS : SUPERSCRIPTS).indexOf(letter)
  })
  return `${isLow ? '_' : '^'}{${digits.join('')}}`
}

/** Switches of direction are spelled out, as everywhere: names may differ in one alone. */
function printableSwitches(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, printable)
}

function escapeLatex(text: string): string {
  return printableSwitches(text)
    .replace(/[\\~^<>|&%$#_{}]/g, (character) => LATEX_SPECIALS[character] ?? `\\${character}`)
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\p{Bidi_Control}\u2028\u2029\ufeff]/gu, '')
}

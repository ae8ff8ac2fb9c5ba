import { escapeLatex } from './latexTable.ts'

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A sentence as LaTeX shows it: its signs are in every font, and no character acts as a command. */
export function latexText(text: string): string {
  // Signs are set apart first: escaping would take their commands for text.
  const parts = text.split(/(−|×10[⁻⁰¹²³⁴-⁹]+|∞|\u202f)/)
  return parts.map((part, at) => (at % 2 === 0 ? escapeLatex(part) : signOf(part))).join('')
}

function signOf(sign: string): string {
  if (sign.startsWith('×10')) {
    const exponent = Array.from(sign.slice(3), (letter) =>
      letter === '⁻' ? '-' : String(SUPERSCRIPTS.indexOf(letter)),
    ).join('')
    return `\\ensuremath{\\times 10^{${exponent}}}`
  }
  if (sign === '∞') return '\\ensuremath{\\infty}'
  return sign === '\u202f' ? '\\,' : '\\ensuremath{-}'
}

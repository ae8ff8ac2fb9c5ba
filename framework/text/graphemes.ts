/** Made when first needed: that takes longer than loading most modules. */
let segmenter: Intl.Segmenter | undefined

/** Latin, Greek and Cyrillic without combining marks: each character is a letter, without segmenting. */
const PLAIN = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f…]*$/

/** Where Unicode's East Asian scripts begin. */
const FIRST_WIDE_LETTER = '\u2e80'

/** What a reader takes for single letters: marks stay with the letter that they combine with. */
export function graphemesOf(text: string): string[] {
  if (PLAIN.test(text)) return text.split('')
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** The width of a text in letters; those of East Asian scripts are as wide as two. */
export function letterWidth(text: string): number {
  if (PLAIN.test(text)) return text.length
  return graphemesOf(text).reduce(
    (width, letter) => width + (letter >= FIRST_WIDE_LETTER ? 2 : 1),
    0,
  )
}

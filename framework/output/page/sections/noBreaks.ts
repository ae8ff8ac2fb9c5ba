/** A sentence in which no line ends between `p`, its sign and its number, or before a per cent sign. */
export function noBreaks(sentence: string): string {
  return sentence
    .replace(/\b([pn]) ([=<>≤≥]) (?=[\d−.])/g, '$1\u00a0$2\u00a0')
    .replace(/\b([pn]) (?=\d)/g, '$1\u00a0')
    .replace(/(\d) (?=%)/g, '$1\u00a0')
}

/** A text as the source of a regular expression that matches it literally. */
export function escapeRegExp(text: string): string {
  // RegExp.escape needs Node 24.
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

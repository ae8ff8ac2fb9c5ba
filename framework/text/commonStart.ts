/** Names without the words that all begin with, up to a `_`, `-` or `.`; a single name stays whole. */
export function withoutCommonStart(names: readonly string[]): string[] {
  const [first = ''] = names
  let end = 0
  for (let at = 1; at < first.length; at++) {
    const isBoundary = /[_\-.]/.test(first[at - 1] as string)
    if (isBoundary && names.every((name) => name.startsWith(first.slice(0, at)))) end = at
  }
  const start = names.length > 1 ? end : 0
  return names.map((name) => name.slice(start))
}

/** The first few of several, `a, b, c, d`, and how many more there are, `a, b, c, d and 2 more`. */
export function listSome(items: readonly string[], most = 4, separator = ', '): string {
  const shown = items.slice(0, most).join(separator)
  return items.length > most ? `${shown} and ${items.length - most} more` : shown
}

/** `a`, `a and b`, `a, b and c`, and past the `most` that are named as {@link listSome}. */
export function listInWords(items: readonly string[], most: number): string {
  if (items.length > most) return listSome(items, most)
  return [items.slice(0, -1).join(', '), ...items.slice(-1)].filter(Boolean).join(' and ')
}

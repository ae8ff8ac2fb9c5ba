/** `a`, `a and b`, `a, b and c`, and past the `most` that are named `a, b, c and 2 more`. */
export function listInWords(items: readonly string[], most: number): string {
  const listed = items.slice(0, most)
  if (listed.length < items.length) {
    return `${listed.join(', ')} and ${items.length - listed.length} more`
  }
  return [listed.slice(0, -1).join(', '), ...listed.slice(-1)].filter(Boolean).join(' and ')
}

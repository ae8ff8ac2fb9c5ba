/**
 * Whether texts are parts in their order with any text between them, such as the parts of a pattern around its
 * stars. Takes a time that grows with the lengths alone: a regular expression with many `.*` tries every way to share
 * a text among them.
 *
 * @param parts sources of regular expressions, each of which matches texts of a single length
 */
export function starPattern(parts: readonly string[]): (text: string) => boolean {
  const [first = '', ...others] = parts
  const last = others.pop()
  if (last === undefined) {
    const whole = new RegExp(`^(?:${first})$`, 's')
    return (text) => whole.test(text)
  }
  const start = new RegExp(`^(?:${first})`, 's')
  const end = new RegExp(`(?:${last})$`, 's')
  const between = others.map((part) => new RegExp(part, 'gs'))
  return (text) => {
    let at = start.exec(text)?.[0].length
    if (at === undefined) return false
    for (const part of between) {
      part.lastIndex = at
      if (!part.test(text)) return false
      at = part.lastIndex
    }
    return end.test(text.slice(at))
  }
}

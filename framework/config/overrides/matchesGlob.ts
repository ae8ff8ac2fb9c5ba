/** Whether a name matches a pattern of `*`, `?`, `[abc]` and `[!abc]`, as Python's fnmatch has it. */
export function matchesGlob(name: string, pattern: string): boolean {
  const source = pattern.replace(
    /\*+|\?|\[(!?)(\]?[^\]]*)\]|[\\^$.|+()[\]{}]/g,
    (token, negation: string | undefined, set: string | undefined) => {
      if (token.startsWith('*')) return '.*'
      if (token === '?') return '.'
      if (set === undefined) return `\\${token}`
      return `[${negation === '!' ? '^' : ''}${set.replace(/[\\^[\]]/g, '\\$&')}]`
    },
  )
  return new RegExp(`^(?:${source})$`, 's').test(name)
}

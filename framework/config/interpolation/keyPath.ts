/**
 * Splits a path into its keys, as OmegaConf does: `a.b[0]` -> a, b, 0. Leading dots of a relative
 * path must be gone before.
 */
export function splitKeyPath(path: string): string[] {
  const head = /^\.*[^.[]*/.exec(path)?.[0] ?? ''
  const keys = head.split('.')
  if (head.length < path.length && path[head.length] === '[' && keys.at(-1) === '') keys.pop()
  for (const [, dotted, bracketed] of path.slice(head.length).matchAll(/\.([^.[]*)|\[(.*?)\]/g)) {
    keys.push(dotted || bracketed || '')
  }
  return keys
}

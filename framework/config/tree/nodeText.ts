import { scalarRepr } from '../../text/python/pythonText.ts'
import type { ConfigNode } from './node.ts'

/** A value as Python's `str()` writes it: `True`, `None`, `1.0`, `1e+16`, `[1, 'b']`. */
export function pythonStr(node: ConfigNode): string {
  return node.kind === 'scalar' && typeof node.value === 'string' ? node.value : pythonRepr(node)
}

/** A value as Python's `repr()` writes it; strings in quotes, interpolations unresolved. */
export function pythonRepr(node: ConfigNode): string {
  if (node.kind === 'scalar') return scalarRepr(node.value)
  if (node.kind === 'list') return `[${node.items.map(pythonRepr).join(', ')}]`
  const entries = Array.from(
    node.entries(),
    ({ key, value }) => `${scalarRepr(key)}: ${pythonRepr(value)}`,
  )
  return `{${entries.join(', ')}}`
}

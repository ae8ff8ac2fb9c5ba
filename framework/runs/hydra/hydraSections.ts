/**
 * Some sections of what Hydra writes to `hydra.yaml`, most of which is the same in every run; the whole
 * text where it is not laid out as Hydra does.
 *
 * @param names of sections below `hydra`, in any order
 */
export function hydraSections(text: string, names: readonly string[]): string {
  if (!text.startsWith('hydra:\n  ') || /[\t\r]|\n\S/.test(text)) return text
  const pattern = new RegExp(`^ {2}(?:${names.join('|')}):\\n(?:(?: {3}.*)?\\n)*`, 'gm')
  const sections = text.match(pattern)
  return sections?.length === names.length ? `hydra:\n${sections.join('')}` : text
}

/** A YAML tree whose scalars are the very texts of the file, quotes included. */
export type VerbatimYaml = string | readonly VerbatimYaml[] | VerbatimMap
export interface VerbatimMap {
  readonly [key: string]: VerbatimYaml
}

/** The tree laid out as PyYAML does by default: two spaces a level, lists not indented. */
export function formatVerbatimYaml(tree: VerbatimMap): string {
  return `${mapLines(tree).join('\n')}\n`
}

/** The tree with one value put at a dotted path; maps on the way are made where they are missing. */
export function withValueAt(tree: VerbatimMap, path: string, value: VerbatimYaml): VerbatimMap {
  const [key = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...tree, [key]: value }
  const child = tree[key]
  return { ...tree, [key]: withValueAt(isMap(child) ? child : {}, rest.join('.'), value) }
}

function mapLines(map: VerbatimMap): string[] {
  return Object.entries(map).flatMap(([key, value]) => {
    if (typeof value === 'string') return [`${key}: ${value}`]
    if (isMap(value)) return [`${key}:`, ...mapLines(value).map((line) => `  ${line}`)]
    return [`${key}:`, ...value.flatMap(itemLines)]
  })
}

function itemLines(item: VerbatimYaml): string[] {
  const lines = isMap(item) ? mapLines(item) : [String(item)]
  return lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`))
}

function isMap(value: VerbatimYaml | undefined): value is VerbatimMap {
  return typeof value === 'object' && !Array.isArray(value)
}

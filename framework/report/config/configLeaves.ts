/**
 * The keys of a composed config that hold values, dotted (`outputs.fig_format`), with these values. A
 * list is a value, and so is an empty mapping.
 */
export function configLeaves(config: object, prefix = ''): [key: string, value: unknown][] {
  return Object.entries(config).flatMap(([name, value]): [string, unknown][] => {
    const isSection = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isSection && Object.keys(value).length > 0
      ? configLeaves(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, value]]
  })
}

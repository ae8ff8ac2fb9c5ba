import path from 'node:path'
import { readText } from '../files/regularFile.ts'
import { PACKAGE_ROOT } from '../packageRoot.ts'

/**
 * A file of `hpc/` with each `{{name}}` replaced by its value. A list is one line per item; an empty one
 * removes the line.
 *
 * @param template relative to `hpc/`
 */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string | number | readonly string[]>>,
): string {
  const text = readText(path.join(PACKAGE_ROOT, 'hpc', template))
  return text.replaceAll(/\{\{(\w+)\}\}(\n?)/g, (_, name: string, newline: string) => {
    const value = values[name]
    if (value === undefined) throw new TypeError(`hpc/${template} asks for ${name}`)
    if (typeof value !== 'object') return `${value}${newline}`
    return value.map((line) => line + newline).join('')
  })
}

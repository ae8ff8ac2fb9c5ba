import { readdirSync } from 'node:fs'
import path from 'node:path'
import { isDirectory } from '../../files/isDirectory.ts'

/** The directories whose paths begin so, each ending in `/`; hidden ones where the dot was typed. */
export function completeFolder(start: string): string[] {
  const at = start.lastIndexOf('/') + 1
  const [folder, beginning] = [start.slice(0, at), start.slice(at)]
  if (!isDirectory(folder || '.')) return []
  return readdirSync(folder || '.')
    .filter((name) => name.startsWith(beginning) && !(beginning === '' && name.startsWith('.')))
    .filter((name) => isDirectory(path.join(folder, name)))
    .sort()
    .map((name) => `${folder}${name}/`)
}

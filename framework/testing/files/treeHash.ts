import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'

/** Test support: a hash of all that lies below a folder, names, times and contents. */
export function treeHash(folder: string): string {
  const hash = createHash('sha256')
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  for (const name of entries) {
    const path = `${folder}/${name}`
    const stat = lstatSync(path)
    hash.update(`${name} ${stat.mode} ${stat.size} ${stat.mtimeMs}\n`)
    if (stat.isFile()) hash.update(readFileSync(path))
  }
  return hash.digest('hex')
}

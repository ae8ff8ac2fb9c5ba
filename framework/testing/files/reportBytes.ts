import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { PNG } from 'pngjs'

/**
 * The tables and figures of a report, by name, as hashes of their bytes. Files that hold the time or the
 * report's id are left out; of a picture, whose file holds the id, the pixels count.
 *
 * @param report its folder
 */
export function reportBytes(report: string): [name: string, sha256: string][] {
  return readdirSync(report, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:csv|png|tex)$/.test(name) || name === 'inference/summary.json')
    .sort()
    .map((name) => [name, digest(name, readFileSync(path.join(report, name)))])
}

function digest(name: string, bytes: Buffer): string {
  const content = name.endsWith('.png') ? PNG.sync.read(bytes).data : bytes
  return createHash('sha256').update(content).digest('hex')
}

import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { readText } from '../files/regularFile.ts'

/** What an import may leave out, and what it may write for a file of TypeScript. */
const ENDINGS = ['', '.ts', '.mts', '.js', '.mjs', '.json', '/index.ts', '/index.js']
/** The file of an import, from its first point on. In a comment it may name too much, which harms nothing. */
const IMPORTED = /\b(?:from|import)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g

/**
 * SHA-256, in hex, of a report's file and of all files of the project that it imports, directly or not: its
 * helper modules are as much of it as the file itself. Packages are not among them.
 *
 * @param reportFile absolute
 * @throws {Error} the system's error for a file that cannot be read
 */
export function hashReport(reportFile: string): string {
  const hash = createHash('sha256')
  const files = new Set([reportFile])
  for (const file of files) {
    const text = readText(file)
    const name = path.relative(path.dirname(reportFile), file)
    hash.update(JSON.stringify([name, text]))
    for (const [, , specifier = ''] of text.matchAll(IMPORTED)) {
      const imported = resolve(path.resolve(path.dirname(file), specifier))
      if (imported !== undefined) files.add(imported)
    }
  }
  return hash.digest('hex')
}

function resolve(file: string): string | undefined {
  const places = [...ENDINGS.map((ending) => file + ending), file.replace(/js$/, 'ts')]
  return places.find((place) => existsSync(place) && statSync(place).isFile())
}

import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** The folder of this package's `package.json`: the checkout, or where npm installed it. Absolute. */
export const PACKAGE_ROOT: string = nearestPackage(import.meta.dirname)

let version: string | undefined
let compiled: number | undefined

/** The version of this package. */
export function productVersion(): string {
  version ??= readVersion()
  return version
}

/**
 * When the package was last compiled, in milliseconds since 1970: of a checkout, whose code changes without its
 * version. 0 where npm installed it.
 */
export function compiledAt(): number {
  compiled ??= timeOf(path.join(PACKAGE_ROOT, 'dist/.built'))
  return compiled
}

function timeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function readVersion(): string {
  const text = readFileSync(path.join(PACKAGE_ROOT, 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

function nearestPackage(folder: string): string {
  return existsSync(path.join(folder, 'package.json'))
    ? folder
    : nearestPackage(path.dirname(folder))
}

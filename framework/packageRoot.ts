import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The folder of this package's `package.json`: the checkout, or where npm installed it. Absolute. */
export const PACKAGE_ROOT: string = nearestPackage(import.meta.dirname)

let version: string | undefined

/** The version of this package. */
export function productVersion(): string {
  version ??= readVersion()
  return version
}

function readVersion(): string {
  const text = readFileSync(path.join(PACKAGE_ROOT, 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

function nearestPackage(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder
  const parent = path.dirname(folder)
  if (parent === folder)
    throw new Error('thesis-report is not whole: its package.json is missing. Install it again.')
  return nearestPackage(parent)
}

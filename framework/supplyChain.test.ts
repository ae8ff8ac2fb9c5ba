/** What `npm ci` brings onto the machine of whoever installs the package. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

interface LockEntry {
  readonly integrity?: string
  readonly dev?: boolean
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}

const ROOT = path.join(import.meta.dirname, '..')
const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockEntry>>
}
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  readonly allowScripts: Readonly<Record<string, boolean>>
}
/** Links are folders of this repository. */
const fetched = Object.entries(packages).filter(
  ([place, { link }]) => place.startsWith('node_modules/') && !link,
)

test('every package of every platform is checked against its hash', () => {
  const unchecked = fetched.filter(([, { integrity }]) => !/^sha512-\S{88}$/.test(integrity ?? ''))
  expect(unchecked.map(([place]) => place)).toEqual([])
})

test('no package that users get runs a script when it is installed', () => {
  const running = fetched
    .filter(([, { dev, hasInstallScript }]) => !dev && hasInstallScript)
    .map(([place]) => place.replace('node_modules/', ''))
    .filter((name) => manifest.allowScripts[name] !== false)
  expect(running).toEqual([])
})

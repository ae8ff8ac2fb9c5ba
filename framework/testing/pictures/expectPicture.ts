import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, inject } from 'vitest'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { compactPicture } from './compactPicture.ts'
import { comparePictures } from './comparePictures.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** What becomes of snapshots: `all` with `-u`; `new` are written; `none` where CI runs. */
    updateSnapshot: 'all' | 'new' | 'none'
  }
}

/** Git does not look here. */
const FAILED = path.join(PACKAGE_ROOT, 'outputs/pictures')

/**
 * Compares a PNG with one that is kept, as `toMatchFileSnapshot` does with texts: a new one is written,
 * and `-u` accepts one that differs. One that differs is written to `outputs/pictures`, beside a picture
 * of the differences.
 *
 * @param file the picture that is kept, absolute
 * @param command what draws all such pictures anew, for the message
 */
export function expectPicture(png: Uint8Array, file: string, command: string): void {
  const update = inject('updateSnapshot')
  const isNew = !existsSync(file)
  const difference = isNew ? undefined : comparePictures(readFileSync(file), png)
  if (isNew ? update !== 'none' : difference !== undefined && update === 'all') {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, compactPicture(png))
    return
  }
  const name = path.basename(file, '.png')
  if (isNew) expect.fail(`There is no picture ${file}. Draw it with: ${command}`)
  if (difference === undefined) return
  mkdirSync(FAILED, { recursive: true })
  const actual = path.join(FAILED, `${name}.png`)
  writeFileSync(actual, png)
  let where = ''
  if (difference.picture) {
    const shown = path.join(FAILED, `${name}.difference.png`)
    writeFileSync(shown, difference.picture)
    where = `, where ${shown} shows it`
  }
  expect.fail(
    `The picture ${name} ${difference.reason}. Compare ${actual} with ${file}${where}. If it is ` +
      `as it should be, accept it with -u, or with: ${command}`,
  )
}

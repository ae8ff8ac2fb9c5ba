import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PNG } from 'pngjs'
import { expect, inject } from 'vitest'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
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
 */
export function expectPicture(png: Uint8Array, file: string): void {
  const update = inject('updateSnapshot')
  const isNew = !existsSync(file)
  const difference = isNew ? undefined : comparePictures(readFileSync(file), png)
  if (isNew ? update !== 'none' : difference !== undefined && update === 'all') {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, compact(png))
    return
  }
  const name = path.basename(file, '.png')
  if (isNew) expect.fail(`There is no picture ${file}. Write it with -u.`)
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
    `The picture ${name} ${difference.reason}. Compare ${actual} with ${file}${where}, and accept ` +
      'it with -u if it is as it should be.',
  )
}

/** Without opacity and metadata, packed as small as it gets. */
function compact(png: Uint8Array): Buffer {
  const picture = PNG.sync.read(Buffer.from(png))
  return PNG.sync.write(picture, { colorType: 2, deflateLevel: 9 })
}

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PNG } from 'pngjs'
import { expect, inject, onTestFinished, test } from 'vitest'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { writeTree } from '../files/writeTree.ts'
import { expectPicture } from './expectPicture.ts'

const FAILED = path.join(PACKAGE_ROOT, 'outputs/pictures')

/** A square of one shade of grey. */
function square(shade: number, side = 20): Buffer {
  const png = new PNG({ width: side, height: side })
  png.data.fill(shade)
  for (let i = 3; i < png.data.length; i += 4) png.data[i] = 255
  return PNG.sync.write(png)
}

function kept(png: Buffer): string {
  const file = path.join(writeTree({}), 'kept-by-a-test.png')
  writeFileSync(file, png)
  onTestFinished(() => {
    for (const name of ['kept-by-a-test.png', 'kept-by-a-test.difference.png']) {
      rmSync(path.join(FAILED, name), { force: true })
    }
  })
  return file
}

test('the same picture passes', () => {
  expect(() => expectPicture(square(100), kept(square(100)), 'npm run x')).not.toThrow()
})

test('another picture fails, with both to compare and the command that accepts it', ({ skip }) => {
  skip(inject('updateSnapshot') === 'all', 'with -u it would be accepted')
  const file = kept(square(100))
  expect(() => expectPicture(square(200), file, 'npm run x')).toThrow(
    /The picture kept-by-a-test differs in 400 pixels, .* where .*kept-by-a-test\.difference\.png shows it\..* npm run x$/,
  )
  expect(existsSync(path.join(FAILED, 'kept-by-a-test.difference.png'))).toBe(true)
  expect(readFileSync(file)).toEqual(square(100))
})

test('a picture of another size fails without a picture of the differences', ({ skip }) => {
  skip(inject('updateSnapshot') === 'all', 'with -u it would be accepted')
  expect(() => expectPicture(square(100, 30), kept(square(100)), 'npm run x')).toThrow(
    /is 30 × 30 pixels instead of 20 × 20\. Compare [^,]*If it is/,
  )
})

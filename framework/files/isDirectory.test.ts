import { symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeTree } from '../testing/files/writeTree.ts'
import { isDirectory } from './isDirectory.ts'

test('what lies below a file, or leads nowhere, is no directory', () => {
  const root = writeTree({ file: '' })
  const loop = path.join(root, 'loop')
  symlinkSync(loop, loop)
  const places = [root, path.join(root, 'file'), path.join(root, 'file/x'), loop, `${root}/none`]
  expect(places.map(isDirectory)).toEqual([true, false, false, false, false])
})

import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { compactPicture } from './compactPicture.ts'

test('a compact picture has the same pixels in fewer bytes', () => {
  const png = new PNG({ width: 40, height: 40 })
  png.data.fill(255)
  png.data.set([10, 20, 30], 400)
  const bytes = PNG.sync.write(png, { deflateLevel: 0 })
  const compact = compactPicture(bytes)
  expect(compact.length).toBeLessThan(bytes.length / 10)
  expect(PNG.sync.read(compact).data).toEqual(png.data)
})

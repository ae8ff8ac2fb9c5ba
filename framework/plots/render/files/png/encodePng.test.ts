import { loadImage } from '@napi-rs/canvas'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { encodePng } from './encodePng.ts'

const pixels = {
  width: 3,
  height: 2,
  data: Uint8ClampedArray.from({ length: 24 }, (_, i) => (i % 4 === 3 ? 255 : 10 * i)),
}
const png = encodePng(pixels, { pxPerInch: 150, texts: { Title: 'Loss', Comment: 'β ≤ 1 µm' } })

test('other programs read the pixels', async () => {
  expect(Uint8ClampedArray.from(PNG.sync.read(png).data)).toEqual(pixels.data)
  expect(await loadImage(png)).toMatchObject({ width: 3, height: 2 })
})

test('pixels per metre are those of the resolution', () => {
  const at = png.indexOf('pHYs') + 4
  expect([png.readUInt32BE(at), png.readUInt32BE(at + 4), png[at + 8]]).toEqual([5906, 5906, 1])
})

test('texts that Latin-1 lacks are UTF-8', () => {
  expect(png.includes(Buffer.from('tEXtTitle\0Loss'))).toBe(true)
  expect(png.includes(Buffer.from('iTXtComment\0\0\0\0\0β ≤ 1 µm'))).toBe(true)
})

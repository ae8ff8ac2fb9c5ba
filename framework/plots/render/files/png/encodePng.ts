import { crc32, deflateSync } from 'node:zlib'

/** Pixels in rows from the top, with four bytes each: red, green, blue and opacity. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

export interface PngOptions {
  readonly pxPerInch: number
  /** By the keywords of the PNG specification, such as `Title`. */
  readonly texts: Readonly<Record<string, string>>
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const INCHES_PER_METRE = 39.3701
const BYTES_OF = { given: 4, kept: 3 }
const EIGHT_BITS_OF_RGB = [8, 2, 0, 0, 0]
/** Of zlib: higher ones take three times as long, for files that are a tenth smaller. */
const LEVEL = 3

/**
 * The pixels as a PNG (W3C, Portable Network Graphics, Third Edition). Opacity is left out: figures stand
 * on white. Rows are not filtered: filters make line drawings on an even ground larger.
 */
export function encodePng(pixels: Pixels, { pxPerInch, texts }: PngOptions): Buffer {
  const { width, height } = pixels
  const perMetre = Math.round(pxPerInch * INCHES_PER_METRE)
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', Buffer.concat([uint32(width, height), Buffer.from(EIGHT_BITS_OF_RGB)])),
    chunk('pHYs', Buffer.concat([uint32(perMetre, perMetre), Buffer.from([1])])),
    ...Object.entries(texts).map(textChunk),
    chunk('IDAT', deflateSync(rowsOf(pixels), { level: LEVEL })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The rows, each after a byte for its filter: 0 for none. */
function rowsOf({ width, height, data }: Pixels): Buffer {
  const rows = Buffer.alloc(height * (1 + width * BYTES_OF.kept))
  let [from, to] = [0, 0]
  for (let row = 0; row < height; row++) {
    to++
    for (let column = 0; column < width; column++) {
      rows[to] = data[from] as number
      rows[to + 1] = data[from + 1] as number
      rows[to + 2] = data[from + 2] as number
      from += BYTES_OF.given
      to += BYTES_OF.kept
    }
  }
  return rows
}

/** Latin letters as tEXt, which every program reads, others in UTF-8 as iTXt. */
function textChunk([keyword, text]: readonly [string, string]): Buffer {
  return isLatin(text)
    ? chunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1'))
    : chunk('iTXt', Buffer.from(`${keyword}\0\0\0\0\0${text}`, 'utf8'))
}

function isLatin(text: string): boolean {
  return Buffer.from(text, 'latin1').toString('latin1') === text
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))])
}

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, i) => {
    bytes.writeUInt32BE(value, 4 * i)
  })
  return bytes
}

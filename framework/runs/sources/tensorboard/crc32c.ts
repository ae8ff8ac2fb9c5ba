import { MASK_DELTA } from './format.ts'

/** Castagnoli's polynomial, its bits reversed. */
const POLYNOMIAL = 0x82f63b78

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1
  }
  return remainder
})

/** CRC-32C (RFC 3720, appendix B.4) of the bytes from `start` to `end`, as an unsigned number. */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = 0xffffffff
  for (let i = start; i < end; i++) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number)
  }
  return ~crc >>> 0
}

/** The checksum as TFRecords have it: rotated and moved, since data often hold checksums themselves. */
export function maskedCrc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  const crc = crc32c(bytes, start, end)
  return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0
}

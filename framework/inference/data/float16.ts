let table: Float32Array | undefined

/**
 * Widens IEEE 754 half-precision numbers to float32. Node before 24 has them as the bits in a
 * Uint16Array, later as a Float16Array: both are read as bits.
 */
export function float16ToFloat32(data: ArrayBufferView): Float32Array {
  const bits = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2)
  table ??= Float32Array.from({ length: 2 ** 16 }, (_, pattern) => decode(pattern))
  const lookup = table
  return Float32Array.from(bits, (pattern) => lookup[pattern] as number)
}

function decode(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = (bits & 0x3ff) / 1024
  if (exponent === 0) return sign * fraction * 2 ** -14
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction) * 2 ** (exponent - 15)
}

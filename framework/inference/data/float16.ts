/** IEEE 754 half precision, as the bits in a Uint16Array: Node has a Float16Array only from 24 on. */

let table: Float32Array | undefined

/** Widens half-precision numbers to float32, whatever kind of array holds their bits. */
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

/** Writes numbers as half-precision bits, rounded to nearest, ties to even; large ones are infinite. */
export function writeFloat16(values: ArrayLike<number>, into: Uint16Array): void {
  for (let i = 0; i < values.length; i++) into[i] = encode(values[i] as number)
}

const single = new Float32Array(1)
const singleBits = new Uint32Array(single.buffer)

function encode(value: number): number {
  single[0] = value
  const bits = singleBits[0] as number
  const sign = (bits >>> 16) & 0x8000
  const magnitude = bits & 0x7fffffff
  if (magnitude > 0x7f800000) return sign | 0x7e00
  // Half of the last place above the largest number, 65504, rounds up.
  if (magnitude >= 0x477ff000) return sign | 0x7c00
  // Below the smallest normal number, in steps of 2^-24; multiplying by a power of two is exact.
  if (magnitude < 0x38800000) return sign | roundToEven(Math.abs(value) * 2 ** 24)
  const shifted = magnitude - 0x38000000
  return sign | ((shifted + 0xfff + ((shifted >>> 13) & 1)) >>> 13)
}

function roundToEven(value: number): number {
  const whole = Math.floor(value)
  const rest = value - whole
  return rest > 0.5 || (rest === 0.5 && whole % 2 === 1) ? whole + 1 : whole
}

// Columns of numbers as texts of their bytes, from which they come back exactly as they were.

/** Numbers in base64, each in 4 bytes where all fit into them, else in 8; NaN for what is missing. */
export type NumberBytes = { readonly f32: string } | { readonly f64: string }

/** The numbers in the fewest bytes that hold them. */
export function writeNumberBytes(numbers: readonly number[]): NumberBytes {
  const isShort = numbers.every((number) => Object.is(Math.fround(number), number))
  const size = isShort ? 4 : 8
  const bytes = new DataView(new ArrayBuffer(numbers.length * size))
  for (const [place, number] of numbers.entries()) {
    if (isShort) bytes.setFloat32(place * size, number, true)
    else bytes.setFloat64(place * size, number, true)
  }
  const text = Buffer.from(bytes.buffer).toString('base64')
  return isShort ? { f32: text } : { f64: text }
}

/** What {@link writeNumberBytes} was given; runs in browsers. */
export function readNumberBytes(written: NumberBytes): number[] {
  const isShort = 'f32' in written
  const letters = atob(isShort ? written.f32 : written.f64)
  const bytes = new DataView(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)).buffer)
  const size = isShort ? 4 : 8
  return Array.from({ length: bytes.byteLength / size }, (_, place) =>
    isShort ? bytes.getFloat32(place * size, true) : bytes.getFloat64(place * size, true),
  )
}

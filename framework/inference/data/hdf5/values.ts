/**
 * Rows as the file has them; float16 is widened to float32, other types but float32 to float64. Packed ones are
 * unpacked (see `unpackerOf`).
 */
export type Values = Float32Array | Float64Array

/**
 * Ten to a power, the same number in every engine, to 15 digits. With `**`, V8 up to Node 22 gives
 * other last digits than later ones, and for whole exponents some that are wrong
 * (`10 ** -4 !== 1e-4`).
 */
export function powerOfTen(exponent: number): number {
  const whole = Math.floor(exponent)
  const magnitude = Number(`1e${whole}`)
  if (whole === exponent) return magnitude
  return Number((magnitude * Math.exp((exponent - whole) * Math.LN10)).toPrecision(15))
}

import { rgb } from 'd3-color'

/** Mixes a colour with black (`amount` < 0) or white (> 0). */
export function shade(hex: string, amount: number): string {
  const target = amount < 0 ? 0 : 255
  const mixed = (channel: number) => channel + (target - channel) * Math.abs(amount)
  const { r, g, b } = rgb(hex)
  return rgb(mixed(r), mixed(g), mixed(b)).formatHex()
}

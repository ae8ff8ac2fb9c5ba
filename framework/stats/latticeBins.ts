/** Whole or rounded numbers from the least to the greatest. */
interface Lattice {
  readonly low: number
  readonly high: number
  /** See `latticeStep`. */
  readonly step: number
}

/** The fewest and the most bins. */
interface BinLimits {
  readonly least: number
  readonly most: number
}

/** A last bin that holds so much of what the others do does not stand out. */
export const FULL = 0.9

/**
 * Edges halfway between rounded numbers, so that as many of these are in each bin.
 *
 * @param nBins about how many
 * @returns the `size`: how many of the numbers each bin holds, of which the last has `nLast`
 */
export function latticeBins(
  { low, high, step }: Lattice,
  nBins: number,
  limits: BinLimits,
): { edges: number[]; size: number; nLast: number } {
  const nPlaces = Math.round((high - low) / step) + 1
  const size = evenSize(nPlaces, nBins, limits)
  const n = Math.ceil(nPlaces / size)
  const start = low - step / 2
  return {
    edges: Array.from({ length: n + 1 }, (_, i) => start + i * size * step),
    size,
    nLast: nPlaces - (n - 1) * size,
  }
}

/**
 * How many places each bin holds, where the last one must not hold far fewer than the others, which looks like a
 * drop: the size next to that of so many bins with which it does not; if there is none, that with the fullest last bin.
 */
export function evenSize(nPlaces: number, nBins: number, { least, most }: BinLimits): number {
  const wanted = Math.max(1, Math.floor(nPlaces / nBins))
  const [fewest, mostBins] = [Math.min(nBins, least), Math.max(nBins, most)]
  const fullness = (size: number) => (((nPlaces - 1) % size) + 1) / size
  // Of the sizes that make as many bins, the least leaves the last the fullest.
  const leastSizes = Array.from({ length: mostBins - fewest + 1 }, (_, i) =>
    Math.ceil(nPlaces / (fewest + i)),
  )
  const sizes = [wanted, ...leastSizes]
    .filter((size) => {
      const n = Math.ceil(nPlaces / size)
      return size >= wanted / 2 && size <= 2 * wanted && n >= fewest && n <= mostBins
    })
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
  const full = sizes.find((size) => fullness(size) >= FULL)
  return full ?? sizes.toSorted((a, b) => fullness(b) - fullness(a))[0] ?? wanted
}

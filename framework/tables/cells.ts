/** Whether a cell holds no value: null, undefined or NaN, which a data-frame user does not tell apart. */
export function isMissing(cell: unknown): boolean {
  return cell === null || cell === undefined || Number.isNaN(cell)
}

/** The order of two cells that are not missing: numbers by value, everything else by code point. */
export function compareCells(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [textA, textB] = [String(a), String(b)]
  return textA < textB ? -1 : Number(textA > textB)
}

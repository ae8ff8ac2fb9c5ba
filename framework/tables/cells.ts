/** Whether a cell holds no value: null, undefined or NaN, which a data-frame user does not tell apart. */
export function isMissing(cell: unknown): boolean {
  return cell === null || cell === undefined || Number.isNaN(cell)
}

/** A cell as tables hold it: null for what is missing. */
export function presentCell<Cell>(cell: Cell): Cell | null {
  return isMissing(cell) ? null : cell
}

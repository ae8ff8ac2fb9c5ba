/**
 * Columns of numbers side by side, as models give them.
 *
 * @param columns each [nEvents]
 * @returns [nEvents, nColumns] in C order
 */
export function joinColumns(columns: readonly ArrayLike<number>[], nEvents: number): Float64Array {
  const width = columns.length
  const joined = new Float64Array(nEvents * width)
  for (const [at, column] of columns.entries()) {
    for (let event = 0; event < nEvents; event++) {
      joined[event * width + at] = column[event] as number
    }
  }
  return joined
}

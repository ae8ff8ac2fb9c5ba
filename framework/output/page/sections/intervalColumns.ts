/** The places of an estimate and the ends of its interval among the columns of a table. */
export interface IntervalColumns {
  readonly estimate: number
  readonly low: number
  readonly high: number
}

/** Those that are named for each other, `ratio`, `ratio_low` and `ratio_high`, or stand beside `low` and `high`. */
export function intervalsAmong(
  columns: readonly string[],
  numeric: ReadonlySet<string>,
): IntervalColumns[] {
  return columns.flatMap((name, low) => {
    if (!/(?:^|_)low$/.test(name)) return []
    const estimate = name === 'low' ? low - 1 : columns.indexOf(name.replace(/_low$/, ''))
    const high = columns.indexOf(name.replace(/low$/, 'high'))
    const isWhole = [estimate, low, high].every((place) => numeric.has(columns[place] ?? ''))
    return isWhole ? [{ estimate, low, high }] : []
  })
}

/** Adds what Tabulator leaves out for screen readers: the table's name and size. */
export function describeTable(place: HTMLElement, unit: string, rows: number): void {
  place.setAttribute('aria-label', `Table of ${unit}s`)
  place.setAttribute('aria-rowcount', String(rows))
}

/** What Tabulator leaves to others for screen readers: the table's name and size, and no stray focus. */
export function describeTable(place: HTMLElement, unit: string, rows: number): void {
  place.setAttribute('aria-label', `Table of ${unit}s`)
  place.setAttribute('aria-rowcount', String(rows))
  // A grid has no children that can be focused but rows; what is in them can be.
  place.querySelector('.tabulator-tableholder')?.removeAttribute('tabindex')
}

import type { Tabulator } from 'tabulator-tables'
import { idOf } from './tableColumns.ts'

/** What Tabulator leaves to others for screen readers: the table's name, and no stray focus. */
export function describeTable(place: HTMLElement, unit: string): void {
  place.setAttribute('aria-label', `Table of ${unit}s`)
  place.setAttribute('aria-multiselectable', 'true')
  // A grid has no children that can be focused but rows; what is in them can be.
  place.querySelector('.tabulator-tableholder')?.removeAttribute('tabindex')
}

/** How many rows there are with the headings, and which ones are seen: the others are no elements. */
export function numberRows(place: HTMLElement, tabulator: Tabulator): void {
  const rows = tabulator.getRows('active')
  place.setAttribute('aria-rowcount', String(rows.length + 1))
  place.querySelector('.tabulator-headers')?.setAttribute('aria-rowindex', '1')
  const places = new Map(rows.map((row, at) => [idOf(row), at]))
  for (const element of place.querySelectorAll<HTMLElement>('.tabulator-row')) {
    const at = places.get(Number(element.dataset.id)) ?? 0
    element.setAttribute('aria-rowindex', String(at + 2))
  }
}

/** Shows and says whether a row is selected, or highlighted by its name. */
export function describeRow(
  row: HTMLElement,
  { id, isSelected, isHighlighted }: { id: number; isSelected: boolean; isHighlighted: boolean },
): void {
  row.dataset.id = String(id)
  const box = row.querySelector('input')
  if (box) box.checked = isSelected
  row.setAttribute('aria-selected', String(isSelected))
  row.classList.toggle('selected', isSelected)
  row.classList.toggle('highlighted', isHighlighted)
  if (isHighlighted) row.setAttribute('aria-description', 'highlighted')
  else row.removeAttribute('aria-description')
}

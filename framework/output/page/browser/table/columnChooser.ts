import { printable } from '../../../../text/printable.ts'
import { button, element } from '../dom.ts'
import type { Column } from '../model/runs.ts'

/**
 * Asks which columns are shown, and in which order; buttons move them, as dragging does with a mouse.
 *
 * @param onChange gets the names of those that are shown, in their order
 */
export function chooseColumns(
  columns: readonly Column[],
  shown: readonly string[],
  onChange: (names: readonly string[]) => void,
): void {
  const hidden = columns.filter(({ name }) => !shown.includes(name)).map(({ name }) => name)
  let order = [...shown, ...hidden]
  const chosen = new Set(shown)
  const list = element('ol', { class: 'columns' })
  const search = element('input', {
    type: 'search',
    'aria-label': 'Find a column',
    placeholder: 'find a column',
  })
  const change = () => onChange(order.filter((name) => chosen.has(name)))
  const move = (name: string, by: number) => {
    const from = order.indexOf(name)
    const to = Math.max(0, Math.min(order.length - 1, from + by))
    order = order.filter((each) => each !== name).toSpliced(to, 0, name)
    draw()
    list.querySelector<HTMLElement>(`li:nth-child(${to + 1}) button`)?.focus()
    change()
  }
  const item = (name: string) => {
    const box = element('input', { type: 'checkbox' })
    box.checked = chosen.has(name)
    box.addEventListener('change', () => {
      if (box.checked) chosen.add(name)
      else chosen.delete(name)
      change()
    })
    const title = printable(name)
    return element(
      'li',
      {},
      element('label', {}, box, ' ', element('bdi', {}, title)),
      element(
        'span',
        {},
        button('↑', () => move(name, -1), { 'aria-label': `Move ${title} to the left` }),
        button('↓', () => move(name, 1), { 'aria-label': `Move ${title} to the right` }),
      ),
    )
  }
  const draw = () => {
    const wanted = search.value.toLowerCase()
    list.replaceChildren(...order.filter((name) => name.toLowerCase().includes(wanted)).map(item))
  }
  search.addEventListener('input', draw)
  draw()
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'columns-title', class: 'chooser' },
    element('h2', { id: 'columns-title' }, 'Columns'),
    search,
    list,
    button('Done', () => dialog.close()),
  )
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

import { printable } from '../../../../text/printable.ts'
import type { PageCards } from '../../data/pageData.ts'
import { copy as copyText } from '../clipboard.ts'
import { button, element, tell } from '../dom.ts'
import type { Runs } from '../model/runs.ts'
import { parameterTable, valueTable } from './valueTable.ts'

/** More names make the list of runs to compare with slow; any name can be typed. */
const MAX_NAMES = 300

/** Opens the card of a run: what it was given, what it measured, how it was started, and its files. */
export function openRunCard(
  { runs, cards }: { readonly runs: Runs; readonly cards: PageCards },
  run: number,
  options: { readonly compareWith: number | undefined; readonly onClose: () => void },
): void {
  const name = printable(runs.names[run] ?? '')
  const body = element('div', { class: 'card-body' })
  const draw = (other: number | undefined) =>
    body.replaceChildren(...sections(runs, cards, run, other))
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'card-title', class: 'card' },
    element(
      'div',
      { class: 'card-top' },
      element('h2', { id: 'card-title' }, element('bdi', {}, name)),
      button('Close', () => dialog.close()),
    ),
    compareTool(runs, run, options.compareWith, draw),
    body,
  )
  dialog.addEventListener('close', () => {
    dialog.remove()
    options.onClose()
  })
  draw(options.compareWith)
  document.body.append(dialog)
  dialog.showModal()
}

function compareTool(
  runs: Runs,
  run: number,
  initial: number | undefined,
  draw: (other: number | undefined) => void,
): HTMLElement {
  const names = element('datalist', { id: 'run-names' })
  for (const [row, name] of runs.names.slice(0, MAX_NAMES).entries()) {
    if (row !== run) names.append(element('option', { value: name }))
  }
  const input = element('input', {
    id: 'compare',
    list: 'run-names',
    type: 'text',
    placeholder: 'name of a run',
  })
  input.value = initial === undefined ? '' : (runs.names[initial] ?? '')
  const problem = element('p', { class: 'problem', role: 'alert' })
  input.addEventListener('input', () => {
    const other = runs.rows.get(input.value)
    problem.textContent = input.value === '' || other !== undefined ? '' : 'No run has this name.'
    draw(other)
  })
  return element(
    'div',
    { class: 'tool' },
    element('label', { for: 'compare' }, 'Differences from'),
    input,
    names,
    problem,
  )
}

function sections(runs: Runs, cards: PageCards, run: number, other: number | undefined): Node[] {
  return [
    ...parameterTable(runs, run, other),
    ...valueTable(runs, cards, run, other),
    ...commandOf(cards, run),
    ...filesOf(runs, cards, run),
  ]
}

function commandOf({ commandPrefix, commands }: PageCards, run: number): Node[] {
  const rest = commands[run]
  const title = element('h3', {}, 'Command line')
  if (rest === null || rest === undefined) {
    return [title, element('p', { class: 'nothing' }, 'Nothing says how this run was started.')]
  }
  const command = commandPrefix + rest
  const copy = button('Copy', async () => {
    await copyText({ text: command })
    tell('The command line was copied.')
    copy.textContent = 'Copied'
  })
  return [title, element('pre', { tabindex: '0' }, command), copy]
}

function filesOf(runs: Runs, { fileSets, files }: PageCards, run: number): Node[] {
  const names = fileSets[files[run] ?? -1] ?? []
  const place = String(runs.columns.find(({ name }) => name === 'run_dir')?.cells[run] ?? '')
  return [
    element('h3', {}, 'Files'),
    element(
      'p',
      {},
      'In ',
      element('code', {}, printable(place)),
      ', relative to the folder of the sweep:',
    ),
    names.length === 0
      ? element('p', { class: 'nothing' }, 'Nothing says which files were read of this run.')
      : element(
          'ul',
          {},
          ...names.map((file) => element('li', {}, element('code', {}, printable(file)))),
        ),
  ]
}

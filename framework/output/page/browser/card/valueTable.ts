import { formatNumber } from '../../../../text/numbers/numberFormat.ts'
import { printable } from '../../../../text/printable.ts'
import type { PageCards, PageCurve } from '../../data/pageData.ts'
import { element } from '../dom.ts'
import { type Column, cellText, isBest, type Runs } from '../model/runs.ts'
import { sparkline } from './sparkline.ts'

/** As many as {@link PageCurve} has. */
const DIGITS_OF_CURVES = 4

/** What a run was given; beside another run, what differs comes first. */
export function parameterTable(runs: Runs, run: number, other: number | undefined): Node[] {
  const columns = runs.columns.filter(({ role, name }) => role === 'parameter' || name === 'seed')
  return [
    element('h3', {}, 'Parameters'),
    ...table(columns, runs, run, other, 'No parameter is known.'),
  ]
}

/** What a run measured and what describes it, and its small curves. */
export function valueTable(
  runs: Runs,
  cards: PageCards,
  run: number,
  other: number | undefined,
): Node[] {
  const metrics = runs.columns.filter(({ role }) => role === 'metric')
  const others = runs.columns.filter(({ role, name }) => role === 'other' && name !== 'seed')
  return [
    element('h3', {}, 'Metrics'),
    ...curves(cards, runs, run, other),
    ...table(metrics, runs, run, other, 'No metric is known.'),
    element('h3', {}, 'About it'),
    ...table(others, runs, run, other, 'Nothing else is known.'),
  ]
}

function table(
  columns: readonly Column[],
  runs: Runs,
  run: number,
  other: number | undefined,
  nothing: string,
): Node[] {
  const known = columns.filter(
    ({ cells }) => cells[run] !== null || (other !== undefined && cells[other] !== null),
  )
  if (known.length === 0) return [element('p', { class: 'nothing' }, nothing)]
  // Measured values always differ, which says nothing.
  const differs = ({ cells, role }: Column) =>
    other !== undefined && role !== 'metric' && cells[run] !== cells[other]
  const sorted = known.toSorted((a, b) => Number(differs(b)) - Number(differs(a)))
  const heads = [
    '',
    'this run',
    ...(other === undefined ? [] : [printable(runs.names[other] ?? '')]),
  ]
  return [
    element(
      'table',
      { class: 'values' },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...heads.map((text) =>
            element('th', { scope: 'col' }, element('bdi', {}, text || 'name')),
          ),
        ),
      ),
      element('tbody', {}, ...sorted.map((column) => row(column, run, other, differs(column)))),
    ),
  ]
}

function row(
  column: Column,
  run: number,
  other: number | undefined,
  differs: boolean,
): HTMLElement {
  const cell = (at: number) => {
    const value = column.cells[at] ?? null
    const text = element('bdi', {}, cellText(value, column.role) || '–')
    return element(
      'td',
      {},
      isBest(column, at) ? element('strong', { class: 'best' }, text, ' best') : text,
    )
  }
  return element(
    'tr',
    differs ? { class: 'differs' } : {},
    element('th', { scope: 'row' }, element('bdi', {}, printable(column.name))),
    cell(run),
    ...(other === undefined ? [] : [cell(other)]),
  )
}

function curves(cards: PageCards, runs: Runs, run: number, other: number | undefined): Node[] {
  if (cards.curves.length === 0) {
    const why =
      runs.count > 1
        ? 'No curves here: the runs left no histories, or are too many. data/epochs.parquet has what there is.'
        : 'This run left no history.'
    return [element('p', { class: 'note' }, why)]
  }
  const own = cards.curves[run] ?? []
  if (own.length === 0) return [element('p', { class: 'note' }, 'This run left no history.')]
  const others = other === undefined ? [] : (cards.curves[other] ?? [])
  return [
    element(
      'ul',
      { class: 'curves' },
      ...own.map((curve) => {
        const name = printable(cards.curveNames[curve.name] ?? '')
        const text = curveText(curve)
        const second = others.find((each) => each.name === curve.name)
        return element(
          'li',
          {},
          sparkline(curve, second, `${name}: ${text}`),
          element('span', {}, element('bdi', {}, name), element('span', { class: 'note' }, text)),
        )
      }),
    ),
  ]
}

function curveText({ first, last, low, high, isLog }: PageCurve): string {
  const text = (value: number) => formatNumber(value, { digits: DIGITS_OF_CURVES })
  return `from ${text(first)} to ${text(last)}, between ${text(low)} and ${text(high)}${isLog ? ' (logarithmic)' : ''}`
}

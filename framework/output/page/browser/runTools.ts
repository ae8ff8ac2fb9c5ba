import { byId } from './dom.ts'
import { rowFilter } from './filter/filterRows.ts'
import { FilterError } from './filter/tokens.ts'
import type { Choice } from './model/choice.ts'
import type { Fragment } from './model/fragment.ts'
import type { Runs } from './model/runs.ts'
import { groupings } from './table/groups.ts'

/** Typing is over. */
const AFTER_MS = 150

export interface RunTools {
  /** Whether the filter leaves a run, and no pattern hides it. */
  passes(run: number): boolean
}

/**
 * What is typed above the table. What cannot be understood is said beside it, and the table stays as it
 * was.
 *
 * @param on.onFilter other runs are left
 * @param on.onGroup the table has other rows
 */
export function runTools(
  { runs, choice, fragment }: { runs: Runs; choice: Choice; fragment: Fragment },
  on: { readonly onFilter: () => void; readonly onGroup: () => void },
): RunTools {
  let test = (_: number) => true
  const { filter, highlight, hide, group } = {
    filter: byId<HTMLInputElement>('filter'),
    highlight: byId<HTMLInputElement>('highlight'),
    hide: byId<HTMLInputElement>('hide'),
    group: byId<HTMLSelectElement>('group'),
  }
  const applyFilter = () => {
    const text = filter.value.trim()
    const problem = attempt(filter, byId('filter-problem'), () => {
      test = text === '' ? () => true : rowFilter(text, runs.columns)
    })
    if (!problem) fragment.set({ filter: text })
    return !problem
  }
  const applyPatterns = () => {
    const place = byId('pattern-problem')
    let patterns: (RegExp | undefined)[] = []
    const problem = attempt(undefined, place, () => {
      patterns = [highlight, hide].map(({ value }) =>
        value === '' ? undefined : new RegExp(value, 'u'),
      )
    })
    for (const input of [highlight, hide]) input.setAttribute('aria-invalid', String(problem))
    if (problem) return false
    fragment.set({ highlight: highlight.value, hide: hide.value })
    choice.match(patterns[0], patterns[1])
    return true
  }
  const { state } = fragment
  filter.value = state.filter ?? ''
  highlight.value = state.highlight ?? ''
  hide.value = state.hide ?? ''
  for (const name of groupings(runs)) group.add(new Option(name, name))
  group.value = state.group ?? ''
  if (group.selectedIndex < 0) group.value = ''
  fragment.set({ group: group.value })
  applyFilter()
  applyPatterns()
  filter.addEventListener(
    'input',
    afterTyping(() => applyFilter() && on.onFilter()),
  )
  for (const input of [highlight, hide]) {
    input.addEventListener(
      'input',
      afterTyping(() => applyPatterns() && on.onFilter()),
    )
  }
  group.addEventListener('change', () => {
    fragment.set({ group: group.value, columns: undefined, sort: undefined })
    on.onGroup()
  })
  return { passes: (run) => test(run) && !choice.isHidden(run) }
}

/** Runs it; a mistake of the reader is said in the place. Returns whether there was one. */
function attempt(
  input: HTMLInputElement | undefined,
  place: HTMLElement,
  run: () => void,
): boolean {
  try {
    run()
    place.textContent = ''
  } catch (error) {
    if (!(error instanceof FilterError || error instanceof SyntaxError)) throw error
    const where = error instanceof FilterError ? ` (at letter ${error.at + 1})` : ''
    place.textContent = error.message + where
  }
  const isWrong = place.textContent !== ''
  input?.setAttribute('aria-invalid', String(isWrong))
  return isWrong
}

function afterTyping(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(run, AFTER_MS)
  }
}

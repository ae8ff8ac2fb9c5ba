import type { PackedFigure } from '../packing/packedFigure.ts'
import { unpackFigure } from '../packing/unpackFigure.ts'
import { type FigureState, mountFigure } from './figures/liveFigure.ts'
import type { Choice } from './model/choice.ts'
import type { Fragment } from './model/fragment.ts'
import { type Column, cellText, type Runs } from './model/runs.ts'

const MAX_PARAMETERS = 8

/** Puts live figures in the place of the printed ones, and keeps them in step with what is chosen. */
export function liveFigures(
  figures: readonly (PackedFigure | null)[],
  { runs, choice, fragment }: { runs: Runs; choice: Choice; fragment: Fragment },
): void {
  const describeRun = runDescription(runs)
  const live = [...document.querySelectorAll<HTMLElement>('[data-figure]')].flatMap((place) => {
    const at = place.dataset.figure ?? ''
    const figure = figures[Number(at)]
    const paper = place.querySelector<HTMLElement>('.live')
    if (!figure || !paper) return []
    const unpacked = unpackFigure(figure, runs.names)
    const coloured = runs.columns.find(({ name }) => name === unpacked.colourBar?.column)
    const mounted = mountFigure(paper, unpacked, {
      describeRun: (name) => [...describeRun(name), ...cellLine(runs, name, coloured)],
      onSelect: (names) => choice.select(names.flatMap((name) => runs.rows.get(name) ?? [])),
      onState: (state) => fragment.set({ figures: withState(fragment, at, state) }),
    })
    place.classList.add('is-live')
    const state = fragment.state.figures?.[at]
    if (state) mounted.restore(state)
    return [mounted]
  })
  const select = () => {
    const selection = choice.forFigures()
    for (const figure of live) figure.select(selection)
  }
  select()
  choice.onChange(select)
}

function withState(fragment: Fragment, place: string, state: FigureState) {
  const { [place]: _, ...others } = fragment.state.figures ?? {}
  return Object.keys(state).length === 0 ? others : { ...others, [place]: state }
}

/** The lines of a run's tooltip: its name, then the parameters that tell it apart. */
function runDescription(runs: Runs): (name: string) => readonly string[] {
  const differing = runs.columns.filter(
    ({ role, isChanged, name }) => (role === 'parameter' || name === 'seed') && isChanged,
  )
  return (name) => {
    if (!runs.rows.has(name)) return [name]
    const shown = differing.slice(0, MAX_PARAMETERS)
    const lines = shown.flatMap((column) => cellLine(runs, name, column))
    const more = differing.length - MAX_PARAMETERS
    return [name, ...lines, ...(more > 0 ? [`and ${more} more`] : [])]
  }
}

function cellLine(runs: Runs, run: string, column: Column | undefined): string[] {
  const row = runs.rows.get(run)
  const text =
    row === undefined || column === undefined ? '' : cellText(column.cells[row], column.role)
  return text === '' || column === undefined ? [] : [`${column.name} = ${text}`]
}

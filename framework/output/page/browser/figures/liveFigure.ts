import type { Figure } from '../../../../plots/figure.ts'

/** Runs by their name in the column `run` of the runs table (else `run_dir`). */
export interface RunSelection {
  readonly highlighted: ReadonlySet<string>
  readonly hidden: ReadonlySet<string>
}

/** JSON that goes into the URL's fragment; {} is the printed figure. */
export type FigureState = { readonly [key: string]: unknown }

export interface LiveFigure {
  select(selection: RunSelection): void
  restore(state: FigureState): void
  destroy(): void
}

/** Draws a figure into a place. Here nothing: what was printed stays. */
export function mountFigure(
  _place: HTMLElement,
  _figure: Figure,
  _options: {
    onSelect(runs: readonly string[]): void
    onState(state: FigureState): void
    describeRun(run: string): readonly string[]
  },
): LiveFigure {
  return { select() {}, restore() {}, destroy() {} }
}

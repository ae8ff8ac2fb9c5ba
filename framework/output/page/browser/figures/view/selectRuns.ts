import type { Figure, FigureDataset, Mark, Plot } from '../../../../../plots/figure.ts'
import { withOpacity } from '../../../../../plots/parts/colours/palette.ts'
import { plotsOf } from '../../../../../plots/parts/panels/panels.ts'
import { pickPoints } from '../../../../../plots/parts/pickPoints.ts'
import { runAt } from '../../../../../plots/parts/runsOfPoints.ts'
import { INK } from '../../../../../plots/theme.ts'
import { count } from '../../../../../text/counts.ts'

/** Runs by their name in the column `run` of the runs table (else `run_dir`). */
export interface RunSelection {
  readonly highlighted: ReadonlySet<string>
  readonly hidden: ReadonlySet<string>
}

export const NO_RUNS: RunSelection = { highlighted: new Set(), hidden: new Set() }

type Look = 'highlighted' | 'hidden' | 'usual' | 'faded'

/** Of the opacity that lines and points have otherwise. */
const FADED = 0.15
const COLOURS = [
  'borderColor',
  'backgroundColor',
  'pointBackgroundColor',
  'pointBorderColor',
] as const
const ENLARGEMENT = { line: 1.8, point: 1.3 }

/** The figure with some runs left out, and others before all that are faded. */
export function selectRuns(figure: Figure, { highlighted, hidden }: RunSelection): Figure {
  const runs = runsOf(figure)
  const isHighlighting = runs.some((run) => highlighted.has(run) && !hidden.has(run))
  const nHidden = runs.filter((run) => hidden.has(run)).length
  if (!isHighlighting && nHidden === 0) return figure
  const lookOf = (run: string | undefined): Look => {
    if (run !== undefined && hidden.has(run)) return 'hidden'
    if (!isHighlighting) return 'usual'
    return run !== undefined && highlighted.has(run) ? 'highlighted' : 'faded'
  }
  const select = <P extends Plot>(plot: P): P => selectInPlot(plot, lookOf)
  const note = `${count(nHidden, 'run')} hidden here; means, intervals and axes are still those of all runs.`
  const notes = nHidden > 0 ? [...figure.notes, note] : figure.notes
  return figure.panels === undefined
    ? { ...select(figure), notes }
    : { ...figure, notes, panels: { ...figure.panels, plots: figure.panels.plots.map(select) } }
}

/** The runs that have points or bars in a figure, in the order in which they come. */
export function runsOf(figure: Figure): string[] {
  const runs = new Set<string>()
  for (const { chart, marks } of plotsOf(figure)) {
    for (const dataset of chart.data.datasets) {
      for (const [, run] of dataset.runs ?? []) if (run !== '') runs.add(run)
    }
    for (const { run } of marks) if (run !== undefined) runs.add(run)
  }
  return [...runs]
}

function selectInPlot<P extends Plot>(plot: P, lookOf: (run: string | undefined) => Look): P {
  const { datasets } = plot.chart.data
  const parts = datasets.map((dataset) => partsOf(dataset, lookOf))
  const front = parts.flatMap(({ highlighted }) => highlighted ?? [])
  return {
    ...plot,
    chart: {
      ...plot.chart,
      data: { datasets: [...front, ...parts.flatMap(({ rest }) => rest)] },
    },
    marks: plot.marks.flatMap((mark): Mark[] => {
      if (mark.run === undefined) return [mark]
      const look = lookOf(mark.run)
      return look === 'hidden' ? [] : [look === 'faded' ? fadedMark(mark) : mark]
    }),
    labels: plot.labels.filter(
      ({ run }) => run === undefined || ['highlighted', 'usual'].includes(lookOf(run)),
    ),
  }
}

function partsOf(
  dataset: FigureDataset,
  lookOf: (run: string | undefined) => Look,
): { highlighted?: FigureDataset; rest: FigureDataset[] } {
  if (dataset.runs === undefined) {
    return { rest: [lookOf(undefined) === 'faded' ? fadedDataset(dataset) : dataset] }
  }
  const places: Record<Look, (number | null)[]> = {
    highlighted: [],
    hidden: [],
    usual: [],
    faded: [],
  }
  for (const piece of piecesOf(dataset)) {
    const looks = [...new Set(piece.map((at) => runAt(dataset, at)))].map(lookOf)
    const look = (['hidden', 'highlighted', 'usual', 'faded'] as const).find((each) =>
      looks.includes(each),
    ) as Look
    if (dataset.showLine && places[look].length > 0) places[look].push(null)
    places[look].push(...piece)
  }
  const pick = (look: Look) =>
    places[look].length === 0 ? [] : [pickPoints(dataset, places[look])]
  const [highlighted] = pick('highlighted').map(strongDataset)
  const rest = [...pick('usual'), ...pick('faded').map(fadedDataset)]
  return { ...(highlighted && { highlighted }), rest }
}

/** Single points, or the pieces of a line between its gaps, by their places. */
function piecesOf({ data, showLine }: FigureDataset): number[][] {
  if (!showLine) return [...data.keys()].map((at) => [at])
  const pieces: number[][] = [[]]
  for (const [at, { y }] of data.entries()) {
    if (y === null) pieces.push([])
    else pieces.at(-1)?.push(at)
  }
  return pieces.filter(({ length }) => length > 0)
}

function strongDataset(dataset: FigureDataset): FigureDataset {
  const { borderWidth, pointRadius } = dataset
  return {
    ...withColours(dataset, (colour) => colour.slice(0, 7)),
    ...(typeof borderWidth === 'number' && { borderWidth: borderWidth * ENLARGEMENT.line }),
    ...(typeof pointRadius === 'number' && { pointRadius: pointRadius * ENLARGEMENT.point }),
  }
}

function fadedDataset(dataset: FigureDataset): FigureDataset {
  return withColours(dataset, faded)
}

function withColours(dataset: FigureDataset, change: (colour: string) => string): FigureDataset {
  const changed = (key: (typeof COLOURS)[number]) => {
    const colour = dataset[key]
    return typeof colour === 'string' && colour !== INK.paper ? { [key]: change(colour) } : {}
  }
  return Object.assign({}, dataset, ...COLOURS.map(changed))
}

function fadedMark(mark: Mark): Mark {
  if (mark.shape !== 'rect') return { ...mark, colour: faded(mark.colour) }
  return {
    ...mark,
    ...(mark.fill !== undefined && { fill: faded(mark.fill) }),
    ...(mark.stroke !== undefined && { stroke: faded(mark.stroke) }),
  }
}

/** `#rrggbb` or `#rrggbbaa`, with less opacity. */
function faded(colour: string): string {
  const opacity = colour.length > 7 ? Number.parseInt(colour.slice(7), 16) / 255 : 1
  return withOpacity(colour.slice(0, 7), opacity * FADED)
}

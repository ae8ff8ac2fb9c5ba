import type { Figure, FigureDataset, LegendItem, Mark, Plot } from '../../../../../plots/figure.ts'
import { readableInk } from '../../../../../plots/parts/colours/palette.ts'
import { plotsOf } from '../../../../../plots/parts/panels/panels.ts'
import type { LegendEntryPlace } from '../../../../../plots/render/plugins/legend/legendEntries.ts'
import { INK, LINE_PX } from '../../../../../plots/theme.ts'

/** What an entry of the legend stands for. */
interface Meaning {
  isDataset(dataset: FigureDataset): boolean
  isMark(mark: Mark): boolean
}

/** Widths are rounded on a page. */
const SAME_PX = 0.02

type Line = Extract<Mark, { shape: 'line' }>

/** Colours of entries that stand for a dash or a marker, whatever its colour in the figure. */
const NO_COLOURS: readonly string[] = [INK.text, INK.muted, INK.axis]

/** Names an entry in the state of a figure. */
export function entryKey({ section, item, step }: LegendEntryPlace): string {
  return `${section}${step === undefined ? `.${item}` : `-${step}`}`
}

/** Whether something in the figure is what the entry says, and is not without it. */
export function isEntryOfMarks(figure: Figure, place: LegendEntryPlace): boolean {
  const meaning = meaningOf(figure, place)
  return (
    meaning !== undefined &&
    plotsOf(figure).some(
      ({ chart, marks }) =>
        chart.data.datasets.some((each) => meaning.isDataset(each)) ||
        marks.some((each) => meaning.isMark(each)),
    )
  )
}

/** The figure without what the entries stand for. */
export function withoutEntries(figure: Figure, off: ReadonlySet<string>): Figure {
  const meanings = figure.legend.flatMap(({ items, scale = [] }, section) =>
    [...items.keys()]
      .map((item): LegendEntryPlace => ({ section, item }))
      .concat([...scale.keys()].map((step) => ({ section, step })))
      .filter((place) => off.has(entryKey(place)))
      .flatMap((place) => meaningOf(figure, place) ?? []),
  )
  if (meanings.length === 0) return figure
  const without = <P extends Plot>(plot: P): P => withoutMeanings(plot, meanings)
  return figure.panels === undefined
    ? without(figure)
    : { ...figure, panels: { ...figure.panels, plots: figure.panels.plots.map(without) } }
}

function withoutMeanings<P extends Plot>(plot: P, meanings: readonly Meaning[]): P {
  const { datasets } = plot.chart.data
  const isOff = (dataset: FigureDataset) => meanings.some((each) => each.isDataset(dataset))
  const gone = datasets.map((dataset, i) => {
    // The two edges of a band follow its line, and go with each other.
    if (dataset.fill === false && datasets[i + 1]?.fill === '-1') {
      return isOff(datasets[i + 1] as FigureDataset) || isLineOff(i - 1)
    }
    if (dataset.fill === '-1') return isOff(dataset) || isLineOff(i - 2)
    return isOff(dataset)
  })
  function isLineOff(at: number): boolean {
    const line = datasets[at]
    return line !== undefined && line.fill === undefined && isOff(line)
  }
  const kept = datasets.filter((_, i) => !gone[i])
  const isGone = ({ x, y }: { x: number; y: number }) =>
    datasets.some(({ data }, i) => gone[i] && data.some((point) => point.x === x && point.y === y))
  return {
    ...plot,
    chart: { ...plot.chart, data: { datasets: kept } },
    marks: plot.marks.filter((mark) => !meanings.some((each) => each.isMark(mark))),
    labels: plot.labels.filter((label) => !isGone(label)),
  }
}

function meaningOf(
  { legend, ...figure }: Figure,
  { section, item, step }: LegendEntryPlace,
): Meaning | undefined {
  const { items, scale = [] } = legend[section] ?? { items: [] }
  if (step !== undefined) return ofColour(scale[step]?.colour)
  const entry = items[item ?? -1]
  if (entry === undefined || entry.symbol === 'none') return undefined
  if (entry.symbol === 'band') return BANDS
  if (!NO_COLOURS.includes(entry.colour)) return ofColour(entry.colour)
  if (entry.symbol === 'point') return ofMarker(entry)
  const exact = ofLine(entry)
  const isDrawn = plotsOf({ legend, ...figure }).some(
    ({ chart, marks }) =>
      marks.some((mark) => exact.isMark(mark)) ||
      chart.data.datasets.some((dataset) => exact.isDataset(dataset)),
  )
  return isDrawn ? exact : ofDash(entry)
}

const BANDS: Meaning = { isDataset: ({ fill }) => fill === '-1', isMark: () => false }

/** Whatever has the colour, at any opacity; of a colour with an opacity of its own, that only. */
function ofColour(colour: string | undefined): Meaning | undefined {
  if (colour === undefined) return undefined
  const inks = [colour, colour.length === 7 ? readableInk(colour) : colour]
  const isIt = (other: unknown) =>
    typeof other === 'string' && (other === colour || inks.includes(other.slice(0, 7)))
  return {
    isDataset: ({ borderColor, backgroundColor, pointBackgroundColor }) =>
      [borderColor, backgroundColor, pointBackgroundColor].some(isIt),
    isMark: (mark) =>
      mark.shape === 'rect' ? isIt(mark.fill) || isIt(mark.stroke) : isIt(mark.colour),
  }
}

/** Points of a marker, and their whiskers, which of means are thicker than of others. */
function ofMarker({ pointStyle = 'circle' }: LegendItem): Meaning {
  const width = pointStyle === 'rectRot' ? LINE_PX.curve : LINE_PX.mark
  return {
    isDataset: (dataset) => dataset.showLine === false && dataset.pointStyle === pointStyle,
    isMark: (mark) =>
      mark.shape === 'line' &&
      mark.behind === true &&
      !mark.dash?.length &&
      Math.abs(mark.width - width) < SAME_PX,
  }
}

/** A line that has the entry's colour and dash itself, such as one of reference. */
function ofLine({ colour, dash }: LegendItem): Meaning {
  return {
    isDataset: (dataset) => dataset.borderColor === colour && isSame(dataset.borderDash, dash),
    isMark: (mark) => mark.shape === 'line' && mark.colour === colour && isSame(mark.dash, dash),
  }
}

function ofDash({ dash }: LegendItem): Meaning {
  return {
    isDataset: ({ showLine, borderDash, fill }) =>
      showLine === true && fill === undefined && isSame(borderDash, dash),
    isMark: () => false,
  }
}

function isSame(a: Line['dash'] | FigureDataset['borderDash'], b: Line['dash']): boolean {
  return (Array.isArray(a) ? a : []).join() === (b ?? []).join()
}

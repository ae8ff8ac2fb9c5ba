import type { Figure, FigureDataset, LegendItem, Mark, Plot } from '../../../../../plots/figure.ts'
import { readableInk } from '../../../../../plots/parts/colours/palette.ts'
import { plotsOf } from '../../../../../plots/parts/panels/panels.ts'
import type { LegendEntryPlace } from '../../../../../plots/render/plugins/legend/legendEntries.ts'
import { INK } from '../../../../../plots/theme.ts'

/** What an entry of the legend stands for. */
interface Meaning {
  isDataset(dataset: FigureDataset): boolean
  /** @param datasets of the same plot */
  isMark(mark: Mark, datasets: readonly FigureDataset[]): boolean
}

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
        marks.some((each) => meaning.isMark(each, chart.data.datasets)),
    )
  )
}

/** The texts of the entries that a dataset is drawn as, such as its colour and its dash. */
export function datasetEntries(figure: Figure, dataset: FigureDataset): string[] {
  return entriesOf(figure, ({ isDataset }) => isDataset(dataset))
}

/** The same of a mark; @param datasets of the same plot */
export function markEntries(
  figure: Figure,
  mark: Mark,
  datasets: readonly FigureDataset[],
): string[] {
  return entriesOf(figure, ({ isMark }) => isMark(mark, datasets))
}

/** The texts of the entries that stand for bands. */
export function bandEntries(figure: Figure): string[] {
  return entriesOf(figure, (meaning) => meaning === BANDS)
}

function entriesOf(figure: Figure, isMeant: (meaning: Meaning) => boolean): string[] {
  const texts = placesOf(figure).flatMap((place) => {
    const meaning = meaningOf(figure, place)
    return meaning !== undefined && isMeant(meaning) ? [entryText(figure, place)] : []
  })
  return [...new Set(texts)].filter(Boolean)
}

/** What an entry says, after the title of its section; empty for those without a text. */
export function entryText({ legend }: Figure, { section, item, step }: LegendEntryPlace): string {
  const { title, items, scale = [] } = legend[section] ?? { title: '', items: [] }
  const text = step === undefined ? items[item ?? -1]?.text : scale[step]?.text
  return text === undefined || text === '' ? '' : [title, text].filter(Boolean).join(': ')
}

function placesOf({ legend }: Figure): LegendEntryPlace[] {
  return legend.flatMap(({ items, scale = [] }, section) => [
    ...[...items.keys()].map((item) => ({ section, item })),
    ...[...scale.keys()].map((step) => ({ section, step })),
  ])
}

/** The figure without what the entries stand for. */
export function withoutEntries(figure: Figure, off: ReadonlySet<string>): Figure {
  const meanings = placesOf(figure)
    .filter((place) => off.has(entryKey(place)))
    .flatMap((place) => meaningOf(figure, place) ?? [])
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
    marks: plot.marks.filter((mark) => !meanings.some((each) => each.isMark(mark, datasets))),
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
  if (entry.symbol === 'box') return BARS
  const isPoint = entry.symbol === 'point'
  const exact = isPoint ? ofMarker(entry, { withColour: true }) : ofLine(entry)
  const isDrawn = plotsOf({ legend, ...figure }).some(
    ({ chart, marks }) =>
      chart.data.datasets.some((dataset) => exact.isDataset(dataset)) ||
      marks.some((mark) => exact.isMark(mark, [])),
  )
  if (isDrawn) return exact
  return isPoint ? ofMarker(entry, { withColour: false }) : ofDash(entry)
}

const BANDS: Meaning = { isDataset: ({ fill }) => fill === '-1', isMark: () => false }

/** The bars of all groups, which are outlined, with the whiskers on them and their caps. */
const BARS: Meaning = {
  isDataset: () => false,
  isMark: (mark) =>
    mark.shape === 'rect'
      ? mark.behind === true && mark.fill !== undefined && mark.stroke !== undefined
      : mark.shape === 'line' && mark.colour === INK.text,
}

/** Whatever has the colour, at any opacity; of a colour with an opacity of its own, that only. */
function ofColour(colour: string | undefined): Meaning | undefined {
  if (colour === undefined) return undefined
  const inks = [colour, colour.length === 7 ? readableInk(colour) : colour]
  const isIt = (other: unknown) =>
    typeof other === 'string' && (other === colour || inks.includes(other.slice(0, 7)))
  return {
    isDataset: ({ borderColor, backgroundColor, pointBackgroundColor, pointBorderColor }) =>
      [borderColor, backgroundColor, pointBackgroundColor, pointBorderColor].some(isIt),
    isMark: (mark) =>
      mark.shape === 'rect' ? isIt(mark.fill) || isIt(mark.stroke) : isIt(mark.colour),
  }
}

/** Points of a marker, of the entry's colour or of any, with the whiskers through them and their caps. */
function ofMarker(
  { pointStyle = 'circle', isHollow = false, colour }: LegendItem,
  { withColour }: { withColour: boolean },
): Meaning {
  const isDataset = (dataset: FigureDataset) => {
    const { showLine, pointBackgroundColor: fill, pointBorderColor: edge } = dataset
    if (showLine !== false || dataset.pointStyle !== pointStyle) return false
    return (fill === INK.paper) === isHollow && (!withColour || [fill, edge].includes(colour))
  }
  return {
    isDataset,
    isMark(mark, datasets) {
      if (mark.shape !== 'line' || mark.behind !== true || mark.dash?.length) return false
      const [from, to] = [mark.points[0], mark.points.at(-1)]
      if (from === undefined || to === undefined) return false
      const middle = { x: (from[0] + to[0]) / 2, y: (from[1] + to[1]) / 2 }
      return datasets
        .filter(isDataset)
        .some(({ data }) =>
          data.some(
            ({ x, y }) => isNear(x, middle.x) || (from[1] === to[1] && isNear(y, middle.y)),
          ),
        )
    },
  }
}

/** The same but for rounding. */
function isNear(a: number | null, b: number): boolean {
  return a !== null && Math.abs(a - b) <= 1e-3 * Math.max(Math.abs(a), Math.abs(b), 1e-3)
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

import { drawPoint } from 'chart.js/helpers'
import type { LegendItem, LegendSection } from '../../../figure.ts'
import { largest } from '../../../parts/axes/extent.ts'
import { markerOf } from '../../../parts/colours/markers.ts'
import { FONT_PX, font, INK, LINE_PX, pt } from '../../../theme.ts'
import type { Context } from '../context.ts'
import { fitText, wrapText } from '../text.ts'
import { type Block, flowRows, type Place } from './flowRows.ts'
import { lyingScale, type Rectangle, type ScaleLayout, standingScale } from './legendScale.ts'

/** An item of a legend, or a step of a strip, in it. */
export interface LegendEntryPlace {
  readonly section: number
  /** Place among the items of the section. */
  readonly item?: number
  /** Place among the steps of its strip. */
  readonly step?: number
}

/** Where an item or a step stands, in CSS pixels. */
export interface PlacedLegendEntry extends LegendEntryPlace, Rectangle {}

/** A title, an item or the strip of a scale. */
interface Content extends Block {
  /** What can be pointed at, in its place within the content: the item itself, or the steps of a strip. */
  readonly targets: readonly PlacedLegendEntry[]
  draw(context: Context, left: number, top: number): void
}

/** The same in its place, relative to the legend's upper left corner, as its targets are. */
export interface Entry extends Content {
  readonly left: number
  readonly top: number
}

/** The same elsewhere. */
export function moved<Moved extends Place>(place: Moved, dx: number, dy: number): Moved {
  return { ...place, left: place.left + dx, top: place.top + dy }
}

function entryAt(content: Content, { left, top }: Place): Entry {
  return {
    ...content,
    left,
    top,
    targets: content.targets.map((target) => moved(target, left, top)),
  }
}

/** Roughly the width of a text, by kinds of letters: nearer than by their number, though within some percent. */
function roughWidth(text: string): number {
  const shareOf = (letter: string) =>
    LETTER_SHARES.find(([letters]) => letters.test(letter))?.[1] ?? USUAL_SHARE
  return Array.from(text, shareOf).reduce((sum, share) => sum + share, 0) * FONT_PX.legend
}

const LETTER_SHARES = [
  [/ /, 0.2],
  [/[iljtfrI.,:;'|()[\]\-/!⁰¹²³⁴-⁹⁻]/, 0.3],
  [/[mwMW%@=+≥–…]/, 0.72],
] as const
const USUAL_SHARE = 0.51

/** Of an average letter. */
const LETTER_PX = FONT_PX.legend * 0.5
const SYMBOL_PX = 22
const SYMBOL_GAP_PX = 6
const MARKER_PX = pt(2.6)
const ROW_PX = FONT_PX.legend * 1.35
const SECTION_GAP_PX = ROW_PX / 2
const COLUMN_GAP_PX = 12
const SCALE_ROWS = 3
const SCALE_PX = 260

/** Titles, scales and items below each other. Long items take more than one line. */
export function standingEntries(
  context: Context,
  legend: readonly LegendSection[],
  maxWidth: number,
): Entry[] {
  const entries: Entry[] = []
  let top = 0
  for (const [section, { title, scale, items }] of legend.entries()) {
    if (entries.length > 0) top += SECTION_GAP_PX
    const contents = [
      ...(title === '' ? [] : [titleContent(context, title, maxWidth)]),
      ...(scale === undefined ? [] : [stripContent(standingScale(context, scale), section)]),
      ...items.map((item, at) => itemContent(context, item, maxWidth, { section, item: at })),
    ]
    for (const content of contents) {
      entries.push(entryAt(content, { left: 0, top }))
      top += content.height
    }
  }
  return entries
}

/** Standing entries in columns that are no higher than there is room for. */
export function inColumns(entries: readonly Entry[], maxHeight: number): Entry[] {
  let [left, top, width] = [0, 0, 0]
  return entries.map((entry) => {
    if (entry.top > top && entry.top + entry.height - top > maxHeight) {
      left += width + COLUMN_GAP_PX
      top = entry.top
      width = 0
    }
    width = Math.max(width, entry.width)
    const placed = moved(entry, left, -top)
    return { ...placed, targets: entry.targets.map((each) => moved(each, left, -top)) }
  })
}

/** The same side by side in rows, sections too where they fit. */
export function flowingEntries(
  context: Context,
  legend: readonly LegendSection[],
  maxWidth: number,
): Entry[] {
  const sections = legend.map(({ title, scale, items }, section) => ({
    ...(title !== '' && { title: titleContent(context, title, maxWidth) }),
    items: [
      ...(scale === undefined ? [] : [stripContent(lyingScale(context, scale, maxWidth), section)]),
      ...items.map((item, at) => itemContent(context, item, maxWidth, { section, item: at })),
    ],
  }))
  const { places } = flowRows(sections, maxWidth)
  return sections.flatMap(({ title, items }, section): Entry[] => {
    const placed = places[section] as (typeof places)[number]
    return [
      ...(title && placed.title ? [entryAt(title, placed.title)] : []),
      ...items.map((content, i) => entryAt(content, placed.items[i] as Place)),
    ]
  })
}

/** Roughly the height of {@link flowingEntries}, by the letters of their texts. */
export function flowingHeight(legend: readonly LegendSection[], maxWidth: number): number {
  const block = (text: string, indent = 0): Block => ({
    width: Math.min(maxWidth, text.length * LETTER_PX + indent),
    height: Math.max(1, Math.ceil(roughWidth(text) / (maxWidth - indent))) * ROW_PX,
  })
  const sections = legend.map(({ title, scale, items }) => ({
    ...(title !== '' && { title: { ...block(title), height: ROW_PX } }),
    items: [
      ...(scale === undefined ? [] : [{ width: SCALE_PX, height: SCALE_ROWS * ROW_PX }]),
      ...items.map(({ text, symbol }) =>
        block(text, symbol === 'none' ? 0 : SYMBOL_PX + SYMBOL_GAP_PX),
      ),
    ],
  }))
  return flowRows(sections, maxWidth).height
}

/** Roughly the width of {@link standingEntries}, by the letters of their texts. */
export function standingWidth(legend: readonly LegendSection[], maxWidth: number): number {
  const widths = legend.flatMap(({ title, scale = [], items }) => [
    title.length * LETTER_PX,
    ...[...items, ...scale].map(({ text }) => SYMBOL_PX + SYMBOL_GAP_PX + text.length * LETTER_PX),
  ])
  return Math.min(maxWidth, largest(widths))
}

function titleContent(context: Context, title: string, maxWidth: number): Content {
  context.font = font(FONT_PX.legend, 600)
  const text = fitText(context, title, maxWidth)
  return {
    width: context.measureText(text).width,
    height: ROW_PX,
    targets: [],
    draw: (context, left, top) => writeLines(context, [text], left, top, 600),
  }
}

function stripContent({ steps, ...strip }: ScaleLayout, section: number): Content {
  return { ...strip, targets: steps.map((box, step) => ({ section, step, ...box })) }
}

function itemContent(
  context: Context,
  item: LegendItem,
  maxWidth: number,
  place: LegendEntryPlace,
): Content {
  context.font = font(FONT_PX.legend)
  const indent = item.symbol === 'none' ? 0 : SYMBOL_PX + SYMBOL_GAP_PX
  const lines = wrapText(context, item.text, maxWidth - indent)
  const size = {
    width: indent + largest(lines.map((line) => context.measureText(line).width)),
    height: lines.length * ROW_PX,
  }
  return {
    ...size,
    targets: [{ ...place, left: 0, top: 0, ...size }],
    draw(context, left, top) {
      drawSymbol(context, item, left, top + ROW_PX / 2)
      writeLines(context, lines, left + indent, top)
    },
  }
}

function writeLines(
  context: Context,
  lines: readonly string[],
  left: number,
  top: number,
  weight?: 600,
): void {
  context.font = font(FONT_PX.legend, weight)
  context.fillStyle = INK.text
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  lines.forEach((line, i) => {
    context.fillText(line, left, top + ROW_PX / 2 + i * ROW_PX)
  })
}

function drawSymbol(
  context: Context,
  { symbol, colour, fill, dash = [], pointStyle, isHollow = false }: LegendItem,
  left: number,
  middle: number,
): void {
  context.fillStyle = isHollow ? INK.paper : colour
  context.strokeStyle = colour
  context.beginPath()
  if (symbol === 'line') {
    context.lineWidth = LINE_PX.curve
    context.setLineDash(dash)
    context.moveTo(left, middle)
    context.lineTo(left + SYMBOL_PX, middle)
    context.stroke()
    // A dash left on would turn the text after it into shapes in a PDF.
    context.setLineDash([])
  } else if (symbol === 'box' || symbol === 'band') {
    const height = symbol === 'box' ? pt(6.5) : pt(5)
    const box = [left, middle - height / 2, SYMBOL_PX, height] as const
    context.fillStyle = fill ?? colour
    context.fillRect(...box)
    if (fill !== undefined) {
      context.lineWidth = LINE_PX.mark
      context.strokeRect(...box)
    }
  }
  if (symbol === 'point' || pointStyle !== undefined) {
    context.fillStyle = isHollow ? INK.paper : colour
    const { strokeWidth, ...marker } = markerOf(pointStyle ?? 'circle', MARKER_PX)
    const borderWidth = isHollow ? LINE_PX.hollow : strokeWidth
    context.lineWidth = borderWidth
    drawPoint(
      context as CanvasRenderingContext2D,
      { ...marker, borderWidth },
      left + SYMBOL_PX / 2,
      middle,
    )
  }
}

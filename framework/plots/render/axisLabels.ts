import type { Scale } from 'chart.js'
import { sizeOfName, withoutSize } from '../../text/names/sizeOfName.ts'
import type { FigureAxis } from '../figure.ts'
import { smallest } from '../parts/axes/extent.ts'
import { positionOf } from '../parts/colours/colourScale.ts'
import { FONT_PX, font } from '../theme.ts'
import type { Context } from './plugins/context.ts'
import { type CutName, cutPartsOf } from './plugins/pairNames.ts'
import { breakName, fitTexts } from './plugins/text.ts'

/** Of the figure's width, for the names along a vertical axis. */
const NAMES_SHARE = { usual: 0.36, most: 0.47 }
/** What the usual share may be exceeded for: names as kinds of figures write them. */
const NAMES_PX = 160
const ROW_PX = FONT_PX.tick * 1.05
const GAP_PX = 5
const MAX_LINES = 4
/** Between slanting names, as Chart.js has it. */
const SLANT_GAP_PX = 6
const TICK_PX = 4
/** Names that would have to be shorter to slant rather stand on one line, without the sizes of their groups. */
const LEAST_SLANTED_PX = 20
/** Less room below an axis leaves a name unreadable; it rather slants. */
const LEAST_NAME_PX = 60
/** Of the figure's height, for names that slant below a horizontal axis. */
const SLANTED_SHARE = 0.34
/** Of the figure's width, for the beginning of a slanting name left of the axis. */
const OVERHANG_SHARE = 0.3

/** One for each tick, or its lines; empty where there is none. */
type AxisTexts = readonly (string | string[])[]

/** The labels of an axis' ticks as they fit at the size that it is drawn at. */
export type AxisLabels = (scale: Scale) => AxisTexts

/**
 * Names along a vertical axis are cut to a share of the width. Those along a horizontal one take several
 * lines, else slant, and are cut. Where there are too many, every n-th is written.
 */
export function axisLabels(axis: FigureAxis): AxisLabels {
  const { fixedTicks } = axis
  const { maxRotation } = axis.ticks
  const texts = fixedTicks.map(({ label }) => label)
  // Chart.js asks for each tick of each pass of its layout.
  let last: { size: number; labels: AxisTexts } | undefined
  return (scale) => {
    const size = scale.axis === 'y' ? scale.height : scale.width
    if (last?.size === size) return last.labels
    const context = scale.ctx as unknown as Context
    context.font = font(FONT_PX.tick)
    const places = fixedTicks.map(({ value }) => positionOf(value, axis) * size)
    const labels =
      scale.axis === 'y'
        ? besideAxis(context, texts, places, scale.chart.width)
        : maxRotation === 0
          ? thinned(texts, places, (text) => context.measureText(text).width + GAP_PX)
          : namesBelow(context, texts, places, scale)
    last = { size, labels }
    return labels
  }
}

/** How many of the names along a drawn axis are written without the sizes of their groups. */
export function nWithoutSizes({ fixedTicks }: FigureAxis, scale: Scale | undefined): number {
  const written = scale?.ticks.map(({ label }) => [label ?? ''].flat().join(' ')) ?? []
  return written.filter((label, i) => {
    const size = sizeOfName(fixedTicks[i]?.label ?? '')
    return label !== '' && !label.endsWith(size.trim())
  }).length
}

/** What is written shorter of the names of comparisons along a drawn axis. */
export function cutPairs({ fixedTicks }: FigureAxis, scale: Scale | undefined): CutName[] {
  const written = scale?.ticks.map(({ label }) => [label ?? ''].flat().join(' ')) ?? []
  return cutPartsOf(fixedTicks, written)
}

/** Names or numbers along a vertical axis. */
function besideAxis(
  context: Context,
  texts: readonly string[],
  places: readonly number[],
  figureWidth: number,
): readonly string[] {
  return thinned(fitTexts(context, texts, roomForNames(figureWidth)), places, () => ROW_PX)
}

/** The most that names beside a vertical axis may take of the width of a figure, in CSS pixels. */
export function roomForNames(figureWidth: number): number {
  const { usual, most } = NAMES_SHARE
  return Math.max(usual * figureWidth, Math.min(most * figureWidth, NAMES_PX))
}

/** Names below a horizontal axis: in lines, cut into lines, or slanting. */
function namesBelow(
  context: Context,
  texts: readonly string[],
  places: readonly number[],
  { chart: figure, maxHeight }: Scale,
): AxisTexts {
  const room = slotOf(texts, places) - GAP_PX
  const cut = () => {
    const forms = fitTexts(context, texts, room, { sizesBelow: true })
    const isWhole = (text: string) => breakName(context, text, room, MAX_LINES) !== undefined
    return texts.map((text, i) => (isWhole(text) ? text : (forms[i] as string)))
  }
  const inLines =
    inLinesOf(context, texts, room) ??
    (room < LEAST_NAME_PX ? undefined : inLinesOf(context, cut(), room))
  if (inLines !== undefined) return inLines
  const slantedRoom = Math.min(
    figure.height * SLANTED_SHARE * Math.SQRT2,
    figure.width * OVERHANG_SHARE + smallest(places),
    slantedWidth(room + GAP_PX, maxHeight),
  )
  if (slantedRoom < LEAST_SLANTED_PX) return fitTexts(context, texts.map(withoutSize), room)
  const slanted = fitTexts(context, texts, slantedRoom)
  return thinned(slanted, places, () => ROW_PX * Math.SQRT2)
}

/** The sine of the angle at which slanting names stay apart. */
export function slantSine(slot: number): number {
  return (ROW_PX + SLANT_GAP_PX) / slot
}

/**
 * The width of slanting names that stays within a height: Chart.js slants them as little as keeps them apart, and
 * where even that is too high, less, so that they cover each other.
 *
 * @param slot from name to name
 * @param height of the axis with its title; not known, there is room
 */
function slantedWidth(slot: number, height = Number.POSITIVE_INFINITY): number {
  const sine = Math.min(1, slantSine(slot))
  const below = height - TICK_PX - FONT_PX.title * 1.2 - GAP_PX
  return (below - ROW_PX * Math.sqrt(1 - sine ** 2)) / sine
}

function inLinesOf(
  context: Context,
  texts: readonly string[],
  room: number,
): string[][] | undefined {
  const broken = texts.map((text) => breakName(context, text, room, MAX_LINES))
  return broken.every((lines) => lines !== undefined) ? broken : undefined
}

/** Pixels between neighbouring ticks with a label. */
function slotOf(texts: readonly string[], places: readonly number[]): number {
  const labelled = places.filter((_, i) => texts[i] !== '')
  const steps = labelled.slice(1).map((place, i) => Math.abs(place - (labelled[i] as number)))
  return smallest(steps)
}

/**
 * Leaves out the labels that would touch the one before them, so every n-th of equal distances remains.
 *
 * @param roomOf how much of the axis a label takes, in pixels
 */
function thinned(
  labels: readonly string[],
  places: readonly number[],
  roomOf: (label: string) => number,
): readonly string[] {
  let last: { place: number; room: number } | undefined
  return labels.map((label, i) => {
    if (label === '') return ''
    const [place, room] = [places[i] as number, roomOf(label)]
    const touches = last && Math.abs(place - last.place) < (room + last.room) / 2 - ROUNDING_PX
    if (touches) return ''
    last = { place, room }
    return label
  })
}

const ROUNDING_PX = 0.01

import type { LegendStep } from '../../../figure.ts'
import { endToEnd } from '../../../parts/axes/endToEnd.ts'
import { largest, smallest } from '../../../parts/axes/extent.ts'
import { FONT_PX, font, INK, LINE_PX } from '../../../theme.ts'
import type { Context } from '../context.ts'

const LINE_HEIGHT = 1.35
const ROW_PX = FONT_PX.legend * LINE_HEIGHT
const THICKNESS_PX = 12
const TICK_PX = 3
const LABEL_GAP_PX = 4
/** Between labels side by side. */
const BETWEEN_LABELS_PX = 10
const LEAST_STEP_PX = 16
/** A gap between labels that is so many times another looks like one left out. */
const MOST_UNEVEN = 2
/** Of the width, for a strip whose labels leave it less. */
const LEAST_SHARE = 0.2
const ROW_GAP_PX = 4
/** Of two neighbours over each other: else the ground shines through between them. */
const SEAM_PX = 0.5
/** More steps than these are a strip of this length, on which a few are labelled. */
const MOST_SWATCHES = 12
const LONG = { rows: 8, px: 260 }

/** In CSS pixels. */
export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A strip of colours with labels at its steps, placed within its own rectangle. */
export interface ScaleLayout {
  readonly width: number
  readonly height: number
  /** Of the steps. */
  readonly steps: Rectangle[]
  draw(context: Context, left: number, top: number): void
}

/** The strip standing, the largest value on top as on a colour bar, with its labels to the right. */
export function standingScale(context: Context, steps: readonly LegendStep[]): ScaleLayout {
  context.font = font(FONT_PX.legend)
  const { length } = steps
  const step = length > MOST_SWATCHES ? (LONG.rows * ROW_PX) / length : ROW_PX
  const indent = THICKNESS_PX + TICK_PX + LABEL_GAP_PX
  const labels = steps.map(({ text, size }) => (size === undefined ? text : `${text} (${size})`))
  const topOf = (i: number) => (length - 1 - i) * step
  return {
    width: indent + largest(labels.map((label) => context.measureText(label).width)),
    height: length * step + ROW_GAP_PX,
    steps: steps.map((_, i) => ({ left: 0, top: topOf(i), width: THICKNESS_PX, height: step })),
    draw(context, left, top) {
      steps.forEach(({ colour }, i) => {
        context.fillStyle = colour
        context.fillRect(left, top + topOf(i) - SEAM_PX, THICKNESS_PX, step + SEAM_PX)
      })
      outline(context, left, top, THICKNESS_PX, length * step)
      context.textAlign = 'left'
      labels.forEach((label, i) => {
        if (label === '') return
        const middle = top + topOf(i) + step / 2
        line(context, left + THICKNESS_PX, middle, left + THICKNESS_PX + TICK_PX, middle)
        write(context, label, left + indent, middle)
      })
    },
  }
}

/** The strip lying, the smallest value at the left, with its labels below; as many as there is room for. */
export function lyingScale(
  context: Context,
  steps: readonly LegendStep[],
  maxWidth: number,
): ScaleLayout {
  context.font = font(FONT_PX.legend)
  const { length } = steps
  const widthOf = (text = '') => context.measureText(text).width
  const labelWidth = Math.max(
    ...steps.map(({ text, size }) => Math.max(widthOf(text), widthOf(size))),
  )
  const wanted =
    length > MOST_SWATCHES
      ? LONG.px / length
      : Math.max(LEAST_STEP_PX, labelWidth + BETWEEN_LABELS_PX)
  // The labels at both ends reach beyond narrow steps.
  const even = Math.min(wanted, maxWidth / length)
  const between = Math.max(maxWidth - labelWidth, LEAST_SHARE * maxWidth)
  const step = even < labelWidth ? Math.min(even, between / (length - 1)) : even
  const margin = Math.max(0, (labelWidth - step) / 2)
  const labels = thinLabels(steps, step, labelWidth + BETWEEN_LABELS_PX)
  const lines = steps.some(({ size }) => size !== undefined) ? 2 : 1
  return {
    width: 2 * margin + length * step,
    height: THICKNESS_PX + TICK_PX + lines * ROW_PX,
    steps: steps.map((_, i) => ({
      left: margin + i * step,
      top: (ROW_PX - THICKNESS_PX) / 2,
      width: step,
      height: THICKNESS_PX,
    })),
    draw(context, areaLeft, areaTop) {
      const left = areaLeft + margin
      const top = areaTop + (ROW_PX - THICKNESS_PX) / 2
      const bottom = top + THICKNESS_PX
      steps.forEach(({ colour }, i) => {
        context.fillStyle = colour
        context.fillRect(left + i * step - SEAM_PX, top, step + SEAM_PX, THICKNESS_PX)
      })
      outline(context, left, top, length * step, THICKNESS_PX)
      context.textAlign = 'center'
      for (const [i, { text, size }] of labels) {
        const at = left + (i + 0.5) * step
        line(context, at, bottom, at, bottom + TICK_PX)
        write(context, text, at, bottom + TICK_PX + ROW_PX / 2)
        if (size !== undefined) write(context, size, at, bottom + TICK_PX + ROW_PX * 1.5)
      }
    },
  }
}

/** The labelled steps, or as many of them from end to end as do not touch and stand about evenly. */
function thinLabels(
  steps: readonly LegendStep[],
  step: number,
  room: number,
): [number, LegendStep][] {
  const labelled = [...steps.entries()].filter(([, { text }]) => text !== '')
  for (let n = labelled.length; n > 1; n--) {
    const kept = endToEnd(labelled.length, n).map((i) => labelled[i] as [number, LegendStep])
    const gaps = kept.slice(1).map(([i], at) => (i - (kept[at] as [number, LegendStep])[0]) * step)
    const least = smallest(gaps)
    if (least > room - 1e-9 && largest(gaps) < MOST_UNEVEN * least) return kept
  }
  return labelled.slice(0, 1)
}

function outline(context: Context, left: number, top: number, width: number, height: number): void {
  context.strokeStyle = INK.axis
  context.lineWidth = LINE_PX.axis
  context.strokeRect(left, top, width, height)
}

function line(context: Context, x0: number, y0: number, x1: number, y1: number): void {
  context.strokeStyle = INK.axis
  context.lineWidth = LINE_PX.axis
  context.beginPath()
  context.moveTo(x0, y0)
  context.lineTo(x1, y1)
  context.stroke()
}

function write(context: Context, text: string, x: number, middle: number): void {
  context.font = font(FONT_PX.legend)
  context.fillStyle = INK.text
  context.textBaseline = 'middle'
  context.fillText(text, x, middle)
}

import type { Chart, Plugin, Scale } from 'chart.js'
import { groupBy } from '../../../tables/groupBy.ts'
import type { Figure, Mark } from '../../figure.ts'
import { withOpacity } from '../../parts/colours/palette.ts'
import { FONT_PX, font, INK, LINE_PX, pt } from '../../theme.ts'
import type { OnUnwritten } from '../noteUnwritten.ts'
import type { Context } from './context.ts'
import { linesOfTitles } from './panelTitles.ts'
import { pixel, pixelOrOutside } from './pixel.ts'
import { fitTexts, wrapText } from './text.ts'

const HATCH_SPACING_PX = 6
const BACKING_OPACITY = 0.85
type TextMark = Extract<Mark, { shape: 'text' }>

/** Of the numbers in cells: where more have no room, a few would seem to be the only ones. */
const MOST_LACKING = 0.5
const TEXT_LINE_PX = FONT_PX.label * 1.15

/**
 * Draws the figure's marks: those behind the datasets first, the others over them.
 *
 * @param onUnwritten receives how many texts with `shorter` ones, as in cells, are not written, and how many that
 *   are `counted`
 */
export function marksPlugin(
  { marks }: Figure,
  onUnwritten: OnUnwritten = () => {},
): Plugin<'scatter'> {
  const behind = marks.filter((mark) => mark.behind)
  const front = marks.filter((mark) => !mark.behind)
  return {
    id: 'marks',
    beforeDatasetsDraw(chart) {
      drawMarks(chart, behind)
    },
    afterDatasetsDraw(chart) {
      const unwritten = drawMarks(chart, front)
      onUnwritten('counts', unwritten.counts)
      onUnwritten('numbers', unwritten.numbers)
    },
  }
}

/** @returns how many texts had no room */
function drawMarks(chart: Chart, marks: readonly Mark[]): Record<'numbers' | 'counts', number> {
  const { ctx, chartArea } = chart
  ctx.save()
  ctx.beginPath()
  ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height)
  ctx.clip()
  for (const mark of marks) if (mark.shape !== 'text') drawShape(chart, mark)
  ctx.restore()
  ctx.save()
  const unwritten = { numbers: 0, counts: 0 }
  const texts = marks.filter((mark) => mark.shape === 'text')
  const titles = titleLines(
    chart,
    texts.filter(({ isTitle }) => isTitle),
  )
  const apart = apartLines(chart, texts)
  const placed = texts.map((mark) => ({
    mark,
    lines: titles.get(mark) ?? apart.get(mark) ?? linesOf(chart, mark),
  }))
  const chosen = placed.filter(({ mark }) => mark.shorter !== undefined)
  const nLacking = chosen.filter(({ lines }) => lines === undefined).length
  const isMostlyLacking = nLacking > MOST_LACKING * chosen.length
  for (const { mark, lines } of placed) {
    if (lines === undefined || (isMostlyLacking && mark.shorter !== undefined)) unwritten.numbers++
    else if (lines.length === 0) unwritten.counts += mark.optional === 'counted' ? 1 : 0
    else drawText(chart, mark, lines)
  }
  ctx.restore()
  return unwritten
}

function drawShape(chart: Chart, mark: Exclude<Mark, { shape: 'text' }>): void {
  const { ctx } = chart
  const { x, y } = chart.scales as { x: Scale; y: Scale }
  if (mark.shape === 'line') {
    ctx.strokeStyle = mark.colour
    ctx.lineWidth = mark.width
    ctx.setLineDash(mark.dash ?? [])
    ctx.beginPath()
    for (const [atX, atY] of mark.points) ctx.lineTo(pixelOrOutside(x, atX), pixelOrOutside(y, atY))
    ctx.stroke()
    ctx.setLineDash([])
    return
  }
  const [left, right] = mark.x.map((value) => pixelOrOutside(x, value)).sort((a, b) => a - b) as [
    number,
    number,
  ]
  const [top, bottom] = mark.y.map((value) => pixelOrOutside(y, value)).sort((a, b) => a - b) as [
    number,
    number,
  ]
  const box = [left, top, right - left, bottom - top] as const
  if (mark.fill !== undefined) {
    ctx.fillStyle = mark.fill
    ctx.fillRect(...box)
  }
  if (mark.hatched) hatch(ctx, box)
  if (mark.stroke !== undefined) {
    ctx.strokeStyle = mark.stroke
    ctx.lineWidth = LINE_PX.mark
    ctx.strokeRect(...box)
  }
}

function hatch(
  context: Context,
  [left, top, width, height]: readonly [number, number, number, number],
): void {
  context.save()
  context.beginPath()
  context.rect(left, top, width, height)
  context.clip()
  context.strokeStyle = '#bbbbbb'
  context.lineWidth = pt(0.4)
  context.beginPath()
  for (let offset = -height; offset < width; offset += HATCH_SPACING_PX) {
    context.moveTo(left + offset, top + height)
    context.lineTo(left + offset + height, top)
  }
  context.stroke()
  context.restore()
}

/** The lines of the titles of panels, which are all as wide. */
function titleLines(chart: Chart, marks: readonly TextMark[]): Map<TextMark, string[]> {
  const { ctx } = chart
  const { x } = chart.scales as { x: Scale }
  ctx.font = font(FONT_PX.label)
  const lines = linesOfTitles(
    ctx,
    marks.map(({ text }) => text),
    lengthOf(x, marks[0]?.maxWidth) ?? chart.width,
  )
  return new Map(marks.map((mark, i) => [mark, lines[i] as string[]]))
}

/** The texts that stay apart from those beside them where they are cut. */
function apartLines(chart: Chart, marks: readonly TextMark[]): Map<TextMark, string[]> {
  const { ctx } = chart
  const { x } = chart.scales as { x: Scale }
  const beside = groupBy(
    marks.filter(({ apartIn }) => apartIn !== undefined),
    ({ apartIn }) => apartIn,
  )
  ctx.font = font(FONT_PX.label)
  return new Map(
    [...beside.values()].flatMap((members) => {
      const width = lengthOf(x, members[0]?.maxWidth) ?? chart.width
      const texts = fitTexts(
        ctx,
        members.map(({ text }) => text),
        width,
      )
      return members.map((mark, i) => [mark, [texts[i] as string]] as const)
    }),
  )
}

/** The lines of a text; undefined where one that tells it has no room, none for one that is optional. */
function linesOf(chart: Chart, mark: TextMark): string[] | undefined {
  const { ctx } = chart
  const { x, y } = chart.scales as { x: Scale; y: Scale }
  ctx.font = font(FONT_PX.label, mark.bold ? 600 : 400)
  const width = lengthOf(x, mark.maxWidth) ?? chart.width
  if (mark.shorter !== undefined) {
    const height = lengthOf(y, mark.maxHeight) ?? chart.height
    return firstFitting(ctx, [mark.text, ...mark.shorter], { width, height })
  }
  const lines = wrapText(ctx, mark.text, width, mark.maxLines ?? 1)
  return mark.optional && lines.join(' ') !== mark.text ? [] : lines
}

function drawText(chart: Chart, mark: TextMark, lines: readonly string[]): void {
  const { ctx } = chart
  const { x, y } = chart.scales as { x: Scale; y: Scale }
  const [dx, dy] = mark.offset ?? [0, 0]
  const left = pixel(x, mark.at[0]) + dx
  const middle = pixel(y, mark.at[1]) + dy
  ctx.font = font(FONT_PX.label, mark.bold ? 600 : 400)
  ctx.textAlign = mark.align
  ctx.textBaseline = 'middle'
  // Texts with shorter ones have their middle there, others their last line.
  const above = mark.shorter === undefined ? lines.length - 1 : (lines.length - 1) / 2
  lines.forEach((line, i) => {
    drawLine(ctx, mark, line, onPage(chart, mark, line, left), middle + (i - above) * TEXT_LINE_PX)
  })
}

/** Where a line of text is to be, so that it ends on the page: as a number at the end of an axis may not. */
function onPage({ ctx, width }: Chart, { align }: TextMark, line: string, at: number): number {
  if (align !== 'center') return at
  const half = ctx.measureText(line).width / 2
  return Math.max(half, Math.min(at, width - half))
}

/** The pixels of a length along an axis. */
function lengthOf(scale: Scale, length: number | undefined): number | undefined {
  if (length === undefined) return undefined
  return Math.abs(pixel(scale, scale.min + length) - pixel(scale, scale.min))
}

/** The lines of the first text that fits. */
function firstFitting(
  ctx: Context,
  texts: readonly string[],
  { width, height }: { width: number; height: number },
): string[] | undefined {
  return texts
    .map((text) => text.split('\n'))
    .find(
      (lines) =>
        lines.length * TEXT_LINE_PX <= height &&
        lines.every((line) => ctx.measureText(line).width <= width),
    )
}

function drawLine(ctx: Context, mark: TextMark, text: string, left: number, middle: number): void {
  if (mark.backed) {
    ctx.fillStyle = withOpacity(INK.paper, BACKING_OPACITY)
    const { actualBoundingBoxLeft, actualBoundingBoxRight } = ctx.measureText(text)
    const width = actualBoundingBoxLeft + actualBoundingBoxRight
    ctx.fillRect(
      left - actualBoundingBoxLeft - 1,
      middle - FONT_PX.label / 2,
      width + 2,
      FONT_PX.label,
    )
  }
  ctx.fillStyle = mark.colour
  ctx.fillText(text, left, middle)
}

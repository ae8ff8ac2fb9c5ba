import type { Context } from '../../plugins/context.ts'

/** Widths of lines are written so finely, in pixels. */
const FINEST_WIDTH = 1e-3
/** What is added to a width for each pattern of dashes, far below what is written. */
const MARK = 1e-5
const MOST_PATTERNS = FINEST_WIDTH / MARK - 1

const STROKE_WIDTH = /\bstroke-width="([\d.e-]+)"/g

/**
 * The dashed lines of an SVG, of which Skia would write each dash as an outline: a dozen times the bytes, and
 * nothing that can be edited. While the figure is drawn, each is a whole line with the number of its dashes
 * hidden in its width; at the end, the dashes are its attribute.
 */
export class SvgStrokes {
  readonly #context: Context
  /** Attributes, in the order of their numbers, which begin with 1. */
  readonly #patterns: string[] = []

  constructor(context: Context) {
    this.#context = context
    const { stroke, strokeRect } = context
    context.stroke = (...path: unknown[]) => this.#draw(() => Reflect.apply(stroke, context, path))
    context.strokeRect = (...sides) => this.#draw(() => Reflect.apply(strokeRect, context, sides))
  }

  #draw(stroke: () => void): void {
    const context = this.#context
    const number = this.#numberOf(context.getLineDash(), context.lineDashOffset)
    context.save()
    const width = Math.max(1, Math.round(context.lineWidth / FINEST_WIDTH)) * FINEST_WIDTH
    context.lineWidth = width + number * MARK
    if (number > 0) context.setLineDash([])
    stroke()
    context.restore()
  }

  /** Of a pattern of dashes; 0 for a whole line, and for one pattern too many, which Skia may write. */
  #numberOf(dashes: readonly number[], offset: number): number {
    if (dashes.length === 0) return 0
    const short = (length: number) => Number((length ?? 0).toFixed(2))
    const start = offset ? ` stroke-dashoffset="${short(offset)}"` : ''
    const pattern = ` stroke-dasharray="${dashes.map(short).join(' ')}"${start}`
    const known = this.#patterns.indexOf(pattern)
    if (known >= 0) return known + 1
    return this.#patterns.length < MOST_PATTERNS ? this.#patterns.push(pattern) : 0
  }

  /** The drawing with the dashes in their places. */
  insertInto(svg: string): string {
    return svg.replace(STROKE_WIDTH, (_, written: string) => {
      const marks = Math.round(Number(written) / MARK)
      const number = marks % Math.round(FINEST_WIDTH / MARK)
      const width = Number(((marks - number) * MARK).toFixed(3))
      return `stroke-width="${width}"${this.#patterns[number - 1] ?? ''}`
    })
  }
}

import type { Figure } from '../../../../plots/figure.ts'
import { FONT_PX, font, PX_PER_INCH } from '../../../../plots/theme.ts'
import { type DrawnFigure, drawOnCanvas } from './drawOnCanvas.ts'

/** Runs by their name in the column `run` of the runs table (else `run_dir`). */
export interface RunSelection {
  readonly highlighted: ReadonlySet<string>
  readonly hidden: ReadonlySet<string>
}

/** JSON that goes into the URL's fragment: zoom ranges, log/linear, hidden legend entries, brushes; {} is the printed figure. */
export type FigureState = { readonly [key: string]: unknown }

export interface LiveFigure {
  select(selection: RunSelection): void
  restore(state: FigureState): void
  destroy(): void
}

/** CSS pixels of the screen to a pixel of a figure: its smallest type is 12 px then. */
const SCALE = 12 / FONT_PX.note
const INCHES = { least: 2, most: 12 }

/** Draws a figure in its place on a page, as wide as that, and lets a reader look into it. */
export function mountFigure(
  place: HTMLElement,
  figure: Figure,
  _options: {
    onSelect(runs: readonly string[]): void
    onState(state: FigureState): void
    describeRun(run: string): readonly string[]
  },
): LiveFigure {
  const canvas = document.createElement('canvas')
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', figure.alt)
  place.append(canvas)
  let drawn: DrawnFigure | undefined
  const draw = () => {
    drawn?.chart.destroy()
    const inches = place.clientWidth / (PX_PER_INCH * SCALE)
    drawn = drawOnCanvas(canvas, figure, {
      inches: Math.min(INCHES.most, Math.max(INCHES.least, inches)),
      scale: SCALE,
      pixelRatio: devicePixelRatio,
    })
  }
  void Promise.all([400, 600].map((weight) => document.fonts.load(font(12, weight as 400)))).then(
    draw,
  )
  return {
    select: () => {},
    restore: () => {},
    destroy: () => {
      drawn?.chart.destroy()
      canvas.remove()
    },
  }
}

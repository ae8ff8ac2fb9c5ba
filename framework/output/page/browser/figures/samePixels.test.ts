/** @module-tag slow */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { Chart } from 'chart.js/auto'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { beforeAll, describe, expect, test } from 'vitest'
import * as face from '../../../../index.ts'
import { PACKAGE_ROOT } from '../../../../packageRoot.ts'
import type { Figure } from '../../../../plots/figure.ts'
import { arrangeFigure } from '../../../../plots/render/arrangement/arrangeFigure.ts'
import { hydrate } from '../../../../plots/render/hydrate.ts'
import { noteUnwritten } from '../../../../plots/render/noteUnwritten.ts'
import type { PlacedLegendEntry } from '../../../../plots/render/plugins/legend/legendEntries.ts'
import { renderFigure } from '../../../../plots/render/renderFigure.ts'
import { surface } from '../../../../plots/render/surface.ts'
import { HAS_CHROMIUM } from '../../../../testing/browser/chromium.ts'
import { figureTab } from '../../../../testing/browser/figureTab.ts'
import { galleryData } from '../../../../testing/gallery/galleryData.ts'
import { evaluateExample, galleryExamples } from '../../../../testing/gallery/galleryExamples.ts'
import { compactFigure } from '../../compactFigure.ts'

declare global {
  var drawOnCanvas: typeof import('./drawOnCanvas.ts').drawOnCanvas
}

/** Of 100 pixels to the inch, as a screen has. */
const DPI = 100
/** Colours that differ by less are the same ink with another soft edge. */
const SAME_INK = 96
/** Of a picture: where the one canvas rounds the edges of letters another way than the other. */
const MAX_UNMATCHED = 0.00005

const docs = readFileSync(path.join(PACKAGE_ROOT, 'docs/figures.md'), 'utf8')
const names = { ...face, ...(await galleryData()) }
const figures = galleryExamples(docs).map((example) => {
  const figure = evaluateExample(example, names)
  return [path.basename(example.files[0] ?? '', '.png'), figure] as const
})

/** Where everything of a figure stands, in pixels. */
interface Positions {
  readonly size: readonly [number, number]
  readonly area: readonly number[]
  readonly legend: readonly number[]
  readonly points: readonly (number | null)[]
}

describe.skipIf(!HAS_CHROMIUM)('printed and live, within a pixel (needs Chromium)', () => {
  const { page } = figureTab()
  let tab: Page

  beforeAll(() => {
    surface()
    tab = page()
  })

  test.each(figures)('%s: points, axes and legend', async (_, figure) => {
    for (const width of [6.3, 3, 12]) {
      const printed = printedPositions(figure, width)
      const live = await livePositions(tab, figure, width)
      expect(live.size).toEqual(printed.size)
      for (const what of ['area', 'legend', 'points'] as const) {
        expect([what, live[what].length]).toEqual([what, printed[what].length])
        expect([what, furthest(live[what], printed[what])]).toEqual([what, expect.any(Number)])
        expect(furthest(live[what], printed[what])).toBeLessThan(1)
      }
    }
  })

  test.each(figures)('%s: every mark, as a page has it', async (_, figure) => {
    const printed = PNG.sync.read(
      Buffer.from(await renderFigure(figure, { format: 'png', dpi: DPI })),
    )
    const live = PNG.sync.read(await livePicture(tab, compactFigure(figure)))
    expect([live.width, live.height]).toEqual([printed.width, printed.height])
    const unmatched = nUnmatched(printed, live) + nUnmatched(live, printed)
    expect(unmatched / (live.width * live.height)).toBeLessThan(MAX_UNMATCHED)
  })
})

function printedPositions(figure: Figure, width: number): Positions {
  return noteUnwritten(figure, (noted, onUnwritten) => {
    const { plot, widthPx, heightPx } = arrangeFigure(noted, { width })
    let legend: readonly PlacedLegendEntry[] = []
    const onLegend = (entries: readonly PlacedLegendEntry[]) => {
      legend = entries
    }
    const canvas = createCanvas(widthPx, heightPx) as unknown as HTMLCanvasElement
    const chart = new Chart(canvas, hydrate(plot, { onUnwritten, onLegend }))
    const { left, right, top, bottom } = chart.chartArea
    const points = chart.data.datasets.flatMap((_, at) =>
      chart.getDatasetMeta(at).data.flatMap(({ x, y }) => [orNull(x), orNull(y)]),
    )
    chart.destroy()
    return {
      size: [widthPx, heightPx],
      area: [left, right, top, bottom],
      legend: legend.flatMap((entry) => [entry.left, entry.top, entry.width, entry.height]),
      points,
    }
  })
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function livePositions(tab: Page, figure: Figure, width: number): Promise<Positions> {
  return tab.evaluate(
    ([json, inches]) => {
      const figure: Figure = JSON.parse(json)
      const canvas = document.createElement('canvas')
      document.querySelector('main')?.replaceChildren(canvas)
      const { chart, legend } = drawOnCanvas(canvas, figure, { inches, scale: 1, pixelRatio: 1 })
      const { left, right, top, bottom } = chart.chartArea
      const points = chart.data.datasets.flatMap((_, at) =>
        chart
          .getDatasetMeta(at)
          .data.flatMap(({ x, y }) => [x, y].map((each) => (Number.isFinite(each) ? each : null))),
      )
      return {
        size: [canvas.width, canvas.height],
        area: [left, right, top, bottom],
        legend: legend.flatMap((entry) => [entry.left, entry.top, entry.width, entry.height]),
        points,
      } as Positions
    },
    [JSON.stringify(figure), width] as const,
  )
}

async function livePicture(tab: Page, figure: Figure): Promise<Buffer> {
  const url = await tab.evaluate((json) => {
    const canvas = document.createElement('canvas')
    document.querySelector('main')?.replaceChildren(canvas)
    drawOnCanvas(canvas, JSON.parse(json), { inches: 6.3, scale: 1, pixelRatio: 1 })
    return canvas.toDataURL()
  }, JSON.stringify(figure))
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

function furthest(a: readonly (number | null)[], b: readonly (number | null)[]): number {
  return a.reduce((most: number, value, at) => {
    const other = b[at]
    if (value === null || other === null || other === undefined) {
      return value === other ? most : Number.POSITIVE_INFINITY
    }
    return Math.max(most, Math.abs(value - other))
  }, 0)
}

/** A pixel itself, which nearly always has its like, before its neighbours. */
const NEAR = [[0, 0], ...[-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy]))] as [
  dx: number,
  dy: number,
][]

/** Pixels of a picture that have their like at no pixel of the other within one from their place. */
function nUnmatched(picture: PNG, other: PNG): number {
  const { width, height } = picture
  let n = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isMatched = NEAR.some(([dx, dy]) => {
        const [atX, atY] = [x + dx, y + dy]
        if (atX < 0 || atY < 0 || atX >= width || atY >= height) return false
        return isSameInk(picture.data, 4 * (y * width + x), other.data, 4 * (atY * width + atX))
      })
      if (!isMatched) n++
    }
  }
  return n
}

function isSameInk(a: Buffer, from: number, b: Buffer, to: number): boolean {
  for (let channel = 0; channel < 3; channel++) {
    const difference = (a[from + channel] as number) - (b[to + channel] as number)
    if (Math.abs(difference) > SAME_INK) return false
  }
  return true
}

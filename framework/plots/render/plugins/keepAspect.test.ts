import { createCanvas } from '@napi-rs/canvas'
import { Chart, type Scale } from 'chart.js/auto'
import { expect, onTestFinished, test } from 'vitest'
import type { Figure } from '../../figure.ts'
import { fixedAxis } from '../../parts/axes/axes.ts'
import { composeFigure } from '../../parts/composeFigure.ts'
import { composePlot } from '../../parts/panels/panels.ts'
import { arrangeFigure } from '../arrangement/arrangeFigure.ts'
import { hydrate } from '../hydrate.ts'

const x = fixedAxis('x', { title: 'False positive rate' }, 'linear', 0, 1)
const y = fixedAxis('y', { title: 'True positive rate' }, 'linear', 0, 1)
const words = { kind: 'test', caption: '', alt: '' }
const legend = [
  { title: 'AUROC', items: [{ text: '0.8 vq', symbol: 'line', colour: '#000000' } as const] },
]
const square = composeFigure({ ...words, x, y, legend, aspect: 1 })

/** The axes of a figure as it is drawn, without its panels. */
function axesOf(figure: Figure, inches: { width: number; height?: number }) {
  const { plot, widthPx, heightPx } = arrangeFigure(figure, inches)
  const chart = new Chart(createCanvas(widthPx, heightPx) as never, hydrate(plot))
  onTestFinished(() => chart.destroy())
  return { chart, area: chart.chartArea }
}

test.each([
  { width: 2 },
  { width: 3 },
  { width: 6.3 },
  { width: 12 },
  { width: 6.3, height: 3 },
  { width: 3, height: 6 },
])('shares against shares are drawn on a square: %o', (inches) => {
  const { area } = axesOf(square, inches)
  expect(area.width / area.height).toBeGreaterThan(0.97)
  expect(area.width / area.height).toBeLessThan(1.03)
})

test('other figures take all of the paper', () => {
  const { aspect: _, ...wide } = square
  const { area } = axesOf(wide, { width: 6.3, height: 3 })
  expect(area.width / area.height).toBeGreaterThan(1.5)
})

test.each([undefined, [5, 2]])('the first plot of each panel is a square, stacked %o', (stack) => {
  const plots = Array.from({ length: 3 * (stack?.length ?? 1) }, () => ({
    title: 'panel',
    ...composePlot({ x, y }),
  }))
  const panels = { plots, ...(stack && { stack }) }
  const figure: Figure = { ...square, panels, legendSide: 'below' }
  const { chart } = axesOf(figure, { width: 6.3, height: 6 })
  // The first of the frames that are drawn around the panels.
  const [frame] = arrangeFigure(figure, { width: 6.3, height: 6 }).plot.marks.filter(
    (mark) => mark.shape === 'rect',
  )
  const length = (id: 'x' | 'y') => {
    const [from, to] = (frame?.[id] ?? [0, 0]).map((value) =>
      (chart.scales[id] as Scale).getPixelForValue(value),
    ) as [number, number]
    return Math.abs(to - from)
  }
  expect(length('x') / length('y')).toBeCloseTo(1, 1)
})

test('the labels of a small square leave out those that would touch', () => {
  const { chart, area } = axesOf(square, { width: 6.3, height: 1.6 })
  expect(area.width).toBeLessThan(120)
  const labels = chart.scales.x?.ticks.map(({ label }) => label).filter((label) => label !== '')
  expect(labels).toEqual(['0.0', '0.4', '0.8'])
})

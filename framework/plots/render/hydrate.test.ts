import { createCanvas } from '@napi-rs/canvas'
import { Chart } from 'chart.js/auto'
import { expect, it } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import { metricGrid } from '../kinds/runs/metricGrid.ts'
import { FONT_PX, font } from '../theme.ts'
import { hydrate } from './hydrate.ts'

it('gives names along the vertical axis room beside the title of the axis', () => {
  const name = 'a name of 24 letters ...'
  const grid = metricGrid(runsOf([{ tokenizer: name, seed: 42, loss: 1 }]), {
    x: 'seed',
    y: 'tokenizer',
    value: 'loss',
  })
  const canvas = createCanvas(300, 240)
  const chart = new Chart(canvas as never, hydrate(grid))
  const { width = 0, ticks = [] } = chart.scales.y ?? {}
  chart.ctx.font = font(FONT_PX.tick)
  const label = String(ticks[0]?.label)
  expect(label).toMatch(/^a na.*\.\.\.$/)
  expect(width).toBeGreaterThan(chart.ctx.measureText(label).width + FONT_PX.title)
  chart.destroy()
})

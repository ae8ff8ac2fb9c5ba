import { expect, test } from 'vitest'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { horizontalBars } from '../../kinds/groups/horizontalBars.ts'
import { metricGrid } from '../../kinds/runs/metricGrid.ts'
import { PX_PER_INCH } from '../../theme.ts'
import { arrangeFigure } from './arrangeFigure.ts'

const figure = metricGrid(runsOf([1, 2, 3, 4].map((loss) => ({ x: loss % 2, y: loss, loss }))), {
  x: 'x',
  y: 'y',
  value: 'loss',
})
const sideAt = (height?: number) => arrangeFigure(figure, { width: 3, height }).plot.colourBar?.side

test('a colour bar below the axes stands beside them where a low figure has no height for both', () => {
  expect(sideAt(2)).toBe('right')
  expect(sideAt(4)).toBeUndefined()
  expect(sideAt()).toBeUndefined()
})

test('panels of more rows than a page holds leave the last ones out, are wide enough for bars, and count none', () => {
  const runs = runsOf(
    Array.from({ length: 90 }, (_, i) => ({
      run: `a rather long name of run ${i}`,
      loss: i + 1,
      tokenizer: ['none', 'linear', 'vq'][i % 3],
    })),
  )
  const bars = horizontalBars(runs, { value: 'loss', group: 'tokenizer', facet: 'tokenizer' })
  const { plot, heightPx } = arrangeFigure(bars, { width: 3 })
  const widths = plot.frames?.map(({ left, right }) => right - left) ?? []
  expect(widths).toHaveLength(3)
  expect(Math.min(...widths)).toBeGreaterThan(0.8)
  expect(heightPx).toBeLessThanOrEqual(9 * PX_PER_INCH)
  expect(plot.notes.join()).toMatch(/Not drawn: \d\d runs that the panels have no room for\./)
  expect(JSON.stringify([plot.legend, plot.marks])).not.toContain('n = 30')
})

test('a figure that would be higher than the most it may be leaves rows out', () => {
  const runs = runsOf(Array.from({ length: 30 }, (_, i) => ({ run: `run ${i}`, loss: i + 1 })))
  const { plot, heightPx } = arrangeFigure(horizontalBars(runs, { value: 'loss' }), {
    ...{ width: 3, most: 4 },
  })
  expect(heightPx).toBe(4 * PX_PER_INCH)
  expect(plot.notes.join()).toMatch(/Not drawn: \d+ runs that the height has no room for\./)
})

test('an axis title fits the room that names beside or below the axes leave it', () => {
  const names = ['one', 'two'].map((name) => `${name} of the names that need all their room`)
  const column = 'a_metric_with_a_name_that_is_far_too_long_for_the_axis'
  const runs = runsOf(names.map((run, i) => ({ run, [column]: i + 1 })))
  const title = horizontalBars(runs, { value: column })
  const { x } = arrangeFigure(title, { width: 2 }).plot.chart.options.scales
  const letters = x.title.text.split('\n').map((line) => line.length)
  // Half of two inches, less what numbers need, at 4.5 px a letter.
  expect(Math.max(...letters)).toBeLessThanOrEqual(22)
})

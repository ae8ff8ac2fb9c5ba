import { expect, test } from 'vitest'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { metricGrid } from '../../kinds/runs/metricGrid.ts'
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

import { expect, it } from 'vitest'
import { exampleRuns, runsOf } from '../../../testing/exampleRuns.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { bars } from './bars.ts'

const figure = bars(exampleRuns, { value: 'time_to_threshold_s', missing: 'never reached' })

it('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/bars.json')
})

it('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

it('says at the bar how many runs have a value', () => {
  const runs = runsOf([{ tokenizer: 'vq', time: 5 }, { tokenizer: 'vq' }, { tokenizer: 'none' }])
  const texts = bars(runs, { value: 'time', missing: 'never reached' }).marks.flatMap((mark) =>
    mark.shape === 'text' ? [mark.text] : [],
  )
  expect(texts).toEqual(['never reached 0 of 1', '1 of 2'])
})

it('groups the bars of a second parameter', () => {
  const grouped = bars(exampleRuns, { value: 'loss.total_best', by: 'encoder' })
  expect(grouped.chart.data.datasets).toHaveLength(6)
  expect(grouped.legend[0]?.title).toBe('Tokenizer')
})

it('keeps what it writes at a bar within the width of the bar', () => {
  const rows = exampleRuns.reify().assign({ time: [null, ...Array(11).fill(1)] })
  const marks = bars(rows as typeof exampleRuns, { value: 'time', by: 'encoder' }).marks
  const [label] = marks.filter((mark) => mark.shape === 'text')
  const [bar] = marks.filter((mark) => mark.shape === 'rect')
  expect(label).toMatchObject({ text: '1 of 2', optional: true })
  const width = (bar?.x[1] ?? 0) - (bar?.x[0] ?? 0)
  expect(label?.maxWidth).toBeLessThan(width * 1.2)
})

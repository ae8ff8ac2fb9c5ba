import { expect, test } from 'vitest'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import type { Figure } from '../../figure.ts'
import { renderFigure } from '../../render/renderFigure.ts'
import { confusionMatrices, confusionMatrix } from './confusionMatrix.ts'

const ACTUAL = ['a', 'b', 'b', 'b', 'a', 'c']
const PREDICTED = ['a', 'b', 'c', 'b', 'b', 'c']
const figure = confusionMatrix(ACTUAL, PREDICTED)

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot(
    './expected/confusionMatrix.json',
  )
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('writes the share of the true class and the count into each cell', () => {
  expect(textsAt(figure, 1, 1)).toEqual(['0.67\n2'])
  expect(textsAt(figure, 2, 1)).toEqual(['0.33\n1'])
  expect(textsAt(figure, 0, 2)).toEqual(['0.00\n0'])
})

test('a share that is neither none nor all does not look so', () => {
  const actual = [...new Array<number>(1000).fill(0), 1]
  const { marks } = confusionMatrix(actual, [1, ...actual.slice(1)])
  const texts = marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text.split('\n')[0]] : []))
  expect(texts).toEqual(['>0.99', '<0.01', '0.00', '1.00'])
})

test('rows are the true classes from the top, with their numbers of events', () => {
  const { x, y } = figure.chart.options.scales
  expect(y.reverse).toBe(true)
  expect(y.fixedTicks.map(({ label }) => label)).toEqual(['a (n = 2)', 'b (n = 3)', 'c (n = 1)'])
  expect(x.fixedTicks.map(({ label }) => label)).toEqual(['a', 'b', 'c'])
})

test('dark cells have white ink, light cells black', () => {
  const colourAt = (x: number, y: number) =>
    figure.marks.flatMap((mark) =>
      mark.shape === 'text' && mark.at[0] === x && mark.at[1] === y ? [mark.colour] : [],
    )[0]
  expect(colourAt(2, 2)).toBe('#ffffff')
  expect(colourAt(0, 2)).toBe('#000000')
})

test('has a key of the colours where cells may have no room for numbers', () => {
  const keyOf = (nClasses: number) => {
    const labels = Array.from({ length: nClasses }, (_, i) => i)
    const { legend, marks } = confusionMatrix(labels, labels)
    const fills = marks.flatMap((mark) => (mark.shape === 'rect' ? [mark.fill] : []))
    return { scale: legend[0]?.scale, fills }
  }
  expect(keyOf(8).scale).toBeUndefined()
  const { scale, fills } = keyOf(9)
  expect(scale?.map(({ text }) => text)).toEqual(['0.00', '0.25', '0.50', '0.75', '1.00'])
  // The first two cells of the first row have the shares 1 and 0.
  expect([scale?.[4]?.colour, scale?.[0]?.colour]).toEqual([fills[0], fills[1]])
})

test('has that key too where fewer classes turn out to have no room for numbers', async () => {
  const labels = Array.from({ length: 8 }, (_, i) => `c${i}`)
  const svg = async (width: number) =>
    Buffer.from(
      await renderFigure(confusionMatrix(labels, labels), { format: 'svg', svgText: true, width }),
    ).toString()
  const [narrow, wide] = [await svg(2), await svg(6.3)]
  expect(narrow).toContain('>Share of the true class<')
  expect(narrow).toContain('No room for the numbers of 64')
  expect(wide).toContain('>1.00<')
  expect(wide).not.toContain('Share of the true class')
})

test('a class that never occurs has hatched cells without numbers', () => {
  const { marks, alt } = confusionMatrix(['a'], ['a'], { classes: ['a', 'b'] })
  const hatched = marks.filter((mark) => mark.shape === 'rect' && mark.hatched)
  expect(hatched).toHaveLength(2)
  expect(alt).toBe('Confusion matrix of 2 classes: a 1.00 right, b without events.')
})

test('numbers have the names that are given, and events of other classes are counted', () => {
  const { chart, notes } = confusionMatrix([0, 1, 2], [0, 0, 0], {
    classes: [0, 1],
    names: { 0: 'signal', 1: 'background' },
  })
  expect(chart.options.scales.x.fixedTicks.map(({ label }) => label)).toEqual([
    'signal',
    'background',
  ])
  expect(notes).toEqual(['Not drawn: 1 event of other classes.'])
})

test('shares are of all events of the true class, with a column for those taken for other classes', () => {
  const other = confusionMatrix([0, 0, 0, 0, 1], [0, 2, 2, 2, 1], { classes: [0, 1] })
  expect(other.chart.options.scales.x.fixedTicks.map(({ label }) => label)).toEqual([
    '0',
    '1',
    'other',
  ])
  expect(other.chart.options.scales.y.fixedTicks[0]?.label).toBe('0 (n = 4)')
  expect([0, 1, 2].map((x) => textsAt(other, x, 0)[0])).toEqual(['0.25\n1', '0.00\n0', '0.75\n3'])
  expect(other.caption).toContain(
    'The last column is what was taken for classes that are not shown.',
  )
  expect(other.alt).toContain('0 0.25 right')
})

test('panels share that column', () => {
  const { panels } = confusionMatrix([0, 0, 0], [0, 2, 0], { classes: [0], facet: ['a', 'a', 'b'] })
  const texts = panels?.plots.map(({ marks }) =>
    marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : [])),
  )
  expect(texts).toEqual([
    ['0.50\n1', '0.50\n1'],
    ['1.00\n1', '0.00\n0'],
  ])
})

test('an event without a prediction is left out with a note, not of a class', () => {
  const { chart, notes } = confusionMatrix([0, 1, 1], [0, null, 1])
  expect(chart.options.scales.x.fixedTicks.map(({ label }) => label)).toEqual(['0', '1'])
  expect(notes).toEqual(['Not drawn: 1 event without a true class or a prediction.'])
})

test('says so when there are no events', () => {
  expect(confusionMatrix([], []).notes).toEqual(['There are no events.'])
})

function textsAt({ marks }: Figure, x: number, y: number): string[] {
  return marks.flatMap((mark) =>
    mark.shape === 'text' && mark.at[0] === x && mark.at[1] === y ? [mark.text] : [],
  )
}

test('panels of unlike numbers of events say how many each has', () => {
  const { caption } = confusionMatrix(['a', 'b', 'a'], ['a', 'b', 'b'], { facet: ['x', 'x', 'y'] })
  expect(caption).toContain('true class of 1 to 2 events per panel: ')
})

test('panels have the classes of all events', () => {
  const { panels } = confusionMatrix(['a', 'b', 'a'], ['a', 'b', 'b'], { facet: ['x', 'x', 'y'] })
  expect(panels?.plots.map(({ title }) => title)).toEqual(['x', 'y'])
  const [, second] = panels?.plots ?? []
  expect(second?.chart.options.scales.x.fixedTicks.map(({ label }) => label)).toEqual(['a', 'b'])
  const texts = second?.marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : []))
  expect(texts).toEqual(['0.00\n0', '1.00\n1'])
})

test('sums of weights are not called numbers of events', () => {
  const confusions = {
    classes: ['a', 'b'],
    counts: [
      [1200.25, 0.1],
      [2, 3],
    ],
    nOther: 0,
  }
  const { caption, chart } = confusionMatrices([{ confusions }])
  expect(caption).toContain('of events with a total weight of 1205.3: ')
  expect(chart.options.scales.y.fixedTicks[0]?.label).toBe('a (weight = 1200.3)')
})

test('a class without events is called so, not wrong', () => {
  const { alt, caption } = confusionMatrix([0, 0], [0, 0], { classes: [0, 1] })
  expect(alt).toBe('Confusion matrix of 2 classes: 0 1.00 right, 1 without events.')
  expect(caption).toContain('Rows add up to 1, hatched ones have no events; the darker')
  expect(figure.caption).toContain('Rows add up to 1; the darker')
})

test.each([
  [[0, 0, 1], 'expected each class once'],
  [[], 'option "classes" is empty'],
])('classes %o are refused', (classes, expected) => {
  expect(() => confusionMatrix([0, 1], [0, 1], { classes })).toThrow(expected)
})

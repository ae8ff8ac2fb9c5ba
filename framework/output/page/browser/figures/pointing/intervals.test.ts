import { describe, expect, test } from 'vitest'
import { compareGroups } from '../../../../../compare/compareGroups.ts'
import type { Figure, FigureDataset, LegendItem, Mark } from '../../../../../plots/figure.ts'
import { differenceForest } from '../../../../../plots/kinds/comparisons/differenceForest.ts'
import { ecdf } from '../../../../../plots/kinds/distributions/ecdf.ts'
import { forestPlot } from '../../../../../plots/kinds/groups/forestPlot.ts'
import { strip } from '../../../../../plots/kinds/groups/strip.ts'
import { fixedAxis } from '../../../../../plots/parts/axes/axes.ts'
import {
  bandDatasets,
  composeFigure,
  lineDataset,
  pointsDataset,
} from '../../../../../plots/parts/composeFigure.ts'
import { referenceAt, referenceItem } from '../../../../../plots/parts/reference.ts'
import { HAS_CHROMIUM } from '../../../../../testing/browser/chromium.ts'
import { figureTab } from '../../../../../testing/browser/figureTab.ts'
import { runsOf } from '../../../../../testing/exampleRuns.ts'

const runs = runsOf(
  Array.from({ length: 16 }, (_, i) => ({
    run: `run ${i}`,
    loss: 1 + (i % 8) / 4 + Math.floor(i / 8) / 100,
    seed: i % 4,
    tokenizer: i % 8 < 4 ? 'vq' : 'none',
  })),
)

/** The kinds that show what no single run is. */
const FIGURES: readonly [string, Figure, string][] = [
  [
    'mean',
    strip(runs, { value: 'loss', group: 'tokenizer' }),
    'Mark 2 of 2: mean, 95 % interval; Tokenizer: vq (n = 8); Loss: 1.38, from 1.13 to 1.63',
  ],
  [
    'pair',
    differenceForest(compareGroups(runs, { metric: 'loss', by: 'tokenizer', better: 'lower' })),
    'Mark 1 of 1: first is better (1); Ratio of loss: 0.5716, from 0.4848 to 0.674; vq / none',
  ],
  [
    'distribution',
    ecdf(runs, { value: 'loss', group: 'tokenizer' }),
    'Mark 2 of 2: Tokenizer: vq (n = 8, median 1.38); Loss: 1.38; Share of runs: 0.5',
  ],
  [
    'model',
    forestPlot([{ name: 'a', group: 'vq', value: 0.8, low: 0.7, high: 0.85 }], { title: 'AUROC' }),
    'Mark 1 of 1: model, interval over events; AUROC: 0.8, from 0.7 to 0.85; a',
  ],
]

const COLOUR = '#155c9d'
type LineMark = Extract<Mark, { shape: 'line' }>

function line(...points: [number, number][]): LineMark {
  return { shape: 'line', points, colour: COLOUR, width: 2 }
}

function figureOf(parts: { datasets?: FigureDataset[]; marks?: Mark[]; legend?: LegendItem[] }) {
  return composeFigure({
    kind: 'test',
    x: fixedAxis('x', { title: 'x' }, 'linear', 0, 10),
    y: fixedAxis('y', { title: 'y' }, 'linear', 0, 10),
    datasets: parts.datasets ?? [],
    marks: parts.marks ?? [],
    legend: [{ title: '', items: parts.legend ?? [] }],
    legendSide: 'below',
    caption: '',
    alt: 'Marks.',
  })
}

describe.skipIf(!HAS_CHROMIUM)('a live figure (needs Chromium)', () => {
  const { page, mount } = figureTab()
  const tip = async () =>
    (await page().locator('.live-figure-tip div').allTextContents()).join('\n')

  /** What is told where a pointer that goes across, or down, first meets something. */
  async function tipAlong(way: 'across' | 'down', at = 0.5): Promise<string> {
    const box = await page().getByRole('img').boundingBox()
    const { x = 0, y = 0, width = 0, height = 0 } = box ?? {}
    for (let share = 0.1; share < 0.9 && (await tip()) === ''; share += 0.01) {
      const [across, down] = way === 'across' ? [share, at] : [at, share]
      await page().mouse.move(x + across * width, y + down * height)
    }
    return tip()
  }

  test.each(FIGURES)(
    'reads out what a %s is where the keys come to it',
    async (_, figure, expected) => {
      await mount(figure)
      const tab = page()
      await tab.getByRole('img').focus()
      await tab.keyboard.press('End')
      expect(await tab.locator('[aria-live]').textContent()).toBe(expected)
    },
  )

  test('says what a whisker and its caps span, and whose it is in the words of the legend', async () => {
    const marks = [line([5, 2], [5, 8]), line([3, 2], [7, 2]), line([3, 8], [7, 8])]
    await mount(figureOf({ marks, legend: [{ text: 'vq', symbol: 'line', colour: COLOUR }] }))
    expect(await tipAlong('across')).toMatch(/^vq\nx: 5\ny: [\d.]+, from 2 to 8$/)
    await page().mouse.move(0, 0)
    expect(await tipAlong('down', 0.45)).toMatch(/^vq\nx: 5\n.*from 2 to 8$/)
  })

  test('says of a whisker that ends in an arrow that it goes on', async () => {
    const arrow = line([9.8, 4.5], [10, 5], [9.8, 5.5])
    await mount(figureOf({ marks: [line([2, 5], [10, 5]), arrow] }))
    expect(await tipAlong('down')).toMatch(/^x: [\d.]+, from 2 to beyond 10\ny: 5$/)
  })

  test('says of a whisker with one cap that it goes on at the other end', async () => {
    await mount(figureOf({ marks: [line([5, 0], [5, 8]), line([4, 8], [6, 8])] }))
    expect(await tipAlong('across')).toMatch(/from beyond 0 to 8$/)
  })

  test('says of the point on a whisker what the whisker spans', async () => {
    const point = pointsDataset([{ x: 5, y: 6 }], { colour: COLOUR })
    await mount(figureOf({ datasets: [point], marks: [line([5, 2], [5, 8])] }))
    // Beside the point too.
    expect(await tipAlong('across', 0.7)).toBe('x: 5\ny: 6, from 2 to 8')
  })

  test('says what a whisker spans that is too short to be seen beside its point', async () => {
    const point = pointsDataset([{ x: 5, y: 6 }], { colour: COLOUR })
    const marks = [line([5, 5.999], [5, 6.001]), line([4.5, 5.999], [5.5, 5.999])]
    await mount(figureOf({ datasets: [point], marks }))
    await page().getByRole('img').focus()
    await page().keyboard.press('End')
    expect(await tip()).toBe('x: 5\ny: 6, from 5.999 to 6.001')
  })

  test('says of a line with a band, and within the band, what the band spans there', async () => {
    const edge = (y: number) => [0, 10].map((x) => ({ x, y }))
    const mean = lineDataset(edge(5), { colour: COLOUR, width: 2 })
    const legend: LegendItem[] = [
      { text: 'vq', symbol: 'line', colour: COLOUR },
      { text: 'range', symbol: 'band', colour: '#777777' },
    ]
    const datasets = [mean, ...bandDatasets(edge(2), edge(8), COLOUR)]
    await mount(figureOf({ datasets, legend }))
    expect(await tipAlong('down')).toMatch(/^vq\nrange\nx: [\d.]+\ny: 5, from 2 to 8$/)
  })

  test('names a line of reference, and its value alone', async () => {
    await mount(
      figureOf({
        marks: [referenceAt(5, { min: 0, max: 10 })],
        legend: [referenceItem('chance')],
      }),
    )
    expect(await tipAlong('down')).toBe('chance\ny: 5')
  })

  test('says of the whisker of a box what the box is', async () => {
    const box: Mark = { shape: 'rect', x: [4, 6], y: [1, 3], label: 'whisker to 8' }
    await mount(figureOf({ marks: [box, line([5, 3], [5, 8]), line([4.5, 8], [5.5, 8])] }))
    expect(await tipAlong('across', 0.4)).toBe('whisker to 8')
  })
})

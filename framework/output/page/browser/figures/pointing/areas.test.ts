import { describe, expect, test } from 'vitest'
import { parameterImportance } from '../../../../../compare/importance/parameterImportance.ts'
import type { Figure } from '../../../../../plots/figure.ts'
import { confusionMatrix } from '../../../../../plots/kinds/classification/confusionMatrix.ts'
import { importanceBars } from '../../../../../plots/kinds/comparisons/importanceBars.ts'
import { bars } from '../../../../../plots/kinds/groups/bars.ts'
import { boxPlot } from '../../../../../plots/kinds/groups/boxPlot.ts'
import { metricGrid } from '../../../../../plots/kinds/runs/metricGrid.ts'
import { HAS_CHROMIUM } from '../../../../../testing/browser/chromium.ts'
import { figureTab } from '../../../../../testing/browser/figureTab.ts'
import { runsOf } from '../../../../../testing/exampleRuns.ts'

const runs = runsOf(
  Array.from({ length: 16 }, (_, i) => ({
    run: `run ${i}`,
    loss: 1 + (i % 8) / 4 + Math.floor(i / 8) / 100,
    lr: i % 2 === 0 ? 0.01 : 0.1,
    size: 8 * 2 ** (Math.floor(i / 2) % 2),
    tokenizer: i % 8 < 4 ? 'vq' : 'none',
  })),
)

/** The kinds whose marks are bars, boxes or cells of no single run. */
const FIGURES: readonly [string, Figure, string][] = [
  [
    'a cell of a heat map',
    metricGrid(runs, { x: 'lr', y: 'size', value: 'loss' }),
    'Loss: 1.50\n1.00–2.01 (n = 4)\nLr: 0.01\nSize: 8',
  ],
  [
    'a cell of a confusion matrix',
    confusionMatrix([0, 0, 0, 1], [0, 0, 1, 1]),
    '0.667 (2 of 3)\nPredicted class: 0\nTrue class: 0 (n = 3)',
  ],
  [
    'a bar of importance',
    importanceBars(
      parameterImportance(runs, { metric: 'loss', parameters: ['lr', 'size', 'tokenizer'] }),
    ),
    'main effect: 0.732\nTokenizer *',
  ],
  [
    'a bar of a group',
    bars(runs, { value: 'loss', group: 'tokenizer' }),
    'mean 2.38\n95 % interval 2.13 to 2.63\nn = 8\nTokenizer: none (n = 8)',
  ],
  [
    'a box',
    boxPlot(runs, { value: 'loss', group: 'tokenizer' }),
    'median 2.38\nquartiles 2.19 and 2.57\nwhiskers to 2 and 2.76\nn = 8\nTokenizer: none (n = 8)',
  ],
]

describe.skipIf(!HAS_CHROMIUM)('a live figure (needs Chromium)', () => {
  const { page, mount } = figureTab()

  test.each(FIGURES)('says by pointer and keys what %s is', async (_, figure, expected) => {
    await mount(figure)
    const tab = page()
    await tab.getByRole('img').focus()
    const live = tab.locator('[aria-live]')
    await tab.keyboard.press('Home')
    for (let steps = 0; steps < 16 && !(await live.textContent())?.startsWith('Mark'); steps++) {
      await tab.keyboard.press('ArrowRight')
    }
    const tip = tab.locator('.live-figure-tip div')
    const lines = (await tip.allTextContents()).join('\n')
    expect(lines).toBe(expected)
    expect(await live.textContent()).toContain(expected.replaceAll('\n', '; '))
  })
})

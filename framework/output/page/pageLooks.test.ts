import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { beforeAll, describe, test } from 'vitest'
import { scatter } from '../../plots/kinds/runs/scatter.ts'
import { HAS_CHROMIUM, sharedChromium } from '../../testing/browser/chromium.ts'
import { openPage } from '../../testing/browser/openPage.ts'
import { writtenReport } from '../../testing/browser/writtenReport.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { expectPicture } from '../../testing/pictures/expectPicture.ts'
import { pageAssets } from './pageAssets.ts'
import { pageHtml } from './pageHtml.ts'

const COMMAND = 'npx vitest run --project unit framework/output/page/pageLooks.test.ts -u'

let browser: Browser
const file = `${writeTree({})}/index.html`

beforeAll(async () => {
  if (!HAS_CHROMIUM) return
  browser = await sharedChromium()
  const { runs } = writtenReport(6)
  const figure = scatter(runs, { x: 'seed', y: 'metric_0', group: 'lr' })
  const report = writtenReport(6, {
    report: {
      findings: [{ key: 'a', sentence: 'vq is worse than none: 14 times the loss.', values: {} }],
      gates: [
        { gate: 'loss < 0.1', holds: true, sentence: 'the mean is 0.02.' },
        { gate: 'acc > 0.9', holds: false, sentence: 'the mean is 0.8.' },
      ],
      failed: [{ task: 'plot curves', reason: 'No run has a history.' }],
      warnings: ['exp_4 stopped earlier than the others.'],
      skipped: [{ run_dir: 'exp_9', reason: 'it did not end' }],
    },
    figures: [
      {
        ...{ name: 'loss', part: 'training', caption: figure.caption, notes: [], alt: figure.alt },
        ...{ files: ['training/figures/figure-loss.svg'], data: 'data/figures/training-loss.json' },
        figure,
      },
    ],
  })
  writeFileSync(file, pageHtml(report, pageAssets()))
})

describe.skipIf(!HAS_CHROMIUM)('in Chromium, the page looks as it did', () => {
  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [420, 'light'],
    [420, 'dark'],
  ] as const)('%i px wide, %s', async (width, colorScheme) => {
    const { page } = await openPage(browser, file, { width, colorScheme })
    await page.locator('#run-table[aria-rowcount]').waitFor()
    await page.evaluate(() => document.fonts.ready)
    await page.locator('#figure-0').scrollIntoViewIfNeeded()
    await page.locator('#figure-0 canvas').first().waitFor()
    for (const id of ['findings', 'figures']) {
      await page.evaluate((part) => document.getElementById(part)?.scrollIntoView(), id)
      // Figures are drawn at the frame after they come near.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => setTimeout(done))),
      )
      const kept = path.join(import.meta.dirname, 'expected', `${id}-${width}-${colorScheme}.png`)
      expectPicture(await page.screenshot(), kept, COMMAND)
    }
    await page.context().close()
  })
})

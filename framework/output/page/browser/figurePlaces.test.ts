import path from 'node:path'
import { expect, test } from 'vitest'
import { parallelCoordinates } from '../../../plots/kinds/runs/parallelCoordinates.ts'
import { defineReport } from '../../../report/spec/defineReport.ts'
import { HAS_CHROMIUM, sharedChromium } from '../../../testing/browser/chromium.ts'
import { openPage } from '../../../testing/browser/openPage.ts'
import { runReport } from '../../../testing/runReport.ts'

const spec = defineReport({
  name: 'mine',
  title: 'Parallel',
  analyze: ({ runs }) => ({ runs }),
  plot: {
    parallel: ({ runs }) =>
      parallelCoordinates(runs, { parameters: ['tokenizer', 'seed'], value: 'loss.total_best' }),
  },
})

test.runIf(HAS_CHROMIUM)('a run in parallel coordinates is told with what colours it', async () => {
  const made = await runReport(spec, {
    sweep: {
      axes: { 'phase1/latent_space': ['none', 'vq'], 'phase1.trainer.seed': [1, 2, 3] },
    },
  })
  const { page } = await openPage(
    await sharedChromium(),
    path.join(made.path as string, 'index.html'),
  )
  await page.getByRole('img', { name: 'Parallel coordinates' }).first().focus()
  await page.keyboard.press('ArrowRight')
  const told = page.locator('.live-figure [aria-live]')
  await expect
    .poll(() => told.textContent(), { timeout: 30_000 })
    .toMatch(/^Run 1 of 6: job\d.*; loss\.total_best = 0\.00\d{4}\b/)
  await page.context().close()
})

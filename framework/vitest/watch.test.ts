import { appendFileSync, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { SPREAD_REPORT, startVitest, testProject, testSweep } from '../testing/testProject.ts'

const CHROMIUM = '/usr/bin/chromium'

/** Vitest in watch mode over a sweep, stopped at the end of the test. */
function watchSweep(...options: string[]) {
  const { root, sweepDir, runDirs } = testSweep()
  const words = ['--watch', ...options, 'reports/spread', '--', `inputs.sweep_dir=${sweepDir}`]
  const vitest = startVitest(testProject({ spread: SPREAD_REPORT }), words)
  onTestFinished(() => vitest.stop())
  const reports = () => readdirSync(path.join(root, 'outputs/reports'))
  return { vitest, runDirs, reports }
}

test('a report is made again when facts of its runs change', async () => {
  const { vitest, runDirs, reports } = watchSweep()
  await vitest.waitFor(/Report over 4 runs written to[\s\S]*Waiting for file changes/)
  vitest.forget()
  appendFileSync(path.join(String(runDirs[0]), 'facts/scalars.csv'), '3,val,,0.5,1,100,,\n')
  await vitest.waitFor(/Report over 4 runs written to/)
  expect(reports()).toHaveLength(2)
})

test.skipIf(!existsSync(CHROMIUM))(
  'the UI shows figures and draws one again without making another report (needs Chromium)',
  async () => {
    const { vitest, reports } = watchSweep('--ui', '--open=false', '--api.port=0')
    const output = await vitest.waitFor(/UI started at (http:\S+)[\s\S]*written to/)
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    onTestFinished(() => browser.close())
    const page = await browser.newPage()
    await page.goto(String(/UI started at (http:\S+)/.exec(output)?.[1]))
    await page.getByPlaceholder('Search').fill('plot time')
    const item = page.getByText('plot time').first()
    await item.dispatchEvent('click')
    const picture = page.locator('img[src*="figure-time"]')
    await picture.waitFor()
    expect(await picture.evaluate((image) => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(0)

    vitest.forget()
    await page.getByTestId('btn-run-test').last().dispatchEvent('click')
    await vitest.waitFor(/1 passed \| 3 skipped/)
    expect(reports()).toHaveLength(1)
  },
)

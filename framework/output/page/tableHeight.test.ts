import { describe, expect, test } from 'vitest'
import { HAS_CHROMIUM } from '../../testing/browser/chromium.ts'
import { eventually, exampleReport } from '../../testing/browser/exampleReport.ts'

const { sharedTab } = exampleReport({ numSeeds: 20 })

describe.skipIf(!HAS_CHROMIUM)('a table of many runs', () => {
  test('leaves room for no more rows than it has', async () => {
    const { page } = await sharedTab()
    const height = async () => (await page.getByRole('grid').boundingBox())?.height ?? 0
    // 70 % of a window of 900 pixels.
    await eventually(height).toBe(630)
    await page.getByLabel('Group by').selectOption('tokenizer')
    await eventually(height).toBeLessThan(200)
    await page.getByLabel('Group by').selectOption({ index: 0 })
    await eventually(height).toBe(630)
    expect(await page.locator('.tabulator-row').count()).toBeGreaterThan(20)
  })
})

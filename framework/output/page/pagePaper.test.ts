import { describe, expect, test } from 'vitest'
import { HAS_CHROMIUM } from '../../testing/browser/chromium.ts'
import { eventually, exampleReport } from '../../testing/browser/exampleReport.ts'

const { open, sharedTab } = exampleReport()

const PX_PER_MM = 96 / 25.4

describe.skipIf(!HAS_CHROMIUM)('on paper', () => {
  test('on paper there are the tables and the printed figures, and no tools', async () => {
    const { page } = await sharedTab()
    await page.locator('#figure-0 canvas').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('table', { name: 'Runs', exact: true }).isVisible()).toBe(true)
    expect(await page.locator('#figure-0 img').isVisible()).toBe(true)
    expect(await page.locator('#figure-0 canvas').first().isVisible()).toBe(false)
    expect(await page.getByLabel('Filter', { exact: true }).isVisible()).toBe(false)
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-')
    await page.emulateMedia({ media: 'screen' })
  })

  test.each([true, false])(
    'what is closed is open on paper, with scripts or without: %s',
    async (javaScriptEnabled) => {
      const { page } = await open({ javaScriptEnabled })
      const seen = () =>
        page.locator('#configuration details pre').evaluate((pre) => pre.checkVisibility())
      await eventually(seen).toBe(false)
      await page.emulateMedia({ media: 'print' })
      await eventually(seen).toBe(true)
      await page.context().close()
    },
  )

  test('printing opens what is closed, and closes it again, where styles do not', async () => {
    const { page } = await open()
    const states = await page.evaluate(() => {
      const isOpen = () =>
        document.querySelector<HTMLDetailsElement>('#configuration details')?.open
      const before = isOpen()
      dispatchEvent(new Event('beforeprint'))
      const printed = isOpen()
      dispatchEvent(new Event('afterprint'))
      return [before, printed, isOpen()]
    })
    expect(states).toEqual([false, true, false])
    await page.context().close()
  })

  test('names of columns of numbers wrap on paper, so that the table fits the sheet', async () => {
    const { page } = await open({ javaScriptEnabled: false })
    await page.setViewportSize({ width: Math.round(178 * PX_PER_MM), height: 900 })
    await page.emulateMedia({ media: 'print' })
    const beyond = await page.locator('#run-static table').evaluate((table) => {
      for (const head of table.querySelectorAll('th.number')) {
        head.textContent = 'hidden_dimension_of_the_feed_forward_network'
        head.classList.add('broken')
      }
      return table.getBoundingClientRect().right - document.documentElement.clientWidth
    })
    expect(beyond).toBeLessThanOrEqual(0)
    await page.context().close()
  })

  test('two figures with captions of ten lines fit on a sheet of paper', async () => {
    const { page } = await open()
    // A sheet of A4 without its margins, of which the page says how wide they are.
    await page.setViewportSize({ width: Math.round(178 * PX_PER_MM), height: 900 })
    await page.emulateMedia({ media: 'print' })
    const caption = page.locator('#figure-0 figcaption p').first()
    await caption.evaluate((element) => {
      element.textContent = 'as long '.repeat(150)
    })
    const height = await page.locator('#figure-0').evaluate((figure) => figure.clientHeight)
    expect(height).toBeLessThan((261 / 2) * PX_PER_MM)
    await page.context().close()
  })
})

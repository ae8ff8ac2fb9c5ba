/** @module-tag slow */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Papa from 'papaparse'
import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { scatter } from '../../plots/kinds/runs/scatter.ts'
import { defineReport } from '../../report/spec/defineReport.ts'
import { HAS_CHROMIUM, sharedChromium } from '../../testing/browser/chromium.ts'
import { type OpenedPage, openPage } from '../../testing/browser/openPage.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { runReport } from '../../testing/runReport.ts'

const MARKUP = '<img src=x onerror="window.hacked=1">'
const NAMES = [
  MARKUP,
  '</script><script>window.hacked=1</script>',
  '<!--<script>',
  '{{constructor.constructor("window.hacked=1")()}}${window.hacked=1}',
  '=HYPERLINK("http://example.org","x")',
  '\u202egnp.exe\u202c',
  'שלום עולם',
  '漢字のなまえ',
  '__proto__',
  'x'.repeat(300),
  'javascript:window.hacked=1\'"`',
]

const spec = defineReport({
  name: 'hostile',
  title: `${MARKUP}</title></script>${'x'.repeat(300)}`,
  analyze: ({ runs }) => ({
    runs,
    findings: [{ key: 'a', sentence: `${MARKUP} is worse.`, values: { ratio: 1 } }],
    remarks: [`</section>${MARKUP}`],
  }),
  plot: {
    loss: ({ runs }) => scatter(runs, { x: 'seed', y: 'val/loss', group: MARKUP }),
  },
})

let browser: Browser
let report: string

beforeAll(async () => {
  const sweep = writeTree({})
  mkdirSync(path.join(sweep, 'runs'))
  const rows = NAMES.map((name, at) => ({
    run: name,
    seed: at,
    [MARKUP]: at % 2 === 0 ? MARKUP : '=1+1',
    'val/loss': 1 / (at + 1),
  }))
  writeFileSync(path.join(sweep, 'runs/runs.csv'), Papa.unparse(rows))
  const made = await runReport(spec, { sweep: path.join(sweep, 'runs') })
  report = made.path as string
  if (HAS_CHROMIUM) browser = await sharedChromium()
})

const hacked = ({ page }: OpenedPage) => page.evaluate(() => Reflect.get(window, 'hacked'))

describe.skipIf(!HAS_CHROMIUM)('hostile names are text, in Chromium', () => {
  test('in the table, its headings, tools, cards, figures and sentences', async () => {
    const opened = await openPage(browser, path.join(report, 'index.html'))
    const { page, complaints } = opened
    await page.locator('.tabulator-row').first().waitFor()
    expect(await page.locator('.tabulator-row').count()).toBe(NAMES.length)
    expect(await page.title()).toBe(spec.title)
    expect(await page.locator('.findings').textContent()).toContain(MARKUP)
    expect(await page.locator('.tabulator-col .heading bdi').allTextContents()).toContain(MARKUP)
    await page.getByLabel('Group by').selectOption(MARKUP)
    await page.getByRole('button', { name: '=1+1', exact: true }).waitFor()
    await page.getByLabel('Group by').selectOption('')
    await page.locator('.link').first().click()
    await page.getByRole('dialog').waitFor()
    await page.getByLabel('Differences from').fill(NAMES[1] as string)
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Columns…' }).click()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.locator('#figure-0 canvas').first().hover()
    expect(await hacked(opened)).toBeUndefined()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('long words make the page no wider than a narrow window', async () => {
    const { page } = await openPage(browser, path.join(report, 'index.html'))
    await page.setViewportSize({ width: 320, height: 800 })
    await page.locator('.tabulator-row').first().waitFor()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBe(0)
    await page.context().close()
  })

  test('no text is a formula where it is copied as CSV', async () => {
    const { page } = await openPage(browser, path.join(report, 'index.html'))
    await page.locator('.tabulator-row').first().waitFor()
    await page.getByRole('button', { name: 'Copy as CSV' }).click()
    await page.getByText('rows copied.').first().waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    const cells = Papa.parse<string[]>(copied.trim()).data.flat()
    expect(cells).toContain(`'${NAMES[4]}`)
    expect(cells.filter((cell) => /^[=+@]/.test(cell))).toEqual([])
    await page.context().close()
  })

  test('a switch of direction is spelled out, and a name from the right stands by itself', async () => {
    const { page } = await openPage(browser, path.join(report, 'index.html'))
    const names = await page.locator('.tabulator-row .link bdi').allTextContents()
    expect(names).toContain('\\u202egnp.exe\\u202c')
    expect(names).toContain('שלום עולם')
    await page.context().close()
  })

  test('the policy lets no other script run, whatever puts it into the page', async () => {
    const opened = await openPage(browser, path.join(report, 'index.html'))
    await opened.page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.hacked = 1'
      document.body.append(script)
      document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.hacked = 1">')
    })
    await expect.poll(() => opened.complaints.join(), { timeout: 30_000 }).toContain('blocked')
    expect(await hacked(opened)).toBeUndefined()
    await opened.page.context().close()
  })

  test('an address that somebody made does nothing', async () => {
    const view = {
      filter: MARKUP,
      group: '__proto__',
      selected: [MARKUP],
      figures: { 0: { zoom: 'x' } },
    }
    for (const hash of [
      `#view=${encodeURIComponent(JSON.stringify(view))}`,
      '#view=%7B',
      '#view=[1]',
      `#view=${encodeURIComponent('{"filter":7,"columns":5,"sort":{"a":1},"selected":"x","figures":3}')}`,
    ]) {
      const opened = await openPage(browser, path.join(report, 'index.html'), { hash })
      await opened.page.locator('.tabulator-row').first().waitFor()
      expect(await hacked(opened)).toBeUndefined()
      expect(opened.complaints).toEqual([])
      await opened.page.context().close()
    }
  })
})

import Papa from 'papaparse'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { HAS_CHROMIUM } from '../../testing/browser/chromium.ts'
import { eventually, exampleReport } from '../../testing/browser/exampleReport.ts'
import type { OpenedPage } from '../../testing/browser/openPage.ts'
import { plainNumber } from '../../text/numbers/plainNumber.ts'

const { rows, open, sharedTab } = exampleReport()

const table = ({ page }: OpenedPage) => page.getByRole('grid')
const column = async ({ page }: OpenedPage, name: string) => {
  const title = page
    .getByRole('columnheader')
    .filter({ has: page.getByText(name, { exact: true }) })
  const field = await title.first().getAttribute('tabulator-field')
  const cells = await page.locator(`.tabulator-cell[tabulator-field="${field}"]`).allTextContents()
  return cells.map((text) => text.replace(' (best)', ''))
}
const rowCount = (opened: OpenedPage) => opened.page.locator('.tabulator-row').count()
/** The cells of the table on the clipboard. */
const clipboardCells = (page: Page) =>
  page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const html = await (await item?.getType('text/html'))?.text()
    const { body } = new DOMParser().parseFromString(html ?? '', 'text/html')
    return [...body.querySelectorAll('tr')].map((row) =>
      [...row.children].map(({ textContent }) => textContent ?? ''),
    )
  })
/** What is copied of the first two cells, which have these texts. */
async function copiedCells(page: Page, cells: string, texts: [string, string]): Promise<string> {
  await page.evaluate(
    ([selector, one, other]) => {
      const [first, second] = document.querySelectorAll(selector)
      first?.replaceChildren(one)
      second?.replaceChildren(other)
      getSelection()?.setBaseAndExtent(first as Element, 0, second as Element, 1)
    },
    [cells, ...texts] as const,
  )
  await page.keyboard.press('Control+C')
  return page.evaluate(() => navigator.clipboard.readText())
}

const view = ({ page }: OpenedPage) =>
  page.evaluate(() => decodeURIComponent(location.hash.replace('#view=', '')))

describe.skipIf(!HAS_CHROMIUM)('the table of runs', () => {
  test('the table has the runs and the values of the CSV', async () => {
    const opened = await sharedTab()
    await table(opened).waitFor()
    expect(await rowCount(opened)).toBe(rows().length)
    expect(await column(opened, 'run')).toEqual(rows().map(({ run }) => run))
    const losses = await column(opened, 'loss.total_best')
    for (const [row, text] of losses.entries()) {
      expect(Number(text)).toBeCloseTo(Number(rows()[row]?.['loss.total_best']), 4)
    }
    const best = Math.min(...rows().map((row) => Number(row['loss.total_best'])))
    const marked = await opened.page.locator('.tabulator-row strong.best').allTextContents()
    expect(marked[0]).toBe(`${best.toPrecision(4)} (best)`)
  })

  test('a filter leaves the runs that pass it; a mistake is placed and changes nothing', async () => {
    const opened = await open()
    const { page } = opened
    const filter = page.getByLabel('Filter', { exact: true })
    await filter.fill('tokenizer = vq and seed < 3')
    await eventually(() => column(opened, 'seed')).toEqual(['1', '2'])
    expect(await page.locator('#run-count').textContent()).toBe('2 of 6 runs')
    await filter.fill('tokeniser = vq')
    await eventually(() => page.locator('#filter-problem').textContent()).toBe(
      'There is no column "tokeniser". Did you mean tokenizer? (at letter 1)',
    )
    expect(await filter.getAttribute('aria-invalid')).toBe('true')
    expect(await rowCount(opened)).toBe(2)
    await page.context().close()
  })

  test('a heading sorts by its column, from the keyboard too', async () => {
    const opened = await open()
    const heading = opened.page.locator('.heading', { hasText: 'loss.total_best' })
    await heading.focus()
    await opened.page.keyboard.press('Enter')
    const isSorted = async () => {
      const values = (await column(opened, 'loss.total_best')).map(Number)
      return values.every((value, i) => i === 0 || (values[i - 1] as number) <= value)
    }
    await eventually(isSorted).toBe(true)
    const header = opened.page.locator('.tabulator-col', { has: heading })
    await eventually(() => header.getAttribute('aria-sort')).toBe('ascending')
    // The address follows when the table has come to rest.
    await eventually(async () => JSON.parse((await view(opened)) || '{}').sort).toEqual([
      { column: 'loss.total_best', dir: 'asc' },
    ])
    await opened.page.context().close()
  })

  test('groups have their number of runs and their means', async () => {
    const opened = await open()
    await opened.page.getByLabel('Group by').selectOption('tokenizer')
    await eventually(() => column(opened, 'tokenizer')).toEqual(['none', 'vq'])
    expect(await column(opened, 'n')).toEqual(['3', '3'])
    const ofVq = rows()
      .filter(({ tokenizer }) => tokenizer === 'vq')
      .map((row) => Number(row['loss.total_best']))
    const mean = ofVq.reduce((sum, value) => sum + value, 0) / ofVq.length
    expect((await column(opened, 'mean loss.total_best'))[1]).toBe(mean.toPrecision(4))
    await opened.page.context().close()
  })

  test('runs that are chosen are in the address, which opens the same view', async () => {
    const opened = await open()
    const { page } = opened
    const box = page.getByRole('checkbox', { name: 'Select this run' }).nth(1)
    await box.focus()
    await page.keyboard.press('Space')
    expect(await box.evaluate((each) => each === document.activeElement)).toBe(true)
    await page.getByLabel('Highlight names like').fill('job[45]')
    await page.getByLabel('Hide names like').fill('job0')
    await eventually(() => view(opened)).toContain('job0')
    const hash = await page.evaluate(() => location.hash)
    await page.context().close()
    const again = await open({ hash })
    expect(await column(again, 'run')).toEqual(['job1', 'job2', 'job3', 'job4', 'job5'])
    await eventually(() => again.page.locator('.tabulator-row.selected').count()).toBe(1)
    expect(await again.page.locator('.tabulator-row.highlighted').count()).toBe(2)
    expect(await again.page.locator('#run-count').textContent()).toBe('5 of 6 runs · 1 selected')
    await again.page.context().close()
  })

  test('columns that are not shown are not made, but for those that sort', async () => {
    const sort = [{ column: 'loss.total_best', dir: 'desc' }]
    const hash = `#view=${encodeURIComponent(JSON.stringify({ columns: ['run'], sort }))}`
    const opened = await open({ hash })
    await table(opened).waitFor()
    expect(await opened.page.locator('.tabulator-col').count()).toBe(3)
    const worst = [...rows()].sort(
      (a, b) => Number(b['loss.total_best']) - Number(a['loss.total_best']),
    )
    expect(await column(opened, 'run')).toEqual(worst.map(({ run }) => run))
    await opened.page.context().close()
  })

  test('columns of an address that are not here are left out, and named', async () => {
    const hash = (columns: string[]) =>
      `#view=${encodeURIComponent(JSON.stringify({ columns, sort: [{ column: 'none', dir: 'asc' }] }))}`
    const titles = (opened: OpenedPage) =>
      opened.page.locator('.tabulator-col:visible .heading bdi').allTextContents()
    const other = await open({ hash: hash(['nosuch', 'run', 'seed']) })
    await eventually(() => titles(other)).toEqual(['run', 'seed'])
    expect(await other.page.locator('#unknown-columns').textContent()).toBe(
      'The address of this page names columns that are not here: nosuch, none.',
    )
    await other.page.context().close()
    const usual = await titles(await sharedTab())
    const foreign = await open({ hash: hash(['nosuch']) })
    await eventually(() => titles(foreign)).toEqual(usual)
    await foreign.page.context().close()
    expect(await (await sharedTab()).page.locator('#unknown-columns').isVisible()).toBe(false)
  })

  test('rows are numbered for screen readers, as the filter leaves and the heading sorts them', async () => {
    const opened = await open()
    const { page } = opened
    const numbers = () =>
      page
        .locator('.tabulator-row')
        .evaluateAll((all) => all.map((row) => row.getAttribute('aria-rowindex')))
    const grid = page.getByRole('grid', { name: 'Table of runs' })
    await eventually(numbers).toEqual(['2', '3', '4', '5', '6', '7'])
    expect(await grid.getAttribute('aria-rowcount')).toBe('7')
    await page.locator('.heading', { hasText: 'loss.total_best' }).click()
    await eventually(numbers).toEqual(['2', '3', '4', '5', '6', '7'])
    await page.getByLabel('Filter', { exact: true }).fill('tokenizer = vq and seed < 3')
    await eventually(numbers).toEqual(['2', '3'])
    expect(await grid.getAttribute('aria-rowcount')).toBe('3')
    await page.context().close()
  })

  test('the rows are one stop of the Tab key, and arrows lead through them', async () => {
    const opened = await open()
    const { page } = opened
    await page.locator('.tabulator-row').first().waitFor()
    const focused = () =>
      page.evaluate(() => {
        const { activeElement } = document
        const row = activeElement?.closest('.tabulator-row')
        return row && `${row.querySelector('bdi')?.textContent} ${activeElement?.tagName}`
      })
    const stops = () => page.locator('.tabulator-row [tabindex="0"]').count()
    await page.locator('.heading').last().focus()
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('job0 INPUT')
    await page.keyboard.press('ArrowDown')
    await eventually(focused).toBe('job1 INPUT')
    await page.keyboard.press('ArrowRight')
    await eventually(focused).toBe('job1 BUTTON')
    await page.keyboard.press('End')
    await eventually(focused).toBe('job5 BUTTON')
    expect(await stops()).toBe(1)
    await page.keyboard.press('Tab')
    expect(await focused()).toBe(null)
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('job5 BUTTON')
    await page.getByLabel('Filter', { exact: true }).fill('seed = 1')
    await eventually(() => rowCount(opened)).toBe(2)
    await eventually(stops).toBe(1)
    await page.context().close()
  })

  test('what is selected or highlighted is said, and seen without colours', async () => {
    const opened = await open()
    const { page } = opened
    await page.locator('.tabulator-row').first().waitFor()
    await page.emulateMedia({ forcedColors: 'active' })
    await page.getByRole('checkbox', { name: 'Select this run' }).first().check()
    await page.getByLabel('Highlight names like').fill('job1')
    const row = (at: number) => page.locator('.tabulator-row').nth(at)
    await eventually(() => row(1).getAttribute('aria-description')).toBe('highlighted')
    const outline = (at: number) => row(at).evaluate((each) => getComputedStyle(each).outlineStyle)
    expect(await Promise.all([0, 1, 2].map(outline))).toEqual(['solid', 'dashed', 'none'])
    const selected = [0, 1].map((at) => row(at).getAttribute('aria-selected'))
    expect(await Promise.all(selected)).toEqual(['true', 'false'])
    await page.context().close()
  })

  test('columns that do not differ, or are switched off, are not shown and not copied', async () => {
    const opened = await open()
    const { page } = opened
    const titles = () => page.locator('.tabulator-col:visible .heading bdi').allTextContents()
    await table(opened).waitFor()
    expect(await titles()).not.toContain('dataset_name')
    await page.getByRole('button', { name: 'Columns…' }).click()
    await page.getByRole('checkbox', { name: 'tokenizer', exact: true }).uncheck()
    await page.getByRole('button', { name: 'Move seed to the left' }).click()
    await page.getByRole('button', { name: 'Done' }).click()
    await eventually(titles).not.toContain('tokenizer')
    await page.getByRole('button', { name: 'Copy as CSV' }).click()
    await page.getByText('6 rows copied.').first().waitFor()
    const copied = Papa.parse<string[]>(
      (await page.evaluate(() => navigator.clipboard.readText())).trim(),
    ).data
    expect(copied[0]).toEqual(await titles())
    expect(copied).toHaveLength(7)
    expect(copied[1]?.[0]).toBe('job0')
    await page.getByLabel('only columns that differ').uncheck()
    await eventually(titles).toContain('dataset_name')
    await page.context().close()
  })

  test('copied rows are a table for spreadsheets, with numbers to their last digit', async () => {
    const opened = await open()
    const { page } = opened
    await table(opened).waitFor()
    await page.getByRole('button', { name: 'Copy as CSV' }).click()
    await page.getByText('6 rows copied.').first().waitFor()
    const cells = await clipboardCells(page)
    expect(cells).toHaveLength(7)
    const at = cells[0]?.indexOf('loss.total_best') ?? -1
    expect(cells.slice(1).map((row) => row[at])).toEqual(
      rows().map((row) => String(Number(row['loss.total_best']))),
    )
    await page.context().close()
  })

  test('cells that were marked are copied with tabs between them, and as a table', async () => {
    const opened = await open()
    const { page } = opened
    await table(opened).waitFor()
    await page.locator('.tabulator-row').first().waitFor()
    await page.evaluate(() => {
      const [first, second] = document.querySelectorAll('.tabulator-row')
      const textOf = (row: Element | undefined, at: number) =>
        [...(row?.querySelectorAll('bdi') ?? [])].at(at)?.firstChild as Text
      const end = textOf(second, -1)
      getSelection()?.setBaseAndExtent(textOf(first, 0), 0, end, end.length)
    })
    await page.keyboard.press('Control+C')
    const text = await page.evaluate(() => navigator.clipboard.readText())
    const lines = text.split('\n').map((line) => line.split('\t'))
    const shown = await Promise.all(
      [0, 1].map((row) =>
        page.locator('.tabulator-row').nth(row).locator('.tabulator-cell').allTextContents(),
      ),
    )
    expect(lines.map(([name]) => name)).toEqual(['job0', 'job1'])
    const plain = (cell: string) => plainNumber(cell.replace(' (best)', '').replace('–', ''))
    expect(lines[0]).toEqual(shown[0]?.slice(1).map(plain))
    expect(await clipboardCells(page)).toEqual(lines)
    await page.context().close()
  })

  test('cells of other tables are copied with numbers as programs read them', async () => {
    const opened = await open()
    const { page } = opened
    await table(opened).waitFor()
    const cells = 'table:not(.tabulator) tbody td'
    expect(await copiedCells(page, cells, ['−1.2×10⁻⁵', '=1+1'])).toBe("-1.2e-5\t'=1+1")
    await page.context().close()
  })

  test('marked cells that a spreadsheet would take for formulas are copied as texts', async () => {
    const opened = await open()
    const { page } = opened
    await page.locator('.tabulator-row').first().waitFor()
    const cells = '.tabulator-row .tabulator-cell bdi'
    expect(await copiedCells(page, cells, ['=1+1', '=1+1'])).toBe("'=1+1\t'=1+1")
    expect(await clipboardCells(page)).toEqual([["'=1+1", "'=1+1"]])
    await page.context().close()
  })

  test('rows are copied where the browser denies pages its clipboard, or it says so', async () => {
    const opened = await open()
    const { page } = opened
    await table(opened).waitFor()
    await page.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new DOMException('denied'))
    })
    await page.getByRole('button', { name: 'Copy as CSV' }).click()
    await page.getByText('6 rows copied.').first().waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('job0')
    await page.evaluate(() => {
      document.execCommand = () => false
    })
    await page.getByRole('button', { name: /copied|Copy as CSV/ }).click()
    await page.getByText('The browser forbids copying.').first().waitFor()
    await page.context().close()
  })
})

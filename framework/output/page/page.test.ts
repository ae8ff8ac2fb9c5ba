import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import Papa from 'papaparse'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareGroups } from '../../compare/compareGroups.ts'
import { scatter } from '../../plots/kinds/runs/scatter.ts'
import { defineReport } from '../../report/spec/defineReport.ts'
import { HAS_CHROMIUM, sharedChromium } from '../../testing/browser/chromium.ts'
import { type OpenedPage, openPage } from '../../testing/browser/openPage.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { runReport } from '../../testing/runReport.ts'
import { escapeHtml } from '../../text/html.ts'

const spec = defineReport({
  name: 'mine',
  title: 'Which tokenizer',
  analyze({ runs, parameters }) {
    const compared = compareGroups(runs, {
      metric: 'loss.total_best',
      by: 'tokenizer',
      better: 'lower',
      parameters,
    })
    return { runs, tables: { comparisons: compared.table }, findings: compared.findings }
  },
  plot: {
    loss: ({ runs }) =>
      scatter(runs, { x: 'total_time_s', y: 'loss.total_best', group: 'tokenizer' }),
  },
})

const PX_PER_MM = 96 / 25.4

let report: string
let browser: Browser
let rows: Record<string, string>[]

beforeAll(async () => {
  const made = await runReport(spec, {
    sweep: {
      axes: { 'phase1/latent_space': ['none', 'vq'], 'phase1.trainer.seed': [1, 2, 3] },
      additionalRuns: [{ overrides: ['phase1/latent_space=vq'], unfinished: true }],
    },
    overrides: ['gates=["loss.total_best < 0.001"]'],
  })
  report = made.path as string
  rows = Papa.parse<Record<string, string>>(made.read('training/summary.csv').trim(), {
    header: true,
  }).data
  if (HAS_CHROMIUM) browser = await sharedChromium()
})

const open = async (options: Parameters<typeof openPage>[2] = {}) => {
  const opened = await openPage(browser, path.join(report, 'index.html'), options)
  if (options.javaScriptEnabled !== false) {
    await opened.page.locator('#run-table[aria-rowcount]').waitFor()
  }
  return opened
}
const tabs = new Map<string, ReturnType<typeof open>>()
/** A tab for the tests that leave it as they find it. */
const sharedTab = (colorScheme: 'light' | 'dark' = 'light') => {
  const opened = tabs.get(colorScheme) ?? open({ colorScheme })
  tabs.set(colorScheme, opened)
  return opened
}
afterAll(async () => {
  for (const opened of tabs.values()) await (await opened).page.context().close()
})
let text: string | undefined
const html = () => {
  text ??= readFileSync(path.join(report, 'index.html'), 'utf8')
  return text
}
const table = ({ page }: OpenedPage) => page.getByRole('grid')
const column = async ({ page }: OpenedPage, name: string) => {
  const title = page
    .getByRole('columnheader')
    .filter({ has: page.getByText(name, { exact: true }) })
  const field = await title.first().getAttribute('tabulator-field')
  const cells = await page.locator(`.tabulator-cell[tabulator-field="${field}"]`).allTextContents()
  return cells.map((text) => text.replace(' (best)', ''))
}
/** Pages answer at their own pace on a busy machine. */
const eventually = <T>(get: () => T | Promise<T>) => expect.poll(get, { timeout: 30_000 })
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
const view = ({ page }: OpenedPage) =>
  page.evaluate(() => decodeURIComponent(location.hash.replace('#view=', '')))

test('a page of a few runs is below 1 MB, and above what fonts and script take', () => {
  expect(html().length).toBeLessThan(1_000_000)
})

test('every link leads to a file of the report or to a part of the page', () => {
  const links = [...html().matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link = '']) => link)
  const own = links.filter((link) => !link.startsWith('#') && !link.startsWith('data:'))
  const files = readdirSync(report, { recursive: true, encoding: 'utf8' })
  expect(own.length).toBeGreaterThan(10)
  expect(own.map(decodeURIComponent).filter((link) => !files.includes(link))).toEqual([])
  for (const link of links.filter((each) => each.startsWith('#'))) {
    expect([link, html().includes(`id="${link.slice(1)}"`)]).toEqual([link, true])
  }
})

test('no path of the machine is in the page, though it was typed', () => {
  expect(html().includes(path.dirname(path.dirname(report)))).toBe(false)
  expect(html().includes('inputs.sweep_dir=&#34;multiruns/exp_')).toBe(true)
})

test('what was found, which gate failed and which run was left out stand at the top', () => {
  const text = html()
    .replace(/<script[\s\S]*/, '')
    .replace(/<style>[\s\S]*?<\/style>/, '')
  expect(text).toMatch(/id="findings"[\s\S]*vq is worse than none/)
  expect(text).toContain('✗ 1 gate failed')
  expect(text).toMatch(/✗ fail<\/strong> <code>loss.total_best &#60; 0.001/)
  expect(text).toMatch(
    /id="skipped"[\s\S]*job6<\/td><td dir="auto">facts\/events.jsonl holds no on_train_end/,
  )
})

describe.skipIf(!HAS_CHROMIUM)('in Chromium', () => {
  test('nothing complains, and nothing is asked for but the printed figures beside it', async () => {
    const { page, complaints, requests } = await sharedTab()
    await page.locator('.tabulator-row').first().waitFor()
    await page.locator('#figure-0 canvas').first().waitFor()
    expect(complaints).toEqual([])
    expect(requests.map((url) => path.basename(url))).toEqual(['figure-loss.png'])
  })

  test('the table has the runs and the values of the CSV', async () => {
    const opened = await sharedTab()
    await table(opened).waitFor()
    expect(await rowCount(opened)).toBe(rows.length)
    expect(await column(opened, 'run')).toEqual(rows.map(({ run }) => run))
    const losses = await column(opened, 'loss.total_best')
    for (const [row, text] of losses.entries()) {
      expect(Number(text)).toBeCloseTo(Number(rows[row]?.['loss.total_best']), 4)
    }
    const best = Math.min(...rows.map((row) => Number(row['loss.total_best'])))
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
    const ofVq = rows
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
    const worst = [...rows].sort(
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
      rows.map((row) => String(Number(row['loss.total_best']))),
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
    expect(lines[0]).toEqual(
      shown[0]?.slice(1).map((cell) => cell.replace(' (best)', '').replace('–', '')),
    )
    expect(await clipboardCells(page)).toEqual(lines)
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

  test('the card of a run has what it was given, its curves, command and files, and differences', async () => {
    const { page } = await sharedTab()
    await page.getByRole('button', { name: 'job0', exact: true }).focus()
    await page.keyboard.press('Enter')
    const card = page.getByRole('dialog', { name: 'job0' })
    await card.waitFor()
    expect(await card.getByRole('row', { name: 'seed 1', exact: true }).count()).toBe(1)
    expect(await card.getByRole('img', { name: /^val_loss \(val\): from/ }).count()).toBe(1)
    expect(await card.locator('pre').textContent()).toContain('phase1/latent_space=none')
    expect(await card.getByText('facts/events.jsonl').count()).toBe(1)
    await card.getByLabel('Differences from').fill('job5')
    expect(await card.locator('tr.differs').first().textContent()).toMatch(/none/)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (colorScheme) => {
    const { page } = await sharedTab(colorScheme)
    await page.locator('#figure-0 canvas').first().waitFor()
    const problems = async () => {
      // The policy of the page lets no script in; a test may get one past it.
      const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')
      await page.evaluate(axe)
      return page.evaluate(async () => {
        const { violations } = await (
          Reflect.get(window, 'axe') as { run(): Promise<{ violations: Violation[] }> }
        ).run()
        interface Violation {
          id: string
          nodes: { html: string; failureSummary: string }[]
        }
        return violations.map(({ id, nodes }) => [
          id,
          nodes
            .slice(0, 3)
            .map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`),
        ])
      })
    }
    expect(await problems()).toEqual([])
    await page.getByRole('button', { name: 'job0', exact: true }).click()
    expect(await problems()).toEqual([])
    await page.keyboard.press('Escape')
  })

  test.each([1280, 420])(
    'no text is below 12 px and nothing is wider than %s px',
    async (width) => {
      const { page } = await open({ width })
      await page.locator('#figure-0 canvas').first().waitFor()
      const { sizes, overflow } = await page.evaluate(() => {
        const texts = [...document.querySelectorAll('body *')].filter((element) =>
          [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
        )
        const seen = texts.filter((element) => element.checkVisibility())
        return {
          sizes: seen.map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
          overflow: document.documentElement.scrollWidth - innerWidth,
        }
      })
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12)
      expect(overflow).toBeLessThanOrEqual(0)
      await page.context().close()
    },
  )

  test('without scripts, all that the report says is there', async () => {
    const { page } = await open({ javaScriptEnabled: false })
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Findings',
      'Gates',
      'Missing or doubtful',
      'Runs',
      'Figures',
      'Comparisons',
      'Inference',
      'Runs left out',
      'Configuration',
      'Provenance',
      'Downloads',
    ])
    expect(
      await page.getByRole('table', { name: 'Runs', exact: true }).getByRole('row').count(),
    ).toBe(7)
    expect(await page.getByRole('img').count()).toBe(1)
    await page.context().close()
  })

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

  test('light or dark is kept when the page is loaded again', async () => {
    const { page } = await open({ colorScheme: 'light' })
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.getByRole('button', { name: 'Dark' }).click()
    await page.reload()
    expect(await paper()).toBe('rgb(27, 31, 36)')
    await page.getByRole('button', { name: 'Light' }).click()
    await page.reload()
    expect(await paper()).toBe('rgb(255, 255, 255)')
    await page.context().close()
  })

  test('in a sandboxed frame, which has no address and keeps nothing, the page works without complaints', async () => {
    const frame = escapeHtml(html())
    const file = writeTree({
      'a.html': `<!doctype html><iframe sandbox="allow-scripts" width="1200" height="800" srcdoc="${frame}">`,
    })
    const { page, complaints } = await openPage(browser, path.join(file, 'a.html'))
    const inner = page.frameLocator('iframe')
    await inner.locator('.tabulator-row').first().waitFor()
    await inner.getByLabel('Filter', { exact: true }).fill('seed = 1')
    await eventually(() => inner.locator('.tabulator-row').count()).toBe(2)
    await inner.getByRole('button', { name: 'Dark' }).click()
    await page.waitForTimeout(500)
    expect(complaints.filter((text) => /SecurityError|Uncaught/.test(text))).toEqual([])
    await page.context().close()
  })

  test('the reader chooses light or dark', async () => {
    const { page } = await sharedTab('dark')
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(await paper()).toBe('rgb(27, 31, 36)')
    await page.getByRole('button', { name: 'Light' }).click()
    expect(await paper()).toBe('rgb(255, 255, 255)')
    await page.getByRole('button', { name: 'Dark' }).click()
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { HAS_CHROMIUM } from '../../testing/browser/chromium.ts'
import { eventually, exampleReport } from '../../testing/browser/exampleReport.ts'
import { openPage } from '../../testing/browser/openPage.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { escapeHtml } from '../../text/html.ts'

const { folder, browser, html, open, sharedTab } = exampleReport()

test('a page of a few runs is below 1 MB, and above what fonts and script take', () => {
  expect(html().length).toBeLessThan(1_000_000)
})

test('every link leads to a file of the report or to a part of the page', () => {
  const links = [...html().matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link = '']) => link)
  const own = links.filter((link) => !link.startsWith('#') && !link.startsWith('data:'))
  const files = readdirSync(folder(), { recursive: true, encoding: 'utf8' })
  expect(own.length).toBeGreaterThan(10)
  expect(own.map(decodeURIComponent).filter((link) => !files.includes(link))).toEqual([])
  for (const link of links.filter((each) => each.startsWith('#'))) {
    expect([link, html().includes(`id="${link.slice(1)}"`)]).toEqual([link, true])
  }
})

test('no path of the machine is in the page, though it was typed', () => {
  expect(html().includes(path.dirname(path.dirname(folder())))).toBe(false)
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

  test('light or dark is kept when the page is loaded again', async () => {
    const { page } = await open({ colorScheme: 'light' })
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    // Chromium hands what a page keeps to another process, which may answer the next page before it has it.
    const loadedAgain = async () => {
      await page.reload()
      return paper()
    }
    await page.getByRole('button', { name: 'Dark' }).click()
    await eventually(loadedAgain).toBe('rgb(27, 31, 36)')
    await page.getByRole('button', { name: 'Light' }).click()
    await eventually(loadedAgain).toBe('rgb(255, 255, 255)')
    await page.context().close()
  })

  test('in a sandboxed frame, which has no address and keeps nothing, the page works without complaints', async () => {
    const frame = escapeHtml(html())
    const file = writeTree({
      'a.html': `<!doctype html><iframe sandbox="allow-scripts" width="1200" height="800" srcdoc="${frame}">`,
    })
    const { page, complaints } = await openPage(browser(), path.join(file, 'a.html'))
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

import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'

/** A page that was opened from its file, and what it did unasked. */
export interface OpenedPage {
  readonly page: Page
  /** What its console said, and errors that nothing caught. */
  readonly complaints: readonly string[]
  /** What it asked for besides itself. */
  readonly requests: readonly string[]
}

/** The browser is shared by test files, and another one may keep it busy for longer than Playwright waits. */
const MOST_WAITED_MS = 90_000

/** Opens a file in a tab of its own. */
export async function openPage(
  browser: Browser,
  file: string,
  {
    width = 1280,
    hash = '',
    ...options
  }: {
    width?: number
    hash?: string
    colorScheme?: 'light' | 'dark'
    javaScriptEnabled?: boolean
  } = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({
    ...options,
    viewport: { width, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(MOST_WAITED_MS)
  const page = await context.newPage()
  const address = pathToFileURL(file).href
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    const url = request.url()
    if (url.split('#')[0] !== address && !url.startsWith('data:')) requests.push(url)
  })
  await page.goto(address + hash)
  return { page, complaints, requests }
}

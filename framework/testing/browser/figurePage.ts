import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { rolldown } from 'rolldown'

/** Of the tab that figures are looked at in. */
export const VIEWPORT = { width: 900, height: 700 }

let written: Promise<string> | undefined

/**
 * Writes a page that can draw figures, once per process: offline, under a policy that lets it run its own script
 * and nothing else. The functions of `liveFigures.ts` are global on it.
 *
 * @returns its address
 */
export function writeFigurePage(): Promise<string> {
  written ??= bundleFigurePage()
  return written
}

async function bundleFigurePage(): Promise<string> {
  const bundle = await rolldown({
    input: path.join(import.meta.dirname, 'liveFigures.ts'),
    platform: 'browser',
  })
  const { output } = await bundle.generate({ format: 'iife' })
  await bundle.close()
  const script = output[0].code.replaceAll('</script', '<\\/script')
  const style = `${fontFaces()} body { margin: 0; font-family: SourceSans }`
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; font-src data:`
  const folder = await mkdtemp(path.join(tmpdir(), 'figure-page-'))
  const file = path.join(folder, 'index.html')
  await writeFile(
    file,
    `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
      `<meta http-equiv="Content-Security-Policy" content="${policy}"><title>Figures</title>` +
      `<style>${style}</style></head><body><main></main><script>${script}</script></body></html>`,
  )
  return pathToFileURL(file).href
}

/** Opens the page in a tab of its own; what its console says of errors is collected. `load` loads it anew. */
export async function openFigurePage(
  browser: Browser,
  address: string,
  options: { readonly hasTouch?: boolean } = {},
): Promise<{ page: Page; errors: string[]; load(): Promise<void> }> {
  const page = await browser.newPage({ viewport: VIEWPORT, ...options })
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  const load = async () => {
    await page.goto(address)
    await page.evaluate(() =>
      Promise.all([400, 600].map((w) => document.fonts.load(`${w} 12px SourceSans`))),
    )
  }
  await load()
  return { page, errors, load }
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

function fontFaces(): string {
  const { resolve } = createRequire(import.meta.url)
  const face = (style: string, weight: number) => {
    const file = resolve(`@expo-google-fonts/source-sans-3/${style}/SourceSans3_${style}.ttf`)
    const url = `data:font/ttf;base64,${readFileSync(file, 'base64')}`
    return `@font-face { font-family: SourceSans; font-weight: ${weight}; src: url(${url}) }`
  }
  return face('400Regular', 400) + face('600SemiBold', 600)
}

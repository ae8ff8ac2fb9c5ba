// Takes the picture of a report's page that the README shows: npm run gallery
// A page that looks as before leaves the picture alone, so that another platform does not change it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { buildIfStale } from '../bin/buildIfStale.js'

const ROOT = path.join(import.meta.dirname, '..')
const PICTURE = path.join(import.meta.dirname, 'page.png')
const CHROMIUM = '/usr/bin/chromium'
/** Of the page, its first findings and figures; what differs from report to report of the same runs is hidden. */
const EXCERPT = `
  .under, .asked, #findings li:nth-child(n + 4), section:not(#findings, #figures) { display: none }
`
/** What is seen at once of the page, in CSS pixels. */
const WINDOW = { width: 920, height: 940 }

await buildIfStale()
const { compactPicture, comparePictures } = await import('../dist/framework/testing/internals.js')
if (!existsSync(CHROMIUM)) {
  console.log('docs/page.png: left as it is, since there is no Chromium')
  process.exit()
}
const folder = mkdtempSync(path.join(tmpdir(), 'page-'))
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
try {
  const page = await browser.newPage({ viewport: WINDOW, colorScheme: 'light', bypassCSP: true })
  await page.goto(`file://${makeReport(folder)}`)
  await page.addStyleTag({ content: EXCERPT })
  await page.waitForTimeout(3_000)
  await page.evaluate(() => document.querySelector('canvas')?.scrollIntoView({ block: 'end' }))
  await page.evaluate(() => scrollTo(0, 0))
  await page.waitForTimeout(3_000)
  const png = await page.screenshot()
  if (!existsSync(PICTURE) || comparePictures(readFileSync(PICTURE), png)) {
    const bytes = compactPicture(png)
    writeFileSync(PICTURE, bytes)
    console.log(`docs/page.png: ${bytes.length} bytes`)
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true })
}

/** Makes a report over the fixture of compare_runs; the path of its page. */
function makeReport(outputRoot) {
  const words = ['-n', 'compare_runs', '--quiet', `env.output_root=${outputRoot}`]
  const inputs = [
    'inputs.sweep_dir=fixtures/compare_runs/outputs',
    'outputs.back_links=false',
    'cache=false',
  ]
  const command = [path.join(ROOT, 'bin/thesis-report.js'), ...words, ...inputs]
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { cwd: ROOT })
  if (status !== 0) throw new Error(String(stderr))
  return path.resolve(ROOT, String(stdout).trim())
}

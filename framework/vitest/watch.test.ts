/** @module-tag slow */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readCheckedFiles } from '../output/data/checksums.ts'
import { appendScalars } from '../testing/appendScalars.ts'
import { HAS_CHROMIUM, sharedChromium } from '../testing/browser/chromium.ts'
import {
  reportsBelow,
  SPREAD_REPORT,
  startVitest,
  testProject,
  testSweep,
} from '../testing/testProject.ts'

/** In a page whose report follows its runs. */
const MARK = />live<\/span>/

/** Vitest in watch mode over a sweep of four runs, stopped at the end of the test. */
function watchSweep(options: readonly string[] = [], overrides: readonly string[] = []) {
  const { root, sweepDir, runDirs } = testSweep()
  const words = [
    ...['--watch', ...options, 'reports/spread', '--'],
    ...[`inputs.sweep_dir=${sweepDir}`, ...overrides],
  ]
  const vitest = startVitest(testProject({ spread: SPREAD_REPORT }), words)
  onTestFinished(() => vitest.stop())
  const reportsDir = path.join(root, 'outputs/reports')
  const reports = () => reportsBelow(path.join(root, 'outputs'))
  return { vitest, runDirs, reports, reportsDir }
}

const readReport = (report: string): unknown =>
  JSON.parse(readFileSync(path.join(report, 'report.json'), 'utf8'))

test('a report is made again in its place when a run has a new epoch', async () => {
  const { vitest, runDirs, reports, reportsDir } = watchSweep()
  const [run] = runDirs as [string]
  // An earlier report is none of this session's.
  mkdirSync(path.join(reportsDir, 'report_20250101-000000_spread'), { recursive: true })
  // It is still training.
  rmSync(path.join(run, 'facts/events.jsonl'))
  await vitest.waitFor(/Report over 4 runs written to[\s\S]*Waiting for file changes/)
  const [, made] = reports()
  const report = path.join(reportsDir, String(made))
  const page = () => readFileSync(path.join(report, 'index.html'), 'utf8')
  expect(readReport(report)).toMatchObject({ live: true })
  expect(page()).toMatch(MARK)

  vitest.forget()
  appendScalars(run, { epoch: 3, split: 'val', valLoss: 1e-5 })
  await vitest.waitFor(/Report over 4 runs written to/)
  expect(reports()).toEqual(['report_20250101-000000_spread', made])
  expect(readFileSync(path.join(report, 'training/summary.csv'), 'utf8')).toContain(',0.00001,')
  expect(readFileSync(path.join(run, 'report_pointer.txt'), 'utf8')).toBe(`${made}\n`)

  await vitest.stop()
  expect(readReport(report)).not.toHaveProperty('live')
  expect(page()).not.toMatch(MARK)
  await expect(readCheckedFiles(report)).resolves.toBeInstanceOf(Map)
  expect(readdirSync(report)).not.toContain('.ended')
})

test('a report is made again when a run is removed', async () => {
  const { vitest, runDirs } = watchSweep([], ['outputs.which_figures=[]'])
  await vitest.waitFor(/Report over 4 runs written to[\s\S]*Waiting for file changes/)
  vitest.forget()
  rmSync(String(runDirs[0]), { recursive: true })
  await vitest.waitFor(/Report over 3 runs written to/)
})

test('inputs.require_complete=true waits for the end of each run, and is told it in time', async () => {
  const { vitest, runDirs } = watchSweep([], ['inputs.require_complete=true'])
  const [run] = runDirs as [string]
  const events = path.join(run, 'facts/events.jsonl')
  const ended = readFileSync(events)
  rmSync(events)
  await vitest.waitFor(/Report over 3 runs written to[\s\S]*Waiting for file changes/)
  vitest.forget()
  writeFileSync(events, ended)
  await vitest.waitFor(/Report over 4 runs written to/)
})

/** A report that says which process made it, and a word of a file of its own. */
const TOLD_REPORT = `
import { defineReport, loadRuns } from 'thesis-report'
import { WORD } from './word.ts'

export default defineReport({
  name: 'spread',
  title: 'Spread over seeds',
  collect: ({ inputs }) => loadRuns(inputs),
  analyze: ({ runs }) => ({ runs, summary: { pid: process.pid, word: WORD } }),
  plot: {},
})
`

/** A watched report that says which process made it; `made` resolves to what it says when it is made again. */
function watchTold() {
  const { root, sweepDir, runDirs } = testSweep()
  const project = testProject({ spread: TOLD_REPORT })
  const wordFile = path.join(project, 'reports/spread/word.ts')
  writeFileSync(wordFile, "export const WORD = 'first'\n")
  watchBelowNodeModules(project)
  const words = ['--watch', 'reports/spread', '--', `inputs.sweep_dir=${sweepDir}`]
  const vitest = startVitest(project, words)
  onTestFinished(() => vitest.stop())
  const made = async () => {
    await vitest.waitFor(/written to[\s\S]*Waiting for file changes/)
    vitest.forget()
    const [report] = reportsBelow(path.join(root, 'outputs'))
    const file = path.join(root, 'outputs/reports', String(report), 'training/summary.json')
    const { analysis } = JSON.parse(readFileSync(file, 'utf8'))
    return analysis as { pid: number; word: string }
  }
  const train = (epoch: number) => {
    appendScalars(String(runDirs[0]), { epoch, split: 'val', valLoss: 1e-3 / epoch })
  }
  return { vitest, wordFile, made, train }
}

test('the process that made a report makes it again when runs change, a new one when code does', async () => {
  const { wordFile, made, train } = watchTold()
  const first = await made()
  train(3)
  expect(await made()).toMatchObject({ pid: first.pid, word: 'first' })
  writeFileSync(wordFile, "export const WORD = 'second'\n")
  const edited = await made()
  expect(edited.word).toBe('second')
  expect(edited.pid).not.toBe(first.pid)
})

test('a process that waits may be killed, and ends with Vitest', async () => {
  const { vitest, made, train } = watchTold()
  const { pid } = await made()
  process.kill(pid, 'SIGKILL')
  train(3)
  const again = await made()
  expect(again.pid).not.toBe(pid)
  await vitest.stop()
  await expect.poll(() => existsSync(`/proc/${again.pid}`), { timeout: 60_000 }).toBe(false)
})

/** Vite takes what lies below node_modules for packages, which do not change; there test projects are. */
function watchBelowNodeModules(project: string): void {
  const file = path.join(project, 'vitest.config.ts')
  const watched = "export default { server: { watch: { ignored: ['!**/node_modules/.cache/**'] } },"
  writeFileSync(file, readFileSync(file, 'utf8').replace('export default {', watched))
}

test.skipIf(!HAS_CHROMIUM)(
  'the UI shows figures, links to the page, and draws one again without making another report (needs Chromium)',
  async () => {
    const { vitest, reports } = watchSweep(['--ui', '--open=false', '--api.port=0'])
    const output = await vitest.waitFor(/UI started at (http:\S+)[\s\S]*written to/)
    const page = await (await sharedChromium()).newPage()
    onTestFinished(() => page.context().close())
    await page.goto(String(/UI started at (http:\S+)/.exec(output)?.[1]))
    await page.getByPlaceholder('Search').fill('plot time')
    const item = page.getByText('plot time').first()
    await item.dispatchEvent('click')
    const picture = page.locator('img[src*="figure-time"]')
    await picture.waitFor()
    expect(await picture.evaluate((image) => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(0)

    const link = page.locator('a', { has: page.locator('img[src*="thesis_report"]') })
    const [opened] = await Promise.all([page.waitForEvent('popup'), link.first().click()])
    await opened.waitForLoadState()
    expect(opened.url()).toMatch(/\/spread\/$/)
    expect(await opened.title()).toBe('Spread over seeds')

    vitest.forget()
    await page.getByTestId('btn-run-test').last().dispatchEvent('click')
    await vitest.waitFor(/1 passed \| 3 skipped/)
    expect(reports()).toHaveLength(1)
  },
)

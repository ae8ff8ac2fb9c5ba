import { readFileSync } from 'node:fs'
import path from 'node:path'
import Papa from 'papaparse'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { compareGroups } from '../../compare/compareGroups.ts'
import { scatter } from '../../plots/kinds/runs/scatter.ts'
import { defineReport } from '../../report/spec/defineReport.ts'
import { runReport } from '../runReport.ts'
import { HAS_CHROMIUM, sharedChromium } from './chromium.ts'
import { type OpenedPage, openPage } from './openPage.ts'

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

type OpenOptions = Parameters<typeof openPage>[2]

/** A report whose page tests look at, and tabs with that page. */
export interface ExampleReport {
  /** The folder of the report. */
  readonly folder: () => string
  readonly browser: () => Browser
  /** The rows of `training/summary.csv`. */
  readonly rows: () => readonly Record<string, string>[]
  readonly html: () => string
  /** A tab of its own, once the table of runs is there. */
  readonly open: (options?: OpenOptions) => Promise<OpenedPage>
  /** A tab for the tests that leave it as they find it. */
  readonly sharedTab: (colorScheme?: 'light' | 'dark') => Promise<OpenedPage>
}

/**
 * Makes a report over two settings, and a further run that is left out, with a gate that does not hold, for the tests of
 * a file.
 *
 * @param numSeeds runs of each setting. Default 3
 */
export function exampleReport({ numSeeds = 3 } = {}): ExampleReport {
  let report: string
  let browser: Browser
  let rows: Record<string, string>[]
  let html: string
  beforeAll(async () => {
    const made = await runReport(spec, {
      sweep: {
        axes: {
          'phase1/latent_space': ['none', 'vq'],
          'phase1.trainer.seed': Array.from({ length: numSeeds }, (_, at) => at + 1),
        },
        additionalRuns: [{ overrides: ['phase1/latent_space=vq'], unfinished: true }],
      },
      overrides: ['gates=["loss.total_best < 0.001"]'],
    })
    report = made.path as string
    html = readFileSync(path.join(report, 'index.html'), 'utf8')
    const summary = made.read('training/summary.csv').trim()
    rows = Papa.parse<Record<string, string>>(summary, { header: true }).data
    if (HAS_CHROMIUM) browser = await sharedChromium()
  })
  const open = async (options: OpenOptions = {}) => {
    const opened = await openPage(browser, path.join(report, 'index.html'), options)
    if (options.javaScriptEnabled !== false) {
      await opened.page.locator('#run-table[aria-rowcount]').waitFor()
    }
    return opened
  }
  const tabs = new Map<string, Promise<OpenedPage>>()
  afterAll(async () => {
    for (const opened of tabs.values()) await (await opened).page.context().close()
  })
  return {
    folder: () => report,
    browser: () => browser,
    rows: () => rows,
    html: () => html,
    open,
    sharedTab: (colorScheme = 'light') => {
      const opened = tabs.get(colorScheme) ?? open({ colorScheme })
      tabs.set(colorScheme, opened)
      return opened
    },
  }
}

/** Pages answer at their own pace on a busy machine. */
export function eventually<T>(get: () => T | Promise<T>): ReturnType<typeof expect.poll> {
  return expect.poll(get, { timeout: 30_000 })
}

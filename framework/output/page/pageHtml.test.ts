import { writeFileSync } from 'node:fs'
import { table } from 'arquero'
import { describe, expect, test } from 'vitest'
import { scatter } from '../../plots/kinds/runs/scatter.ts'
import { HAS_CHROMIUM, sharedChromium } from '../../testing/browser/chromium.ts'
import { openPage } from '../../testing/browser/openPage.ts'
import { writtenReport as written } from '../../testing/browser/writtenReport.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import type { ReportJson } from '../data/reportJson.ts'
import type { WrittenReport } from './data/writtenReport.ts'
import { pageAssets } from './pageAssets.ts'
import { livePageHtml, pageHtml } from './pageHtml.ts'

const html = (report: WrittenReport) => pageHtml(report, { script: '', style: '' })

describe('what is missing is said, and no place is empty', () => {
  test.each([
    ['no runs', written(0), 'No run was used.'],
    ['one run', written(1), 'Only one run was used'],
    ['no findings', written(3), 'found nothing to compare'],
    [
      'tables without findings',
      written(3, { report: { tables: [{ name: 'best', file: 'training/best.csv' }] } }),
      'nothing that it found into sentences: look at its tables and figures.',
    ],
    ['no figures', written(3), 'No figure was drawn.'],
    ['no tables', written(3), 'This report made no tables beyond that of the runs.'],
    [
      'no tables but of inference',
      written(3, {
        tables: [{ name: 'models', file: 'inference/models.csv', columns: [], rows: [] }],
      }),
      'Nothing was compared; what the models measure is in the tables of <a href="#inference">',
    ],
    ['no inference', written(3), 'No model was run: inference.enabled=true asks for it'],
    ['nothing left out', written(3), 'No run was left out.'],
    ['nothing doubtful', written(3), 'Nothing failed, no run was left out and nothing looked odd.'],
    ['an earlier version', written(3), 'kept its configuration in manifest.yaml only'],
    [
      'inference without results',
      written(3, {
        report: {
          request: { ...emptyRequest(), config: { inference: { enabled: true } } },
          failed: [{ task: 'infer exp_1', reason: 'there is no model.onnx' }],
        },
      }),
      'There are no results of inference: there is no model.onnx',
    ],
    [
      'what failed',
      written(3, { report: { failed: [{ task: 'plot loss', reason: 'no column x' }] } }),
      '<strong class="badge fail">✗ failed</strong> <strong>plot loss</strong>: no column x',
    ],
    [
      'what had nothing to do',
      written(3, { report: { not_run: [{ task: 'plot a', reason: 'nothing differs' }] } }),
      '<summary>1 part without anything to do</summary>',
    ],
    [
      'an empty table',
      written(3, {
        tables: [{ name: 'best', file: 'training/best.csv', columns: ['a'], rows: [] }],
      }),
      'This table has no rows.',
    ],
  ])('%s', (_, report, sentence) => {
    expect(html(report)).toContain(sentence)
  })
})

test('comparisons of models stand beside those of runs, the other tables of inference under inference', () => {
  const files = ['training/best.csv', 'inference/models.csv', 'inference/comparisons.csv']
  const tables = files.map((file) => ({
    ...{ name: file.replace(/.*\/|\.csv/g, ''), file, columns: ['a'], rows: [] },
  }))
  const page = html(written(3, { tables }))
  const headings = [...page.matchAll(/<h2[^>]*>([^<]*)<|<h3>([^<]*)</g)].map(
    ([, h2, h3]) => h2 ?? h3,
  )
  const [comparisons, inference] = [headings.indexOf('Comparisons'), headings.indexOf('Inference')]
  expect(headings.slice(comparisons, inference + 2)).toEqual([
    'Comparisons',
    'best',
    'comparisons of models',
    'Inference',
    'models',
  ])
})

test('on paper, parameters that all runs share do not take the place of those that differ', () => {
  const shared = Array.from({ length: 9 }, (_, at) => `shared${at}`)
  const report = written(2, {
    runs: table({
      run_dir: ['x/a', 'x/b'],
      run: ['a', 'b'],
      ...Object.fromEntries(shared.map((name) => [name, [1, 1]])),
      lr: [0.1, 0.2],
      loss: [3, 4],
    }),
    report: { columns: { parameters: [...shared, 'lr'], metrics: [], compared: 'loss' } },
  })
  const [, printed = ''] = html(report).split('id="run-static"')
  expect(
    [...printed.matchAll(/<th scope="col"[^>]*>([^<]*)</g)].map(([, name]) => name).slice(0, 3),
  ).toEqual(['run', 'lr', 'loss'])
  expect(printed).toContain('The same in all rows: shared0 = 1')
})

test('a table that is wider than a printed page says how much of it is there', () => {
  const columns = Array.from({ length: 20 }, (_, at) => `c${at}`)
  const rows = [0, 1].map((row) => columns.map((_, at) => String(row + at)))
  const report = written(3, {
    tables: [{ name: 'wide', file: 'training/wide.csv', columns, rows }],
  })
  expect(html(report)).toContain('on-paper">12 of 20 columns; all are in the file.')
})

test('the example of a filter is met by a run', () => {
  const runs = table({
    run_dir: ['a', 'b', 'c', 'd'],
    run: ['a', 'b', 'c', 'd'],
    tokenizer: ['none', 'none', 'vq', 'vq'],
    codebook: [null, null, 512, 512],
  })
  const columns = { parameters: ['tokenizer', 'codebook'], metrics: [], compared: null }
  expect(html(written(4, { runs, report: { columns } }))).toContain(
    'placeholder="tokenizer = vq and codebook &#60;= 512"',
  )
})

test('a report that follows its runs is marked, and once it has ended it is as any other', () => {
  const following = written(3, { report: { live: true } })
  const { page, ended } = livePageHtml(following, { script: '', style: '' })
  expect(page).toContain('>live</span>')
  expect(ended).toBe(html(written(3)))
})

function emptyRequest(): NonNullable<ReportJson['request']> {
  return { command: '', overrides: [], config: {}, choices: {}, changed: [] }
}

test('a table shows what differs in few digits, and says what all rows share', () => {
  const report = written(2, {
    tables: [
      {
        name: 'comparisons',
        file: 'training/comparisons.csv',
        columns: ['by', 'ratio', 'unit'],
        numeric: ['ratio'],
        rows: [
          ['lr', '1.23456', ''],
          ['lr', '-0.00001', ''],
        ],
      },
    ],
  })
  expect(html(report)).toContain('<td dir="auto" class="number">1.23</td>')
  expect(html(report)).toContain('−1.00×10⁻⁵')
  expect(html(report)).toContain('The same in all rows: by = lr.')
  expect(html(report)).not.toContain('<th scope="col" class="">unit</th>')
})

test('a figure that is too large to be live shows what was printed', () => {
  const figure = scatter(table({ run_dir: ['a', 'b'], x: [1, 2], y: [3, 4] }), { x: 'x', y: 'y' })
  const texts = Array.from({ length: 60_000 }, (_, at) => `note ${at}`)
  const entry = {
    ...{ name: 'loss', part: 'training' as const, caption: 'Loss.', notes: [], alt: 'A scatter.' },
    ...{ files: ['training/figures/figure-loss.svg'], data: 'data/figures/training-loss.json' },
  }
  const large = written(2, { figures: [{ ...entry, figure: { ...figure, notes: texts } }] })
  expect(html(large)).toContain('This figure is too large to be live here')
  expect(html(large)).toContain('<img src="training/figures/figure-loss.svg" alt="A scatter."')
  const small = written(2, { figures: [{ ...entry, figure }] })
  expect(html(small)).not.toContain('too large')
})

const size = (report: WrittenReport) => pageHtml(report, pageAssets()).length

describe('pages of many runs stay below 3 MB', () => {
  test('10 000 runs', () => {
    expect(size(written(10_000))).toBeLessThan(3_000_000)
  })

  test('1000 runs with 500 columns, of which those without room are counted', () => {
    const columns = Array.from({ length: 500 }, (_, at): [string, unknown[]] => [
      at === 0 ? 'run_dir' : `column ${at}`,
      Array.from({ length: 1000 }, (_, run) => (at === 0 ? `r${run}` : Math.sin(run * at))),
    ])
    const report = written(1000, { runs: table(columns) })
    expect(size(report)).toBeLessThan(3_000_000)
    expect(html(report)).toMatch(/\((\d+) columns only there\)/)
  })

  test('1000 runs with curves and command lines', () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => at)
    const names = Array.from({ length: 20 }, (_, at) => `metric_${at}`)
    const epochs = table([
      ['run_dir', rows.map((at) => `multirun/2025-11-03/exp_${Math.floor(at / 100)}`)],
      ['epoch', rows.map((at) => at % 100)],
      ...names.map((name, at): [string, number[]] => [name, rows.map((row) => Math.sin(row * at))]),
    ])
    const details = Array.from({ length: 1000 }, (_, run) => ({
      run_dir: `multirun/2025-11-03/exp_${run}`,
      command: `python train.py ${'x'.repeat(run % 200)} seed=${run}`,
      files: [`multirun/2025-11-03/exp_${run}/metrics.csv`],
    }))
    expect(size(written(1000, { epochs, details }))).toBeLessThan(3_000_000)
  })
})

test.skipIf(!HAS_CHROMIUM)(
  '10 000 runs are a page of few elements and little memory (needs Chromium)',
  { tags: ['slow'] },
  async () => {
    const file = `${writeTree({})}/index.html`
    writeFileSync(file, pageHtml(written(10_000), pageAssets()))
    const { page, complaints } = await openPage(await sharedChromium(), file)
    try {
      await page.locator('.tabulator-row').first().waitFor()
      await page.getByLabel('Filter', { exact: true }).fill('lr < 0.05 and seed = 3')
      await expect
        .poll(() => page.locator('#run-count').textContent(), { timeout: 30_000 })
        .toBe('1333 of 10000 runs')
      await page.getByLabel('Group by').selectOption('lr')
      await expect.poll(() => page.locator('.tabulator-row').count(), { timeout: 30_000 }).toBe(2)
      await page.getByLabel('Group by').selectOption('')
      await page.getByLabel('Filter', { exact: true }).fill('')
      await expect
        .poll(() => page.locator('#run-count').textContent(), { timeout: 30_000 })
        .toBe('10000 runs')
      expect(await page.locator('.tabulator-row').count()).toBeLessThan(200)
      const session = await page.context().newCDPSession(page)
      await session.send('HeapProfiler.collectGarbage')
      const { usedSize } = await session.send('Runtime.getHeapUsage')
      expect(usedSize).toBeLessThan(150e6)
      expect(complaints).toEqual([])
    } finally {
      await page.context().close()
    }
  },
)

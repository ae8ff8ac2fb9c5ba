import { createHash } from 'node:crypto'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fromCSV } from 'arquero'
import { expect, test } from 'vitest'
import { runReport } from '../../../testing/runReport.ts'
import { defineReport } from '../../spec/defineReport.ts'

const REPORT = defineReport({ name: 'mine', title: 'Mine', plot: {} })
const SWEEP = {
  axes: { 'phase1/latent_space': ['none', 'vq'], 'phase1.trainer.seed': [1, 2, 3] },
  epochs: 3,
}

/** The report over a sweep in which vq has the larger losses, with these gates. */
function run(gates: readonly string[], overrides: readonly string[] = []) {
  return runReport(REPORT, {
    sweep: SWEEP,
    overrides: [`gates=${JSON.stringify(gates)}`, ...overrides],
  })
}

test('a gate that holds says so in summary.md, with its numbers', async () => {
  const made = await run(['loss.total_best of best tokenizer <= 1000'])
  expect(made.failed).toEqual([])
  expect(made.read('training/summary.md')).toMatch(
    /## Gates\n\n- holds: loss\.total\\_best of best tokenizer \\<= 1000\. loss\.total\\_best of tokenizer=none is [\d.]+ /,
  )
})

test('one that does not hold fails the report with its numbers, which is made nevertheless', async () => {
  const made = await run(['loss.total_best of best tokenizer <= 1e-9', 'loss.total_best > 0'])
  expect(made.failed.map(({ task }) => task)).toEqual([
    'gate loss.total_best of best tokenizer <= 1e-9',
  ])
  expect(made.failed[0]?.reason).toMatch(
    /does not hold: loss\.total_best of tokenizer=none is [\d.]+ \[[\d.]+, [\d.]+\] over 3 runs, the best of 2 \(97\.5 % interval\); the gate is <= /,
  )
  expect(made.read('manifest.yaml')).toContain(
    'task: gate loss.total_best of best tokenizer <= 1e-9',
  )
})

test('groups are compared by the interval of their ratio', async () => {
  const made = await run([
    'none not worse than vq by more than 1 %',
    'vq not worse than none by more than 1 %',
    'tokenizer = vq not worse than none on mean',
  ])
  expect(made.failed.map(({ task }) => task)).toEqual([
    'gate vq not worse than none by more than 1 %',
    'gate tokenizer = vq not worse than none on mean',
  ])
  expect(made.failed[0]?.reason).toMatch(
    /loss\.total_best of vq against none is worse by [\d  .]+ % \(95 % interval [\d  .]+ to [\d  .]+ %\); the gate allows 1 %: the interval ends .* above it\.$/,
  )
})

test('a gate that cannot be read stops the report, with the place', async () => {
  await expect(run(['loss.total_best =< 1'])).rejects.toThrow(
    /there is "<" at column 18; expected a value\.\n.*\n {19}\^/,
  )
})

test.each([
  ['loss.total_bets <= 1', /no column "loss\.total_bets"\. Did you mean "loss\.total_best"/],
  ['vqq not worse than none', /no parameter has the value vqq/],
  ['tokenizer = vqq not worse than none', /no run has tokenizer=vqq\. Did you mean "vq"/],
  ['not worse than baseline', /There is no baseline: name an earlier report with baseline=/],
])('%s is reported with what there is', async (gate, reason) => {
  const { failed } = await run([gate])
  expect(failed[0]?.reason).toMatch(reason)
})

test('too few runs for an interval do not hold, and the advice is to judge the mean', async () => {
  const axes = { 'phase1.trainer.seed': [1, 2] }
  const overrides = ["gates=['loss.total_best < 1000','loss.total_best < 1000 on mean']"]
  const { failed } = await runReport(REPORT, { sweep: { axes, epochs: 3 }, overrides })
  expect(failed.map(({ task }) => task)).toEqual(['gate loss.total_best < 1000'])
  expect(failed[0]?.reason).toContain('too few for an interval')
})

/** A copy of a report, its losses multiplied, as an earlier one would have had them. */
async function earlierReport(factor: number): Promise<string> {
  const { path: made } = await run([])
  const copy = path.join(mkdtempSync(path.join(tmpdir(), 'baseline-')), 'report')
  cpSync(String(made), copy, { recursive: true })
  const file = path.join(copy, 'training/summary.csv')
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  const at = head.split(',').indexOf('loss.total_best')
  const changed = lines.map((line) =>
    line
      .split(',')
      .map((cell, column) => (column === at ? String(Number(cell) * factor) : cell))
      .join(','),
  )
  rewrite(copy, 'training/summary.csv', () => [head, ...changed, ''].join('\n'))
  return copy
}

/** Changes a file of a report, and its checksum with it, as if the report had been made so. */
function rewrite(report: string, name: string, change: (text: string) => string): void {
  const [file, sums] = [path.join(report, name), path.join(report, 'SHA256SUMS')]
  const before = readFileSync(file, 'utf8')
  const after = change(before)
  writeFileSync(file, after)
  writeFileSync(sums, readFileSync(sums, 'utf8').replace(sha256(before), sha256(after)))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

test('a report like its baseline is not worse, setting by setting', async () => {
  const baseline = await earlierReport(1)
  const made = await run(['not worse than baseline'], [`baseline=${baseline}`])
  expect(made.failed).toEqual([])
  const rows = fromCSV(made.read('training/baseline.csv')).objects() as Record<string, unknown>[]
  expect(
    rows.map(({ tokenizer, n_now, n_before, ratio, verdict }) => [
      tokenizer,
      n_now,
      n_before,
      ratio,
      verdict,
    ]),
  ).toEqual([
    ['none', 3, 3, 1, 'not told apart'],
    ['vq', 3, 3, 1, 'not told apart'],
  ])
})

test('one that is worse than its baseline fails, and names the settings', async () => {
  const baseline = await earlierReport(0.01)
  const { failed } = await run(
    ['not worse than baseline by more than 5 %'],
    [`baseline=${baseline}`],
  )
  expect(failed[0]?.reason).toMatch(
    /2 of 2 settings: loss\.total_best of tokenizer=none.* is worse by /,
  )
})

test('one that is better than its baseline passes', async () => {
  const baseline = await earlierReport(100)
  const made = await run(['not worse than baseline'], [`baseline=${baseline}`])
  expect(made.failed).toEqual([])
  const rows = fromCSV(made.read('training/baseline.csv')).objects() as Record<string, unknown>[]
  expect(rows.map(({ verdict }) => verdict)).toEqual(['better', 'better'])
})

test('one that trains where all runs of its baseline diverged passes, with their numbers', async () => {
  const baseline = await earlierReport(Number.POSITIVE_INFINITY)
  const made = await run(['not worse than baseline'], [`baseline=${baseline}`])
  expect(made.failed).toEqual([])
  const rows = fromCSV(made.read('training/baseline.csv')).objects() as Record<string, unknown>[]
  expect(
    rows.map(({ n_now, n_diverged_now, n_before, n_diverged_before, verdict }) => [
      ...[n_now, n_diverged_now, n_before, n_diverged_before],
      verdict,
    ]),
  ).toEqual([
    [3, 0, 3, 3, 'not told apart'],
    [3, 0, 3, 3, 'not told apart'],
  ])
})

test('settings that only one of the reports has are new or gone', async () => {
  const baseline = await earlierReport(1)
  rewrite(baseline, 'training/summary.csv', (text) => text.replaceAll(',vq,', ',linear,'))
  const made = await run([], [`baseline=${baseline}`])
  const rows = fromCSV(made.read('training/baseline.csv')).objects() as Record<string, unknown>[]
  expect(rows.map(({ tokenizer, verdict }) => [tokenizer, verdict])).toEqual([
    ['none', 'not told apart'],
    ['vq', 'new'],
    ['linear', 'gone'],
  ])
})

test.each([
  ['a folder that is no report', async () => tmpdir(), /is not a report: it has no manifest\.yaml/],
  [
    'another report',
    async () => rewritten('manifest.yaml', 'report_name: mine', 'report_name: other'),
    /is a report "other", and this is "mine"/,
  ],
  [
    'a report of another format',
    async () => rewritten('manifest.yaml', 'schema_version: 1', 'schema_version: 0'),
    /manifest\.yaml was written in version 0 of the format, and this is version 1/,
  ],
  [
    'a report whose report.json is of a later format',
    async () => rewritten('report.json', '"schema_version": 1', '"schema_version": 2'),
    /report\.json was written in version 2 of the format, and this is version 1/,
  ],
])('%s is no baseline', async (_, baseline, reason) => {
  const { failed } = await run([], [`baseline=${await baseline()}`])
  expect(failed).toEqual([{ task: 'baseline', reason: expect.stringMatching(reason) }])
})

test.each(['training/summary.csv', 'report.json'])(
  'a baseline whose %s was edited is not trusted, and the file named',
  async (name) => {
    const baseline = await earlierReport(1)
    appendFileSync(path.join(baseline, name), '\n')
    const { failed } = await run(['not worse than baseline'], [`baseline=${baseline}`])
    expect(failed[0]).toEqual({
      task: 'baseline',
      reason: expect.stringContaining(
        `${path.join(baseline, name)} has changed since the report was made (SHA256SUMS)`,
      ),
    })
  },
)

test('a baseline whose table has no checksum is not trusted', async () => {
  const baseline = await earlierReport(1)
  const sums = path.join(baseline, 'SHA256SUMS')
  writeFileSync(sums, readFileSync(sums, 'utf8').replace(/^.*training\/summary\.csv\n/m, ''))
  const { failed } = await run([], [`baseline=${baseline}`])
  expect(failed[0]?.reason).toContain('SHA256SUMS has no line for training/summary.csv')
})

async function rewritten(name: string, text: string, by: string): Promise<string> {
  const folder = await earlierReport(1)
  rewrite(folder, name, (content) => content.replace(text, by))
  return folder
}

import { expect, test } from 'vitest'
import { reportContent } from '../../testing/reportContent.ts'
import { reportListHtml } from './reportListHtml.ts'

const HOSTILE = `</td><script>alert(1)</script>"'\u202e`

function listOf(content: Partial<ReturnType<typeof reportContent>>, more = {}): string {
  const report = { directory: 'report_a', content: reportContent(content), hasPage: true, ...more }
  return reportListHtml({ reports: [report], passedOver: [], numOlder: 0 })
}

test('a report is a row: its title, time, number of runs, gates and findings', () => {
  const html = listOf({
    title: 'Which setting matters',
    created_utc: '2026-01-02T03:04:05.000Z',
    num_runs: 12_345,
    findings: [{ key: 'a', sentence: 'vq is worse than none.', values: {} }],
  })
  expect(html).toContain('<bdi>Which setting matters</bdi>')
  expect(html).toContain('<time datetime="2026-01-02T03:04:05.000Z">2026-01-02 03:04 UTC</time>')
  expect(html).toContain('>12\u202f345</td>')
  expect(html).toContain('<li>vq is worse than none.</li>')
})

test('a report says over which sweeps it was made, and which one it was rebuilt from', () => {
  const made = (inputs: Record<string, unknown>) =>
    listOf({
      request: { command: '', overrides: [], config: { inputs }, choices: {}, changed: [] },
      rebuilt_from: 'report_20260101-000000_a',
    })
  expect(made({ sweep_dir: 'multirun/<a>' })).toContain('<br><bdi>over multirun/&#60;a&#62;</bdi>')
  const several = made({ sweep_dir: ['a', 'b'], run_dirs: ['x', 'y', 'z'] })
  expect(several).toContain('<bdi>over a</bdi><br><bdi>over b</bdi>')
  expect(several).toContain('<bdi>over 3 listed runs</bdi>')
  expect(several).toContain('<bdi>rebuilt from report_20260101-000000_a</bdi>')
})

test('gates that do not hold stand among the gates alone', () => {
  const gate = { gate: 'loss <= 1', holds: false, sentence: 'It is 2.' }
  const failed = [{ task: 'gate loss <= 1', reason: 'It is 2.' }]
  expect(listOf({ gates: [gate], failed })).not.toContain('Failed:')
})

test('gates that do not hold are named, and those that do are counted', () => {
  const gate = { gate: 'loss <= 1', holds: true, sentence: 'It is 0.5.' }
  expect(listOf({ gates: [gate] })).toContain('the gate holds')
  expect(listOf({ gates: [gate, gate] })).toContain('all 2 hold')
  const broken = listOf({ gates: [gate, { ...gate, holds: false }] })
  expect(broken).toContain('1 of 2 does not hold')
  expect(broken).toContain('<li>loss &#60;= 1: It is 0.5.</li>')
})

test('parts that failed are named', () => {
  expect(listOf({ failed: [{ task: 'plot time', reason: 'x' }] })).toContain('Failed: plot time')
})

test('a link leads to the page, or to the summary of a report without one', () => {
  expect(listOf({}, { directory: 'a b#"?' })).toContain('href="./a%20b%23%22%3F/index.html"')
  expect(listOf({}, { hasPage: false })).toContain('href="./report_a/training/summary.md"')
})

test('past three findings the rest is counted', () => {
  const findings = Array.from({ length: 5 }, (_, i) => ({
    key: `k${i}`,
    sentence: `Finding ${i}.`,
    values: {},
  }))
  const html = listOf({ findings })
  expect(html.match(/Finding \d/g)).toHaveLength(3)
  expect(html).toContain('<li>and 2 more</li>')
})

test('whatever titles, names and sentences hold is text', () => {
  const html = listOf(
    {
      title: HOSTILE,
      findings: [{ key: 'a', sentence: HOSTILE, values: {} }],
      gates: [{ gate: HOSTILE, holds: false, sentence: HOSTILE }],
      failed: [{ task: HOSTILE, reason: HOSTILE }],
    },
    { directory: HOSTILE },
  )
  const passedOver = reportListHtml({ reports: [], passedOver: [HOSTILE], numOlder: 0 })
  for (const text of [html, passedOver]) {
    expect(text).not.toMatch(/<script|\u202e/)
    expect(text).toContain('&#60;script&#62;alert(1)&#60;/script&#62;')
  }
})

test('what was passed over and what is older is reported', () => {
  const html = reportListHtml({
    reports: [],
    passedOver: ['notes is not the directory of a report.'],
    numOlder: 7,
  })
  expect(html).toContain('There are no reports here.')
  expect(html).toContain('<h2>Passed over</h2>\n<ul>\n<li>notes is not the directory of a report.')
  expect(html).toContain('7 older reports not shown')
})

import { expect, test } from 'vitest'
import { groupFindings } from './findings.ts'
import type { FindingKind } from './runRecord.ts'

function grouped(...findings: readonly (readonly [FindingKind, string, string])[]) {
  const all = findings.map(([kind, runDir, detail]) => ({ kind, runDir, detail }))
  return groupFindings(all).map(({ detail, runDirs }) => [detail, runDirs])
}

test('one kind in several runs is one warning, with what was seen in the first', () => {
  expect(grouped(['cut-line', 'a', 'line 3'], ['cut-line', 'b', 'line 9'])).toEqual([
    ['line 3', ['a', 'b']],
  ])
})

test('a run is named once', () => {
  expect(grouped(['cut-line', 'a', 'x'], ['cut-line', 'a', 'y'])).toEqual([['x', ['a']]])
})

test('remarks of sources are one where they differ only in numbers and files', () => {
  const remark = (run: string, text: string) => ['source-remark', run, text] as const
  expect(
    grouped(
      remark('a', 'metrics.csv:3: the last line is cut'),
      remark('b', 'metrics.csv:70: the last line is cut'),
      remark('b', 'no text'),
    ),
  ).toEqual([
    ['metrics.csv:3: the last line is cut', ['a', 'b']],
    ['no text', ['b']],
  ])
})

test('places that were not searched or read keep their own reasons', () => {
  expect(
    grouped(['not-searched', 'a', 'too deep'], ['not-searched', 'b', 'no permission']),
  ).toEqual([
    ['too deep', ['a']],
    ['no permission', ['b']],
  ])
})

test('runs of one store that look like those of another are one warning, two of one store each', () => {
  const like = (run: string, other: string) =>
    ['looks-like-same-run', run, `it ends in the same values as ${other} (3 metrics), …`] as const
  expect(
    grouped(
      like('a.db#1/0', 'csv/run_0'),
      like('a.db#1/1', 'csv/run_1'),
      like('csv/run_2', 'csv/run_3'),
      like('csv/run_4', 'csv/run_5'),
    ),
  ).toEqual([
    ['it ends in the same values as csv/run_0 (3 metrics), …', ['a.db#1/0', 'a.db#1/1']],
    ['it ends in the same values as csv/run_3 (3 metrics), …', ['csv/run_2']],
    ['it ends in the same values as csv/run_5 (3 metrics), …', ['csv/run_4']],
  ])
})

test('what is about all runs names none', () => {
  expect(grouped(['goal-by-name', '', 'acc max'])).toEqual([['acc max', []]])
})

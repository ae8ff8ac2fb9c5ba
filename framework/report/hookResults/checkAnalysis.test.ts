import { table } from 'arquero'
import { expect, test } from 'vitest'
import type { Analysis } from '../spec/defineReport.ts'
import { checkAnalysis } from './checkAnalysis.ts'

const runs = table({ run_dir: ['a', 'b'], tokenizer: ['none', 'vq'], 'loss.total_best': [1, 2] })
const reasons = (more: object) =>
  checkAnalysis({ runs, ...more }).problems.map(({ reason }) => reason)

test.each<[string, unknown, string[]]>([
  [
    'a text',
    'x',
    ['analyze returned "latex" that is a string; expected { groups, metrics, note }.'],
  ],
  [
    'an unknown key',
    { metric: [] },
    [
      'analyze returned "latex": its key "metric" is not known. Did you mean "metrics"? Known here: groups, metrics, note.',
    ],
  ],
  [
    'groups as one text',
    { groups: 'tokenizer' },
    ['analyze returned "latex": its key "groups" is "tokenizer", expected a list.'],
  ],
  [
    'a group that is not a column',
    { groups: ['tokeniser'] },
    [
      'analyze returned "latex" whose groups name the column "tokeniser", which the runs do not have. Did you mean "tokenizer"?',
    ],
  ],
  [
    'a metric that is not a column',
    { metrics: [{ column: 'loss.total_bst', best: 'min' }] },
    [
      'analyze returned "latex" whose metrics name the column "loss.total_bst", which the runs do not have. Did you mean "loss.total_best"?',
    ],
  ],
  [
    'a metric that only other trainings have',
    { metrics: [{ column: 'metric_perplex_final' }] },
    [],
  ],
])('latex with %s is reported', (_, latex, expected) => {
  expect(reasons({ latex })).toEqual(expected)
})

test('wrong latex is left out, sound latex is kept', () => {
  expect(checkAnalysis({ runs, latex: 'x' }).result).not.toHaveProperty('latex')
  const latex: Analysis['latex'] = { groups: ['tokenizer'] }
  expect(checkAnalysis({ runs, latex }).result.latex).toEqual(latex)
})

test('facts that JSON would garble are named by their key, and the others stand', () => {
  const summary = { best: 1, counts: new Map([[1, 2]]), deep: { names: new Set(), n: 3n } }
  const { result, problems } = checkAnalysis({ runs, summary })
  expect(JSON.stringify(result.summary)).toBe('{"best":1,"deep":{"n":3}}')
  expect(problems).toEqual([
    {
      leftOut: '"counts" of the summary',
      reason:
        'analyze returned a summary whose "counts" is a Map. JSON has none: write Object.fromEntries(map).',
    },
    {
      leftOut: '"deep.names" of the summary',
      reason:
        'analyze returned a summary whose "deep.names" is a Set. JSON has none: write Array.from(values).',
    },
  ])
})

test.each<[string, unknown, string]>([
  [
    'a typed array',
    new Float64Array(2),
    'is a Float64Array. JSON has none: write Array.from(values).',
  ],
  ['a table', runs, 'is a table. Return it among the tables.'],
  ['a function', () => 1, 'is a function. Expected what JSON holds'],
  ['a Promise', Promise.resolve(1), 'is a Promise (write "await" before what makes it).'],
  ['an instance of a class', new (class Fit {})(), 'is an instance of Fit.'],
])('%s in the summary is an error', (_, value, message) => {
  expect(reasons({ summary: { list: [value] } })).toEqual([
    expect.stringContaining(`a summary whose "list[0]" ${message}`),
  ])
})

test('dates and missing values are facts', () => {
  const summary = { at: new Date(0), missing: null, none: undefined }
  expect(reasons({ summary })).toEqual([])
})

test('an object that occurs twice in the summary is not one that holds itself', () => {
  const shared = { a: 1 }
  expect(reasons({ summary: { x: shared, y: shared } })).toEqual([])
})

test('a key of one letter less than a known one that is there too is reported', () => {
  expect(reasons({ table: { a: runs }, tables: {}, style: 1 })).toEqual([
    'analyze returned a key "table" beside "tables". Only "tables" is written; give a key of your own another name.',
  ])
})

test('a Promise under a key of its own is reported', () => {
  expect(reasons({ fits: Promise.resolve(1) })).toEqual([
    'analyze returned a key "fits" that is a Promise (write "await" before what makes it).',
  ])
})

test('tables as a Map, and remarks that are not all texts, are reported', () => {
  expect(reasons({ tables: new Map([['a', runs]]), remarks: ['x', 1] })).toEqual([
    'analyze returned "tables" that are a Map; expected an object of tables by name.',
    'analyze returned "remarks" of which one is a number; expected an array of sentences.',
  ])
})

test('a table of groups in the place of the runs says what belongs there', () => {
  const grouped = table({ tokenizer: ['none'], n: [2] })
  expect(() => checkAnalysis({ runs: grouped })).toThrow(
    'whose "runs" is a table without the column "run_dir". Return rows of the runs that it was given',
  )
})

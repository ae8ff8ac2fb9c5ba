import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import type { Comparison } from '../comparison.ts'
import { parameterImportance } from '../importance/parameterImportance.ts'
import { compareParameters } from './compareParameters.ts'
import { parametersTable } from './parametersTable.ts'

const METRIC = { metric: 'loss', better: 'lower' } as const
/** Three tokenizers, whose losses are 1, 2 and 8, and two that do nothing; a number of its own in each run. */
const ROWS: RunCells[] = Array.from({ length: 72 }, (_, i) => {
  const random = new Random(i)
  const [tokenizer, amp] = [['a', 'b', 'c'][i % 3] as string, Math.floor(i / 3) % 2 === 0]
  const loss = { a: 1, b: 2, c: 8 }[tokenizer] ?? 0
  return {
    tokenizer,
    amp,
    twin: amp ? 'x' : 'y',
    seed: Math.floor(i / 6),
    loss: loss * (1 + random.uniform() / 10),
  }
})

function tableOf(rows: readonly RunCells[], parameters: readonly string[]) {
  const runs = runsOf(rows)
  const compared = compareParameters(runs, { ...METRIC, parameters })
  const importance = parameterImportance(runs, { ...METRIC, parameters })
  return { compared, importance, cells: parametersTable(compared, importance).objects() }
}

test('parameters.csv has the widest pair of values of each parameter, the most important first', () => {
  const { compared, importance, cells } = tableOf(ROWS, ['amp', 'tokenizer', 'twin'])
  const widest = compared.rows.find(({ a, b }) => a === 'a' && b === 'c') as Comparison
  const of = importance.parameters.find(({ parameter }) => parameter === 'tokenizer')
  expect(widest.ratio).toBeCloseTo(8, 0)
  expect(cells[0]).toEqual({
    ...{ parameter: 'tokenizer', values: 3, compared: 'in pairs', effect: 'ratio', a: 'a', b: 'c' },
    ...{ estimate: widest.ratio, low: widest.ratioLow, high: widest.ratioHigh },
    ...{ p_holm: widest.pHolm, verdict: 'different' },
    share_of_variance: of?.share,
    importance: of?.importance,
    importance_p_adjusted: of?.pValue,
    permutation: of?.check,
    evaluator: 'functional ANOVA',
    confounded_with: '',
  })
  expect(Object.keys(cells[0] ?? {})).toEqual([
    ...['parameter', 'values', 'compared', 'effect', 'a', 'b', 'estimate', 'low', 'high', 'p_holm'],
    ...['verdict', 'share_of_variance', 'importance', 'importance_p_adjusted', 'permutation'],
    ...['evaluator', 'confounded_with'],
  ])
  expect(cells.slice(1).map((row) => Reflect.get(row, 'confounded_with'))).toEqual(['twin', 'amp'])
})

test('a parameter of many values has its trend', () => {
  const random = new Random(3)
  const rows = Array.from({ length: 30 }, () => {
    const lr = random.uniform()
    return { lr, loss: 1 + lr + random.uniform() / 10 }
  })
  const { compared, cells } = tableOf(rows, ['lr'])
  const [trend] = compared.trends
  expect(trend?.verdict).toBe('rises')
  expect(cells[0]).toMatchObject({
    ...{ parameter: 'lr', values: 30, compared: 'by trend', effect: 'rank correlation' },
    ...{ a: trend?.least, b: trend?.greatest, estimate: trend?.correlation },
    ...{ low: trend?.correlationLow, high: trend?.correlationHigh },
    ...{ p_holm: trend?.pHolm, verdict: 'rises', evaluator: 'PED-ANOVA' },
  })
})

/** The table of one parameter with these rows, and no importance. */
function of(...rows: readonly Partial<Comparison>[]) {
  const { compared, importance } = tableOf(ROWS, ['tokenizer'])
  const [first] = compared.rows
  const given = rows.map((row) => ({ ...(first as Comparison), ...row }))
  const without = { ...importance, parameters: [], evaluator: null }
  return parametersTable({ ...compared, rows: given }, without).object(0)
}

test('differences are told as such, the widest of them whatever its sign', () => {
  const none = { ratio: null, ratioLow: null, ratioHigh: null }
  const small = { ...none, b: 'small', difference: 0.1, differenceLow: 0, differenceHigh: 0.2 }
  const large = { ...none, b: 'large', difference: -3, differenceLow: -4, differenceHigh: -2 }
  const expected = { effect: 'difference', b: 'large', estimate: -3, low: -4, high: -2 }
  expect(of(small, large)).toMatchObject(expected)
  expect(of(large, small)).toMatchObject(expected)
  // One without a difference is the least of those that were tested.
  expect(of({ ...none, b: 'none', difference: null }, small)).toMatchObject({ b: 'small' })
})

test('ratios far below one are as wide as those far above', () => {
  expect(of({ ratio: 3, b: 'three' }, { ratio: 0.1, b: 'tenth' })).toMatchObject({ b: 'tenth' })
})

test('pairs that were not tested come last, parts and other parameters not at all', () => {
  const untested = { ratio: 100, b: 'untested', verdict: 'no matching runs' } as const
  expect(of(untested, { ratio: null, difference: null, b: 'tested' })).toMatchObject({
    b: 'tested',
  })
  expect(of(untested)).toMatchObject({ b: 'untested', verdict: 'no matching runs' })
  expect(
    of({ ratio: 2, b: 'own' }, { ratio: 9, block: 'size=8' }, { ratio: 9, by: 'other' }),
  ).toMatchObject({
    b: 'own',
  })
})

test('what is not known of a parameter is missing', () => {
  expect(of()).toEqual({
    ...{ parameter: 'tokenizer', values: 3, compared: 'in pairs' },
    ...{ effect: null, a: null, b: null, estimate: null, low: null, high: null, p_holm: null },
    ...{ verdict: null, share_of_variance: null, importance: null, importance_p_adjusted: null },
    ...{ permutation: null, evaluator: null, confounded_with: '' },
  })
})

import { table } from 'arquero'
import { describe, expect, test } from 'vitest'
import type { BaselineComparison, BaselineRow } from '../baseline/compareWithBaseline.ts'
import type { BaselineGate } from './gate.ts'
import { judgeBaseline } from './judgeBaseline.ts'
import { parseGate } from './parseGate.ts'

/** A setting that is 10 % worse, of a model with this name. */
function row(name: string, more: Partial<BaselineRow> = {}): BaselineRow {
  return {
    ...{ setting: [name], nNow: 4, nBefore: 4, nDivergedNow: 0, nDivergedBefore: 0 },
    ...{ meanNow: 1.1, meanBefore: 1, estimate: 1.1, low: 1.02, high: 1.2 },
    ...{ pHolm: 0.01, verdict: 'worse' },
    ...more,
  }
}
/** The same as before but for 1 %, which may be chance. */
const alike = (name: string, estimate = 1.01) =>
  row(name, { estimate, low: 0.98, high: 1.04, pHolm: 0.4, verdict: 'not told apart' })

function judge(
  rows: readonly BaselineRow[],
  text = 'not worse than baseline',
  more: Partial<BaselineComparison> = {},
) {
  const baseline: BaselineComparison = {
    ...{ metric: 'loss', better: 'lower', scale: 'ratio', parameters: ['model'], rows },
    ...{ table: table({}), ...more },
  }
  return judgeBaseline(parseGate(text) as BaselineGate, baseline)
}

const WORSE = 'loss of model=a is worse by 10.0 % (95 % interval 2.0 to 20.0 %)'
const ALIKE = 'is worse by 1.00 % (95 % interval from 2.00 % better to 4.00 % worse)'

test('without a baseline it fails, and says how to name one', () => {
  expect(judgeBaseline(parseGate('not worse than baseline') as BaselineGate, undefined)).toEqual({
    holds: false,
    sentence: 'There is no baseline: name an earlier report with baseline=….',
  })
})

test('settings of one report alone are not judged; where there are no others it fails', () => {
  const [added, gone] = [row('b', { verdict: 'new' }), row('c', { verdict: 'gone' })]
  const none = { holds: false, sentence: 'No setting of this report is in the baseline.' }
  expect(judge([added, gone])).toEqual(none)
  expect(judge([])).toEqual(none)
  expect(judge([alike('a'), added])).toEqual({
    holds: true,
    sentence: `1 setting of loss not worse than the baseline: loss of model=a ${ALIKE}; it is not shown to be worse (p = 0.4 after Holm).`,
  })
})

test('without an allowance the verdict decides, which is after adjustment', () => {
  expect(judge([row('a')])).toEqual({
    holds: false,
    sentence: `1 of 1 setting: ${WORSE}; it is shown to be worse (p = 0.01 after Holm).`,
  })
  // Its interval alone is on the worse side.
  const unadjusted = row('a', { pHolm: 0.2, verdict: 'not told apart' })
  expect(judge([unadjusted])).toMatchObject({ holds: true })
  expect(judge([row('a', { verdict: 'better' })])).toMatchObject({ holds: true })
})

test('with an allowance the interval decides, or the mean, whatever the verdict', () => {
  const by = (text: string) => judge([row('a')], `not worse than baseline by more than ${text}`)
  expect(by('25 %')).toEqual({
    holds: true,
    sentence: `1 setting of loss not worse than the baseline: ${WORSE}; the gate allows 25 %: the interval ends 5 percentage points below it.`,
  })
  expect(by('15 %').holds).toBe(false)
  expect(by('15 % on mean').holds).toBe(true)
  expect(judge([alike('a')], 'not worse than baseline on mean')).toEqual({
    holds: false,
    sentence: `1 of 1 setting: loss of model=a ${ALIKE}; the gate allows nothing worse: the mean is 1 percentage point above it.`,
  })
})

test('a setting that was not tested has no interval to be judged by', () => {
  const untested = row('a', { low: null, high: null, pHolm: null, verdict: 'not told apart' })
  expect(judge([untested])).toEqual({
    holds: false,
    sentence:
      '1 of 1 setting: loss of model=a is worse by 10 %, over too few runs for an interval; train more, or judge it "on mean".',
  })
})

test.each([
  [1, 0, 4, false],
  [0, 1, 4, true],
  // One of four now, and one of two before.
  [1, 1, 2, true],
  [1, 1, 8, false],
  [1, 1, 4, true],
])(
  'of 4 runs %d diverged now, and %d of %d before it, %s',
  (nDivergedNow, nDivergedBefore, nBefore, holds) => {
    const rows = [{ ...alike('a'), nDivergedNow, nDivergedBefore, nBefore }]
    expect(judge(rows).holds).toBe(holds)
    expect(judge(rows, 'not worse than baseline by more than 10 %').holds).toBe(holds)
    if (!holds) {
      expect(judge(rows).sentence).toBe(
        '1 of 1 setting: loss of model=a: more of its runs diverged.',
      )
    }
  },
)

describe('where all runs of a setting had diverged', () => {
  const none = { estimate: null, low: null, high: null, meanBefore: null }
  const settingOf = (more: Partial<BaselineRow>) =>
    row('a', { ...none, nDivergedBefore: 4, pHolm: 0.03, verdict: 'better', ...more })
  const FOUND = 'loss of model=a: 0 of its 4 runs diverged, and all 4 of the reference'

  test('and those of now train, it is not worse, with an allowance or without', () => {
    const sentence = `1 setting of loss not worse than the baseline: ${FOUND}; it is shown to be better`
    expect(judge([settingOf({})])).toEqual({
      holds: true,
      sentence: `${sentence} (p = 0.03 after Holm).`,
    })
    expect(judge([settingOf({})], 'not worse than baseline by more than 5 %')).toEqual({
      holds: true,
      sentence: `${sentence}.`,
    })
  })

  test('it is not the closest of several that hold', () => {
    const told = judge([settingOf({ setting: ['b'] }), alike('a')]).sentence
    expect(told).toMatch(/the closest: loss of model=a is worse by/)
  })

  test('where chance explains it, it is not shown to be worse, and an allowance does not hold', () => {
    const unsure = settingOf({ nDivergedNow: 2, pHolm: 0.43, verdict: 'not told apart' })
    const found = FOUND.replace('0 of', '2 of')
    expect(judge([unsure])).toEqual({
      holds: true,
      sentence: `1 setting of loss not worse than the baseline: ${found}; it is not shown to be worse (p = 0.43 after Holm).`,
    })
    expect(judge([unsure], 'not worse than baseline by more than 5 %')).toEqual({
      holds: false,
      sentence: `1 of 1 setting: ${found}, which are too few runs to judge by; train more, or judge it "on mean".`,
    })
    expect(judge([unsure], 'not worse than baseline by more than 5 % on mean')).toEqual({
      holds: true,
      sentence: `1 setting of loss not worse than the baseline: ${found}, which count as the worst.`,
    })
  })

  test.each([
    [3, 3, true],
    [2, 3, false],
    [3, 2, false],
  ])('of %d runs now and %d before it, %s', (nNow, nBefore, holds) => {
    const few = { nNow, nBefore, nDivergedBefore: nBefore }
    const untested = settingOf({ ...few, pHolm: null, verdict: 'not told apart' })
    expect(judge([untested]).holds).toBe(holds)
  })

  test('as now, nothing can be judged', () => {
    const both = settingOf({ nDivergedNow: 4, pHolm: null, verdict: 'not told apart' })
    expect(judge([both])).toEqual({
      holds: false,
      sentence: '1 of 1 setting: loss of model=a cannot be judged: no runs can be compared.',
    })
  })
})

test('of several settings that hold the one nearest to its limit is told', () => {
  const rows = [alike('a', 0.99), alike('b', 1.01), alike('c', 1)]
  // Of the same interval; without an allowance its lower end is judged, on the mean the mean.
  const closest = (text: string) => judge(rows, text).sentence.split(':')[1]
  expect(judge(rows, 'not worse than baseline by more than 5 % on mean')).toEqual({
    holds: true,
    sentence: `3 settings of loss not worse than the baseline; the closest: loss of model=b ${ALIKE}; the gate allows 5 %: the mean is 4 percentage points below it.`,
  })
  expect(closest('not worse than baseline by more than 5 %')).toContain('model=a')
})

test('of several settings that fail four are told, and how many more there are', () => {
  const sentence = (n: number) => judge([...'abcdef'].slice(0, n).map((name) => row(name))).sentence
  expect(judge([alike('x'), row('a'), row('b')]).sentence).toMatch(
    /^2 of 3 settings: loss of model=a is .* after Holm\)\. loss of model=b is [^.]*\.0 % .* after Holm\)\.$/,
  )
  expect(sentence(4)).toMatch(/^4 of 4 settings: .*model=d .* after Holm\)\.$/)
  expect(sentence(4)).not.toContain('more.')
  expect(sentence(6)).toMatch(/^6 of 6 settings: .*model=d .* after Holm\)\. And 2 more\.$/)
  expect(sentence(6)).not.toContain('model=e')
})

test('settings of the baseline that are gone are counted', () => {
  const gone = (n: number) => Array.from({ length: n }, (_, i) => row(`g${i}`, { verdict: 'gone' }))
  expect(judge([alike('a'), ...gone(1)]).sentence).toMatch(
    /\)\. 1 setting of the baseline is gone\.$/,
  )
  expect(judge([row('a'), ...gone(2)]).sentence).toMatch(
    /\)\. 2 settings of the baseline are gone\.$/,
  )
})

test('differences are judged by their sign, and the metric stands alone without parameters', () => {
  const acc = row('a', { setting: [], estimate: -0.03, low: -0.05, high: -0.01 })
  const more = { metric: 'acc', better: 'higher', scale: 'difference', parameters: [] } as const
  expect(judge([acc], 'not worse than baseline', more)).toEqual({
    holds: false,
    sentence:
      '1 of 1 setting: acc is worse by 0.0300 (95 % interval 0.0100 to 0.0500); it is shown to be worse (p = 0.01 after Holm).',
  })
  expect(judge([acc], 'not worse than baseline by more than 0.06', more).holds).toBe(true)
})

test('a setting is named by all its parameters', () => {
  const both = row('a', { setting: ['a', 0.1] })
  expect(
    judge([both], 'not worse than baseline', { parameters: ['model', 'lr'] }).sentence,
  ).toMatch(/^1 of 1 setting: loss of model=a, lr=0\.1 is worse/)
})

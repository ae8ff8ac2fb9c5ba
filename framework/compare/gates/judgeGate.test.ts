import { describe, expect, test } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import { judgeGate } from './judgeGate.ts'
import { parseGate } from './parseGate.ts'

const RUNS = runsOf(
  [1, 2, 3, 4].flatMap((seed) => [
    { tokenizer: 'none', seed, loss: 1 + seed / 100 },
    { tokenizer: 'vq', seed, loss: 2 + seed / 100 },
  ]),
)

function judge(text: string) {
  return judgeGate(parseGate(text), {
    runs: RUNS,
    metric: 'loss',
    baseline: undefined,
    betterOf: () => 'lower',
    parameters: ['tokenizer', 'seed'],
  })
}

test('a group that is worse by more than is allowed fails, with its numbers', () => {
  expect(judge('vq not worse than none by more than 10 %')).toMatchObject({
    holds: false,
    sentence: expect.stringMatching(/^loss of vq against none/),
  })
  expect(judge('none not worse than vq').holds).toBe(true)
})

test.each([
  ['los <= 1', 'Did you mean "loss"?'],
  ['loss of best tokeniser <= 1', 'Did you mean "tokenizer"?'],
  ['loss of tokenizer = nine <= 1', 'Did you mean "none"?'],
  ['tokenizer = vk not worse than none', 'Did you mean "vq"?'],
  ['vk not worse than none', 'Did you mean "vq"?'],
  ['vq not worse than nona', 'Did you mean "none"?'],
  ['vq not worse than vq', 'compares vq with itself. Name two values of tokenizer.'],
])('%s names what is nearest', (text, advice) => {
  expect(() => judge(text)).toThrow(advice)
})

test('what the runs lack is shown at its place in the gate', () => {
  expect(() => judge('loss of tokenizer = nine <= 1')).toThrow(
    /no run has tokenizer=nine\. .*\n {2}loss of tokenizer = nine <= 1\n {22}\^$/,
  )
  expect(() => judge('vq not worse than nona')).toThrow(/\n {2}vq not worse than nona\n {20}\^$/)
})

/** Of the same runs with two more parameters that have the values `on` and `off`. */
function judgeSwitches(text: string) {
  const rows = [1, 2, 3].flatMap((seed) =>
    ['on', 'off', 'auto'].flatMap((ema) =>
      ['on', 'off'].map((amp) => ({ ema, amp, seed, loss: ema === 'auto' ? null : seed })),
    ),
  )
  return judgeGate(parseGate(text), {
    runs: runsOf(rows),
    metric: 'loss',
    baseline: undefined,
    betterOf: () => 'lower',
    parameters: ['ema', 'amp'],
  })
}

test.each([
  [
    'on not worse than off',
    'ema and amp have both values. Name the parameter: COLUMN = on not worse than off.',
  ],
  [
    'vq not worse than 1',
    'no parameter has both the value vq and 1. The parameters are tokenizer, seed. Name the parameter: COLUMN = vq not ' +
      'worse than 1.',
  ],
])('%s asks for the name of a parameter', (text, message) => {
  expect(() => (text.startsWith('on') ? judgeSwitches(text) : judge(text))).toThrow(
    expect.objectContaining({ code: 'GATE_INVALID', message: `The gate "${text}": ${message}` }),
  )
})

test('a parameter that is named is the one that is compared', () => {
  expect(judgeSwitches('amp = on not worse than off').sentence).toMatch(
    /^loss of on against off is /,
  )
  expect(judgeSwitches('auto not worse than on')).toEqual({
    holds: false,
    sentence: 'auto and on cannot be compared: one has no value of loss.',
  })
})

test('other values of the parameter have no part in the comparison', () => {
  // With a third group, its verdict would be one of three.
  const more = [1, 2, 3, 4].map((seed) => ({ tokenizer: 'a', seed, loss: 100 * seed }))
  const runs = runsOf([...RUNS.objects(), ...more] as never)
  const context = {
    ...{ runs, metric: 'loss', baseline: undefined, parameters: ['tokenizer', 'seed'] },
    betterOf: () => 'lower' as const,
  }
  expect(judgeGate(parseGate('vq not worse than none by more than 10 %'), context)).toEqual(
    judge('vq not worse than none by more than 10 %'),
  )
})

test('a gate on the baseline is judged by it, and one on a metric by its limit', () => {
  expect(judge('not worse than baseline').sentence).toContain('There is no baseline')
  expect(judge('loss of tokenizer = vq <= 3').holds).toBe(true)
})

test.each([
  [
    'vk not worse than none',
    'no parameter has the value vk. Did you mean "vq"? They have: none, vq, 1, 2, 3, 4.',
  ],
  [
    'los <= 1',
    'the runs have no column "los". Did you mean "loss"? They have: tokenizer, seed, loss.',
  ],
])('%s says what there is', (text, message) => {
  expect(() => judge(text)).toThrow(
    expect.objectContaining({
      code: 'GATE_INVALID',
      message: expect.stringContaining(`The gate "${text}": ${message}\n  ${text}\n  ^`),
    }),
  )
})

test('values that no parameter has both of ask for the name of a parameter', () => {
  expect(() => judge('1 not worse than vq')).toThrow(
    'Name the parameter: COLUMN = 1 not worse than',
  )
})

describe('a group against one whose runs all diverged', () => {
  const runs = (n: number) =>
    runsOf(
      Array.from({ length: n }, (_, seed) => [
        { tokenizer: 'none', seed, loss: Number.POSITIVE_INFINITY },
        { tokenizer: 'vq', seed, loss: 1 + seed / 100 },
      ]).flat(),
    )
  const judgeOver = (table: ReturnType<typeof runsOf>, text: string, parameters = ['tokenizer']) =>
    judgeGate(parseGate(text), {
      ...{ runs: table, metric: 'loss', baseline: undefined, betterOf: () => 'lower' as const },
      parameters: [...parameters, 'seed'],
    })

  test('is not worse, and shown to be better where the runs are enough', () => {
    expect(judgeOver(runs(5), 'vq not worse than none by more than 10 %')).toEqual({
      ...{ holds: true, slack: Number.POSITIVE_INFINITY },
      sentence:
        'loss of vq against none: 0 of its 5 runs diverged, and all 5 of the reference; it is shown to be better.',
    })
    expect(judgeOver(runs(3), 'vq not worse than none').holds).toBe(true)
    expect(judgeOver(runs(3), 'vq not worse than none by more than 10 %').holds).toBe(false)
    expect(judgeOver(runs(5), 'none not worse than vq').sentence).toContain(
      'more of its runs diverged',
    )
  })

  test('cannot be judged where another parameter differs as well', () => {
    const apart = runs(6).derive({
      width: (row: { tokenizer: string; seed: number }) =>
        row.tokenizer === 'vq' ? 2 + (row.seed % 2) : 1,
    })
    expect(judgeOver(apart, 'vq not worse than none', ['tokenizer', 'width'])).toMatchObject({
      holds: false,
      sentence: 'loss of vq against none cannot be judged: no runs can be compared.',
    })
  })
})

test('the values that there are name a missing and an empty one', () => {
  const rows = [null, 'null', '', 'vq'].map((tokenizer, seed) => ({ tokenizer, seed, loss: 1 }))
  const context = {
    runs: runsOf(rows),
    metric: 'loss',
    baseline: undefined,
    parameters: ['tokenizer'],
  }
  expect(() =>
    judgeGate(parseGate('vk not worse than vq'), { ...context, betterOf: () => 'lower' }),
  ).toThrow(/null, "null", \(empty\), vq/)
})

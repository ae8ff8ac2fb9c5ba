import { table } from 'arquero'
import { expect, test } from 'vitest'
import type { LimitGate } from './gate.ts'
import { judgeLimit } from './judgeLimit.ts'
import { parseGate } from './parseGate.ts'

/** Two encoders and two tokenizers with three seeds each; gnn loses ten more than mlp, none one less. */
const RUNS = table({
  encoder: ['mlp', 'mlp', 'mlp', 'gnn', 'gnn', 'gnn'].flatMap((each) => [each, each]),
  tokenizer: Array.from({ length: 6 }, () => ['vq', 'none']).flat(),
  seed: [1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3],
  loss: [2, 1, 2.1, 1.1, 2.2, 1.2, 12.2, 11.2, 12.1, 11.1, 12, 11],
})

function judge(text: string, runs = RUNS) {
  return judgeLimit(parseGate(text) as LimitGate, {
    runs,
    betterOf: () => 'lower',
    parameters: ['encoder', 'tokenizer'],
  })
}

test('a group that holds several settings is judged by what differs between seeds', () => {
  expect(judge('loss of tokenizer = none <= 7')).toEqual({
    holds: true,
    sentence:
      'loss of tokenizer=none is 6.10 [5.99, 6.21] over 6 runs of 2 settings; the gate is <= 7: the interval ends 0.79 ' +
      'below it.',
  })
})

test('the best of several is judged by an interval that holds for all of them, and says so', () => {
  expect(judge('loss of best tokenizer <= 7')).toEqual({
    holds: true,
    sentence:
      'loss of tokenizer=none is 6.10 [5.96, 6.24] over 6 runs of 2 settings, the best of 2 (97.5 % interval); the gate is ' +
      '<= 7: the interval ends 0.76 below it.',
  })
})

test('a group of one setting is judged by the interval of its mean', () => {
  const mlp = RUNS.filter((row: { encoder: string }) => row.encoder === 'mlp').reify()
  expect(judge('loss of tokenizer = none <= 1.2', mlp)).toEqual({
    holds: false,
    sentence:
      'loss of tokenizer=none is 1.10 [0.85, 1.35] over 3 runs; the gate is <= 1.2: the interval ends 0.15 above it.',
  })
})

test('settings without repeated seeds have a mean, and no interval', () => {
  const single = RUNS.filter((row: { seed: number }) => row.seed === 1).reify()
  expect(judge('loss <= 100', single)).toEqual({
    holds: false,
    sentence:
      'loss has a mean of 6.6 over 4 runs of 4 settings, too few for an interval; train more seeds of ' +
      'each setting, or judge it "on mean".',
  })
  expect(judge('loss <= 100 on mean', single).holds).toBe(true)
})

test('a run that diverged is never the best, and fails the limit of its group', () => {
  const runs = RUNS.derive({
    loss: (row: { tokenizer: string; loss: number }) =>
      row.tokenizer === 'none' ? 1 / 0 : row.loss,
  })
  expect(judge('loss of best tokenizer <= 100', runs).sentence).toMatch(/^loss of tokenizer=vq is /)
  expect(judge('loss <= 100', runs)).toEqual({
    holds: false,
    sentence: '6 of 12 runs diverged in loss.',
  })
})

test('a run whose last value was NaN diverged, whatever its best one was, or without any', () => {
  const of = (loss: (number | null)[]) =>
    table({
      encoder: ['mlp', 'mlp', 'mlp', 'mlp'],
      tokenizer: ['vq', 'vq', 'vq', 'vq'],
      seed: [1, 2, 3, 4],
      'val/loss.best': loss,
      diverged: [null, null, null, 'train/loss, val/loss'],
    })
  for (const last of [0.1, null]) {
    expect(judge('"val/loss.best" <= 1', of([0.2, 0.3, 0.25, last]))).toEqual({
      holds: false,
      sentence: '1 of 4 runs diverged in val/loss.best.',
    })
  }
})

test('a run that a sampler stopped early has no value of a whole training', () => {
  const runs = table({
    ...{ encoder: ['mlp', 'mlp', 'mlp', 'mlp'], tokenizer: ['vq', 'vq', 'vq', 'vq'] },
    ...{ seed: [1, 2, 3, 4], loss: [2, 2.1, 2.2, 90] },
    status: ['finished', 'finished', 'finished', 'pruned'],
  })
  expect(judge('loss <= 3', runs).sentence).toMatch(/^loss is 2\.10 \[1\.85, 2\.35\] over 3 runs;/)
})

test.each([
  ['<= 6.5 on mean', true],
  ['< 6.5 on mean', false],
  ['< 6.6 on mean', true],
  ['>= 6.5 on mean', true],
  ['> 6.5 on mean', false],
  ['> 6 on mean', true],
  ['>= 6.6 on mean', false],
  ['<= 6 on mean', false],
])('a mean of 6.5 is judged by %s', (limit, holds) => {
  const exact = RUNS.filter((row: { tokenizer: string }) => row.tokenizer === 'none').derive({
    loss: () => 6.5,
  })
  expect(judge(`loss ${limit}`, exact).holds).toBe(holds)
})

test.each([
  ['<= 6.1', true],
  ['>= 6.1', true],
  ['< 6.1', false],
  ['> 6.1', false],
])(
  'the mean of six 6.1, which is 6.1000000000000005 in doubles, is judged by %s',
  (limit, holds) => {
    const six = RUNS.filter((row: { tokenizer: string }) => row.tokenizer === 'none').derive({
      loss: () => 6.1,
    })
    const outcome = judge(`loss ${limit} on mean`, six)
    expect(outcome.holds).toBe(holds)
    expect(outcome.sentence).toMatch(/: the mean is exactly at it\.$/)
  },
)

test('a lower limit is judged by the lower end of the interval', () => {
  expect(judge('loss of tokenizer = none >= 5.9')).toEqual({
    holds: true,
    sentence:
      'loss of tokenizer=none is 6.10 [5.99, 6.21] over 6 runs of 2 settings; the gate is >= 5.9: the interval begins ' +
      '0.087 above it.',
  })
  expect(judge('loss of tokenizer = none > 6').holds).toBe(false)
})

test('a mean is told with how far it is from the limit', () => {
  expect(judge('loss of tokenizer = none <= 7 on mean').sentence).toBe(
    'loss of tokenizer=none has a mean of 6.1 over 6 runs of 2 settings; the gate is <= 7: the mean is 0.9 below it.',
  )
})

test('one run of a setting has no interval', () => {
  const one = RUNS.filter(
    (row: { encoder: string; seed: number }) => row.encoder === 'mlp' && row.seed === 1,
  ).reify()
  expect(judge('loss of tokenizer = vq <= 3', one).sentence).toBe(
    'loss of tokenizer=vq has a mean of 2 over 1 run, too few for an interval; train more, or judge it "on mean".',
  )
})

test('where greater values are better the best is the greatest', () => {
  const gate = parseGate('loss of best tokenizer <= 100 on mean') as LimitGate
  const parameters = ['encoder', 'tokenizer']
  const { sentence } = judgeLimit(gate, { runs: RUNS, betterOf: () => 'higher', parameters })
  expect(sentence).toMatch(/^loss of tokenizer=vq has a mean of 7\.1 /)
})

test('of equal ones the first is the best', () => {
  const equal = RUNS.derive({ loss: () => 1 })
  expect(judge('loss of best tokenizer <= 1 on mean', equal).sentence).toMatch(
    /^loss of tokenizer=vq has/,
  )
})

test('runs that diverged fail the limit of their group by its name', () => {
  const runs = RUNS.derive({
    loss: (row: { tokenizer: string; loss: number }) =>
      row.tokenizer === 'none' ? 1 / 0 : row.loss,
  })
  expect(judge('loss of tokenizer = none <= 1', runs)).toEqual({
    holds: false,
    sentence: '6 of 6 runs of tokenizer=none diverged in loss.',
  })
})

test('a metric without a value in any run fails; texts and missing cells are none', () => {
  const without = (value: unknown) =>
    table({ tokenizer: ['vq', 'none'], seed: [1, 1], loss: [value, value] })
  expect(judge('loss <= 1', without(null))).toEqual({
    holds: false,
    sentence: 'loss has no value in any run.',
  })
  expect(judge('loss of tokenizer = vq <= 1', without('x')).sentence).toBe(
    'loss of tokenizer=vq has no value in any run.',
  )
  expect(judge('loss of best tokenizer <= 1', without(true)).sentence).toBe(
    'loss of tokenizer has no value in any run.',
  )
  expect(judge('loss <= 1 on mean', without(1n)).sentence).toContain('has a mean of 1 over 2 runs')
})

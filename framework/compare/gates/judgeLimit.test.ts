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
  expect(judge('loss of best tokenizer <= 7')).toEqual({
    holds: true,
    sentence:
      'loss of tokenizer=none is 6.10 [5.99, 6.21] over 6 runs of 2 settings; the gate is <= 7: the interval ends 0.79 ' +
      'below it.',
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

import { expect, test } from 'vitest'
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
])('%s names what is nearest', (text, advice) => {
  expect(() => judge(text)).toThrow(advice)
})

test('what the runs lack is shown at its place in the gate', () => {
  expect(() => judge('loss of tokenizer = nine <= 1')).toThrow(
    /no run has tokenizer=nine\. .*\n {2}loss of tokenizer = nine <= 1\n {22}\^$/,
  )
  expect(() => judge('vq not worse than nona')).toThrow(/\n {2}vq not worse than nona\n {20}\^$/)
})

test('values that no parameter has both of ask for the name of a parameter', () => {
  expect(() => judge('1 not worse than vq')).toThrow(
    'Name the parameter: COLUMN = 1 not worse than',
  )
})

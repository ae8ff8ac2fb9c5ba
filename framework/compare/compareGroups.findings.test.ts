import { expect, test } from 'vitest'
import { type RunCells, runsOf } from '../testing/exampleRuns.ts'
import { compareGroups } from './compareGroups.ts'
import type { CompareGroupsOptions } from './compareOptions.ts'

function compare(rows: readonly RunCells[], options: Partial<CompareGroupsOptions> = {}) {
  return compareGroups(runsOf(rows), {
    ...{ metric: 'loss', by: 'tokenizer', better: 'lower' },
    ...options,
  })
}

/** Five seeds of both tokenizers at each depth, where vq multiplies the loss by these factors. */
const atDepths = (...factors: readonly number[]) =>
  factors.flatMap((factor, depth) =>
    [0, 1, 2, 3, 4].flatMap((seed) => [
      { tokenizer: 'none', depth, seed, loss: 1 + seed / 100 },
      { tokenizer: 'vq', depth, seed, loss: (1 + seed / 100) * factor + (seed % 2) / 1e4 },
    ]),
  )

const BY_INTERACTION = 'That an effect depends on another parameter was found by the analysis'

test('that an effect depends on another parameter is among its findings and methods', () => {
  const { findings, methods } = compare(atDepths(2, 4))
  const [average, interaction] = findings
  expect(findings.map(({ key }) => key).sort()).toEqual(['tokenizer-by-depth', 'vq-vs-none'])
  expect([average, interaction].map((each) => each?.sentence).join('\n')).toContain(
    ', on average over depth.',
  )
  expect(methods.join('\n')).toContain(BY_INTERACTION)
})

test('where it does not, neither says so', () => {
  const { findings, methods } = compare(atDepths(2, 2))
  expect(findings.map(({ key }) => key)).toEqual(['vq-vs-none'])
  expect(methods.join('\n')).not.toContain(BY_INTERACTION)
})

test('what single pairs show is among its findings', () => {
  const rows = atDepths(3, 0.5).filter(({ seed }) => seed === 0)
  expect(compare(rows).findings[0]?.sentence).toMatch(
    /^tokenizer: cannot tell from one pair at each value of depth: vq has 3 times the loss/,
  )
})

test('what goes together with the group is told beside what is found of it', () => {
  const drawn = (tokenizer: string, from: number) =>
    Array.from({ length: 12 }, (_, i) => ({
      ...{ tokenizer, lr: from + i, loss: 1 + ((i * 7) % 5) },
    }))
  const options = { parameters: ['tokenizer', 'lr'], scale: 'difference' } as const
  const sentence = (from: number) =>
    compare([...drawn('none', 1), ...drawn('vq', from)], options).findings[0]?.sentence
  expect(sentence(11.5)).toMatch(/; lr goes together with it, and may be the cause\.$/)
  expect(sentence(1.5)).not.toContain('goes together')
})

test('a margin is told in its methods', () => {
  expect(compare(atDepths(1, 1), { margin: 1.05 }).methods.join('\n')).toContain(
    'Equality within 1.05 is claimed',
  )
})

test('where one pair is far from the others, no number of further pairs is given', () => {
  const pairs = (bad: number) =>
    runsOf(
      [1, 1.01, 0.99, bad, 1.02, 0.98, 1, 1].flatMap((loss, seed) => [
        { opt: 'adam', seed, loss },
        { opt: 'sgd', seed, loss: 1.05 + seed / 1000 },
      ]),
    )
  const moreUnits = (bad: number) =>
    compareGroups(pairs(bad), { metric: 'loss', by: 'opt', parameters: ['opt'] }).rows[0]
  expect(moreUnits(50)).toMatchObject({ moreUnits: null, hasOutlier: true })
  expect(moreUnits(1.03)).toMatchObject({ hasOutlier: false })
})

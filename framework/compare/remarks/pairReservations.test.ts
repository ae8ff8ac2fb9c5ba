import { table } from 'arquero'
import { expect, test } from 'vitest'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareGroups } from '../compareGroups.ts'
import { compareParameters } from '../parameters/compareParameters.ts'

/** Twice as bad with `vq`, for eight seeds. */
function runsWith(more: (tokenizer: string, seed: number) => RunCells) {
  return runsOf(
    [1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) =>
      ['none', 'vq'].map((tokenizer) => ({
        ...{ tokenizer, seed, loss: seed * (tokenizer === 'vq' ? 2 + seed / 90 : 1) },
        ...more(tokenizer, seed),
      })),
    ),
  )
}

/** What a finding ends with, after the p-value. */
function endOf(more: (tokenizer: string, seed: number) => RunCells): string {
  const options = { metric: 'loss', by: 'tokenizer', better: 'lower' } as const
  const { findings } = compareGroups(runsWith(more), { ...options, parameters: ['tokenizer'] })
  expect(findings[0]?.sentence).toMatch(/^vq is worse than none: .* 8 pairs, p < 0\.001 after Holm/)
  return findings[0]?.sentence.split('least that 8 pairs allow)')[1] ?? ''
}

test('what is found of groups that trained for different lengths says for how long', () => {
  expect(endOf((tokenizer) => ({ epochs: tokenizer === 'vq' ? 1 : 50 }))).toBe(
    '; none trained for 50 epochs, vq for 1 epoch.',
  )
  expect(endOf((tokenizer, seed) => ({ epochs: (tokenizer === 'vq' ? 100 : 50) + seed }))).toBe(
    '; none trained for 51 to 58 epochs, vq for 101 to 108 epochs.',
  )
})

test('lengths that overlap, differ by a tenth at most, or are not known of all runs, are not the reason', () => {
  const ofEpochs = (vq: (seed: number) => number | null) =>
    endOf((tokenizer, seed) => ({ epochs: tokenizer === 'vq' ? vq(seed) : 90 }))
  expect(ofEpochs((seed) => (seed === 8 ? 90 : 10))).toBe('.')
  expect(ofEpochs(() => 100)).toBe('.')
  expect(ofEpochs(() => 101)).toBe('; none trained for 90 epochs, vq for 101 epochs.')
  expect(ofEpochs((seed) => (seed === 8 ? null : 10))).toBe('.')
})

test('a group of which runs diverged ended early for that reason', () => {
  const rows = (tokenizer: string, seed: number): RunCells =>
    tokenizer === 'vq' && seed > 1 ? { epochs: 3, loss: Number.POSITIVE_INFINITY } : { epochs: 50 }
  const { findings } = compareGroups(runsWith(rows), {
    ...{ metric: 'loss', by: 'tokenizer', better: 'lower', parameters: ['tokenizer'] },
  })
  expect(findings[0]?.sentence).toContain('7 of 8 and 0 of 8 runs diverged')
  expect(findings[0]?.sentence).not.toContain('trained for')
})

test('what is found of groups from other data or code names them', () => {
  expect(endOf((tokenizer) => ({ dataset_name: `${tokenizer}-data` }))).toBe(
    '; they differ in dataset, too.',
  )
  expect(endOf((tokenizer) => ({ dataset_name: `of ${tokenizer}`, git_commit: tokenizer }))).toBe(
    '; they differ in dataset, too.',
  )
  expect(
    endOf((tokenizer) => ({ dataset_name: `of ${tokenizer}`, git_commit: `c ${tokenizer}` })),
  ).toBe('; they differ in dataset and code version, too.')
  expect(endOf((tokenizer, seed) => ({ git_commit: tokenizer === 'vq' ? 'a' : `${seed}` }))).toBe(
    '; they differ in code version, too.',
  )
  expect(endOf((_, seed) => ({ git_commit: `c${seed}` }))).toBe('.')
})

test('of several parameters, each pair at the values of another one has its own', () => {
  const rows = [1, 2, 3, 4, 5, 6].flatMap((seed) =>
    ['none', 'vq'].flatMap((tokenizer) =>
      [0.1, 0.2].map((lr) => ({
        ...{ tokenizer, lr, seed, run_dir: `${tokenizer}${lr}${seed}` },
        loss:
          (seed / 100 + (tokenizer === 'vq' ? 2 : 1)) * (tokenizer === 'vq' && lr === 0.2 ? 9 : 1),
      })),
    ),
  )
  const runs = runsOf(rows)
  const lengthOf = ({ tokenizer, lr }: (typeof rows)[number]) =>
    tokenizer === 'vq' && lr === 0.2 ? 5 : 40
  const perEpoch = new Map(
    rows.map((row) => [row.run_dir, table({ epoch: [0, lengthOf(row) - 1] })] as const),
  )
  const { findings } = compareParameters(runs, {
    ...{ metric: 'loss', better: 'lower', parameters: ['tokenizer', 'lr'], perEpoch },
  })
  const sentences = findings.map(({ sentence }) => sentence)
  expect(sentences.filter((each) => each.includes('went on to'))).toEqual(
    sentences.filter((each) => /\((?:lr=0\.2|tokenizer=vq)\)/.test(each)),
  )
  expect(sentences.join('\n')).toMatch(
    /vq is worse than none \(lr=0\.2\): .*; none went on to epoch 39, vq to epoch 4\./,
  )
})

import { expect, test } from 'vitest'
import { remarksOf } from '../../testing/comparisons/exampleRows.ts'
import type { RunCells } from '../../testing/exampleRuns.ts'

/** Runs of both tokenizers at seeds 1, 2, …, whose losses have these ratios, vq over none. */
function pairsOf(ratios: readonly number[], more: RunCells = {}): RunCells[] {
  return ratios.flatMap((ratio, i) => [
    { tokenizer: 'none', seed: i + 1, loss: 1 + i, ...more },
    { tokenizer: 'vq', seed: i + 1, loss: (1 + i) * ratio, ...more },
  ])
}
const CLEAR = [2, 2.1, 1.9, 2.05]

test('pairs that differ need no remark', () => {
  expect(remarksOf(pairsOf(CLEAR))).toEqual([])
})

test('runs that diverged are counted by group, with the test of their numbers', () => {
  const rows = pairsOf(CLEAR).map((row) =>
    row.tokenizer === 'vq' && Number(row.seed) > 1 ? { ...row, loss: Infinity } : row,
  )
  const linear = [1, 2].map((seed) => ({ tokenizer: 'linear', seed, loss: seed * (1 + seed / 9) }))
  // 3 of 4 against none of 4, and against none of 2: 5 of 35 and 1 of 5, on either side.
  expect(remarksOf([...rows, ...linear])).toEqual([
    '3 of 10 runs diverged (the last logged loss is NaN or infinite): by tokenizer 3 of 4 runs of vq ' +
      "(Fisher's exact p: linear and vq: 0.4, none and vq: 0.143). They count as the worst: verdicts of comparisons " +
      'with them come from ranks, and ratios, differences and intervals there are of finite pairs only.',
  ])
})

test('diverged runs are counted over all parts of a group', () => {
  const rows = [
    { tokenizer: 'none', seed: 1, loss: 1 },
    { tokenizer: 'none', seed: 2, loss: 1 },
    ...[8, 16].map((size) => ({ tokenizer: 'vq', size, seed: 1, loss: size === 8 ? Infinity : 2 })),
    { tokenizer: 'wave', seed: 1, loss: Infinity },
  ]
  const told = remarksOf(rows).filter((remark) => remark.includes('diverged ('))
  expect(told).toEqual([
    expect.stringMatching(
      /^2 of 5 runs diverged .*: by tokenizer 1 of 2 runs of vq, 1 of 1 run of wave \(Fisher's exact p: none and vq: 1, none and wave: 0\.333, vq and wave: 1\)\. /,
    ),
  ])
})

test('of runs that a sampler chose nothing but divergence is told', () => {
  const constant = pairsOf([2, 2, Infinity])
  const remarks = remarksOf(constant, { sampler: 'TPE' })
  expect(remarks.map((remark) => remark.slice(0, 20))).toEqual([
    'The runs were chosen',
    '1 of 6 runs diverged',
  ])
  expect(remarksOf(pairsOf([2, 2, 2]), { sampler: 'TPE' })).toHaveLength(1)
})

test('groups that share no setting are named, with what keeps them apart', () => {
  const rows = ['a', 'b', 'c'].flatMap((tokenizer, group) =>
    [1, 2, 3, 4].map((seed) => ({ tokenizer, seed, lr: 100 * group + seed, loss: seed })),
  )
  expect(remarksOf(rows, { parameters: ['tokenizer', 'lr'] })).toEqual([
    'No runs differ in one parameter and the seed alone: tokenizer a and b, tokenizer a and c, tokenizer b and c. Values ' +
      'of lr differ as well, so nothing is tested.',
  ])
})

test('values of what only some runs have are compared, and not with its absence', () => {
  const rows = [0.9, 0.99, null].flatMap((momentum) =>
    [1, 2, 3].map((seed) => ({
      tokenizer: momentum === null ? 'adam' : 'sgd',
      momentum,
      seed,
      loss: seed + (momentum ?? 0),
    })),
  )
  const remarks = remarksOf(rows, { by: 'momentum', parameters: ['tokenizer', 'momentum'] })
  expect(remarks).toContain(
    'Runs without momentum differ from those that have it in other parameters as well, so they are not compared.',
  )
  expect(remarks.join()).not.toContain('No runs differ')
})

test('where several parameters differ at once, none is named', () => {
  const rows = [
    { tokenizer: 'none', lr: 1, depth: 1 },
    { tokenizer: 'none', lr: 2, depth: 2 },
    { tokenizer: 'vq', lr: 1, depth: 2 },
    { tokenizer: 'vq', lr: 2, depth: 1 },
  ].map((row) => ({ ...row, seed: 1, loss: row.lr }))
  expect(remarksOf(rows)).toEqual([
    'No runs differ in one parameter and the seed alone: tokenizer none and vq. Other parameters differ as well, so ' +
      'nothing is tested.',
  ])
})

test('where a value that is not above zero keeps values of several decades from being compared by ratios, that is said', () => {
  const rows = [1e-6, 2e-6, 1e-6, 0].flatMap((none, seed) => [
    { tokenizer: 'none', seed, loss: none },
    { tokenizer: 'vq', seed, loss: 0.01 + seed },
  ])
  const said =
    '1 of 8 values of loss is not above zero, so that differences are compared, which the largest values decide: the ' +
    'others span decades. Without it, ratios would be compared.'
  expect(remarksOf(rows)).toContain(said)
  expect(remarksOf(rows, { scale: 'difference' })).not.toContain(said)
  expect(remarksOf(rows.slice(0, 6))).not.toContain(said)
  const alike = rows.map(({ loss, ...row }) => ({ ...row, loss: loss === 0 ? 0 : 1 + loss }))
  expect(remarksOf(alike)).not.toContain(said)
})

test('it is said where runs share no seeds, and so are compared within blocks or as blocks', () => {
  const rows = ['mlp', 'gnn'].flatMap((encoder) =>
    [1, 2].flatMap((seed) => [
      { tokenizer: 'none', encoder, seed, loss: seed },
      { tokenizer: 'vq', encoder, seed: 10 + seed, loss: seed + (encoder === 'mlp' ? 1 : 3) },
    ]),
  )
  const told = [
    'Runs share few values of seed, or none, in 1 comparison by tokenizer: they are compared within blocks, not in ' +
      'pairs. With the same seeds on both sides, each seed would be a pair.',
  ]
  const ofGroup = remarksOf(rows)
  expect(ofGroup[0]).toBe(told[0])
  expect(ofGroup[1]).toBe(
    'Runs of one seed may resemble each other over blocks in 1 comparison by tokenizer: the test is that over the ' +
      'seeds of each group, whose p-value is the larger one. More seeds would tell more.',
  )
  const own = rows.map((row, at) => ({ ...row, seed: at }))
  expect(remarksOf(own)).toEqual(told)
  expect(remarksOf(rows.filter(({ seed }) => seed % 10 === 1))).toEqual(told)
})

/** Learning rates as a random search draws them, of one tokenizer only. */
const drawn = (tokenizer: string, from: number, more: (at: number) => RunCells = () => ({})) =>
  Array.from({ length: 12 }, (_, i) => ({
    ...{ tokenizer, lr: from + i, loss: 1 + ((i * 7) % 5) + i / 100 },
    ...more(i),
  }))

const UNPAIRED =
  'Most runs have no partner that differs in one parameter and the seed alone: in 1 comparison by tokenizer all ' +
  'settings are compared, unpaired, which is right where the other parameters were drawn at random, and misleading ' +
  'where they were chosen together.'
const NO_SEED = 'The runs have no seed: runs of one setting count as repetitions of it.'

test('groups whose runs have no partners are compared over all settings', () => {
  const rows = [...drawn('none', 1), ...drawn('vq', 1.5)]
  expect(remarksOf(rows, { parameters: ['tokenizer', 'lr'] })).toEqual([UNPAIRED, NO_SEED])
})

test('what goes together with the group there may be the cause', () => {
  const end =
    ': groups differ there by more than chance explains, so that what is compared may be due to either.'
  const rows = [...drawn('none', 1), ...drawn('vq', 11.5)]
  const parameters = ['tokenizer', 'lr']
  expect(remarksOf(rows, { parameters })).toEqual([
    UNPAIRED,
    `lr goes together with tokenizer${end}`,
    NO_SEED,
  ])
  const two = [
    ...drawn('none', 1, (depth) => ({ depth: (depth * 5) % 12 })),
    ...drawn('vq', 11.5, (depth) => ({ depth: 10.5 + ((depth * 5) % 12) })),
  ]
  expect(remarksOf(two, { parameters: [...parameters, 'depth'] })).toEqual([
    UNPAIRED,
    `lr, depth go together with tokenizer${end}`,
    NO_SEED,
  ])
})

test('parameters of one group alone are named once', () => {
  const rows = CLEAR.flatMap((ratio, seed) => [
    { tokenizer: 'none', seed, loss: 1 + seed },
    ...[256, 1024].map((size) => ({
      ...{ tokenizer: 'vq', seed, size, loss: (1 + seed) * (ratio + size / 1e6) },
    })),
  ])
  const remark = remarksOf(rows).find((each) => each.startsWith('Only one'))
  expect(remark).toBe(
    'Only one of two compared groups has size: runs of all its values are compared together, and where there are ' +
      'several values, those of each in a row of their own.',
  )
})

test('runs without seeds are said to have none, unless some have', () => {
  const without = [1, 2, 3].flatMap((i) => [
    { tokenizer: 'none', loss: i },
    { tokenizer: 'vq', loss: 10 + i },
  ])
  const none = 'The runs have no rng: runs of one setting count as repetitions of it.'
  expect(remarksOf(without, { seed: 'rng' })).toEqual([none])
  const one = without.map((row, i) => (row.tokenizer === 'vq' ? { ...row, seed: i } : row))
  expect(remarksOf(one)).toEqual([])
})

/** Three encoders, over which the effect at each seed differs by this much. */
const blocks = (noise: number, names = ['a', 'b', 'c']) =>
  names.flatMap((encoder, block) =>
    pairsOf(
      [0.1, 0.3, 0.2, 0.5].map((effect, i) => Math.exp(effect + noise * ((block + i) % 3))),
      { encoder },
    ),
  )
const RESEMBLE =
  'Pairs of the same seed resemble each other in 1 comparison by tokenizer (F test, p <= 0.05): they were averaged ' +
  'within seeds, and seeds are the units of the test. More seeds would tell more, more settings would not.'
const MAY_RESEMBLE =
  'Pairs of the same seed may resemble each other in 1 comparison by tokenizer, which the runs neither show nor ' +
  'exclude: the test is that over seeds, whose p-value is the larger one. More seeds would decide it.'

test('pairs of one seed resemble each other, or may do so', () => {
  expect(remarksOf(blocks(0.01))).toEqual([RESEMBLE])
  expect(remarksOf(blocks(0.15))).toEqual([MAY_RESEMBLE])
})

test('each comparison is counted by whether its own pairs show it', () => {
  const third = blocks(0.15).filter(({ tokenizer }) => tokenizer === 'vq')
  const rows = [...blocks(0.01), ...third.map((row) => ({ ...row, tokenizer: 'rvq' }))]
  expect(remarksOf(rows)).toEqual([RESEMBLE, MAY_RESEMBLE])
})

test('pairs that all have one seed hold for it alone', () => {
  const one = ['a', 'b', 'c'].flatMap((encoder, i) =>
    ['none', 'vq'].map((tokenizer) => ({
      ...{ tokenizer, encoder, seed: 42, loss: 1 + i * tokenizer.length },
    })),
  )
  const remark =
    'All pairs of 1 comparison by tokenizer have the same seed: what they show holds for that seed alone. Train with ' +
    'more seeds.'
  expect(remarksOf(one)).toEqual([remark])
  // Not of a single pair, nor of runs without seeds, nor where one seed is another.
  expect(remarksOf(one.slice(0, 2))).toEqual([])
  expect(remarksOf(one.map(({ seed, ...row }) => row))).toEqual([NO_SEED])
  const other = one.map((row, i) => (i < 2 ? { ...row, seed: 43 } : row))
  expect(remarksOf(other).join()).not.toContain('All pairs of')
  const last = one.map((row, i) => (i > 3 ? { ...row, seed: 43 } : row))
  expect(remarksOf(last).join()).not.toContain('All pairs of')
})

test('where seeds are compared, their number is no matter', () => {
  const rows = ['a', 'b', 'c'].flatMap((encoder, i) =>
    [1, 2].map((seed) => ({ encoder, seed, loss: seed + i * seed ** 2 })),
  )
  expect(remarksOf(rows, { by: 'seed' })).toEqual([])
})

test('units that all have one value count as one', () => {
  expect(remarksOf(pairsOf([2, 2, 2, 2]))).toEqual([
    'All units of tokenizer none and vq show the same difference: they count as one. Check whether the seed has any effect, ' +
      'whether values were rounded, or whether runs were copied.',
  ])
  // Where runs diverged, ranks may well be the same.
  expect(remarksOf(pairsOf([Infinity, Infinity, Infinity])).join()).not.toContain('All units')
})

const REPEATED = 'Several runs of one setting and seed were averaged in 1 comparison by tokenizer.'

test('runs of one setting and seed that were averaged are told, on either side', () => {
  for (const tokenizer of ['none', 'vq']) {
    expect(remarksOf([...pairsOf(CLEAR), { tokenizer, seed: 1, loss: 1.5 }])).toEqual([REPEATED])
    // One without a partner was not averaged.
    expect(remarksOf([...pairsOf(CLEAR), { tokenizer, seed: 9, loss: 1.5 }])).toEqual([])
  }
})

test('without seeds, runs of a setting are repetitions, not averaged beyond what was said', () => {
  const rows = ['a', 'b', 'c'].flatMap((encoder, i) =>
    [1, 2, 3].flatMap((loss) => [
      { tokenizer: 'none', encoder, loss: loss + i },
      { tokenizer: 'vq', encoder, loss: 10 + loss + i ** 2 },
    ]),
  )
  expect(remarksOf(rows)).toEqual([NO_SEED])
})

test('of more than twenty groups it says that they cost each other power', () => {
  const groups = (n: number) =>
    Array.from({ length: 2 * n }, (_, i) => ({
      ...{ tokenizer: i % n, seed: Math.floor(i / n), loss: 1 + ((i * 7919) % 1009) / 1009 },
    }))
  expect(remarksOf(groups(20)).join()).not.toContain("Holm's adjustment")
  expect(remarksOf(groups(21))).toContain(
    "Holm's adjustment is over all comparisons, among them 210 comparisons by tokenizer: the more groups, the larger a " +
      'difference must be to be found. Compare fewer where you can.',
  )
})

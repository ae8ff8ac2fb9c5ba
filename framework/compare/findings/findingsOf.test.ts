import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import { comparisonRow, trendRow } from '../../testing/comparisons/exampleRows.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareGroups } from '../compareGroups.ts'
import type { Comparison } from '../comparison.ts'
import { examineGroups } from '../groups/examineGroups.ts'
import type { ParameterInteraction } from '../interactions/interactionOf.ts'
import { compareParameters } from '../parameters/compareParameters.ts'
import { type FindingContext, findingsOf } from './findingsOf.ts'

function pairsOf(ratios: readonly number[]): RunCells[] {
  return ratios.flatMap((ratio, i) => [
    { tokenizer: 'none', seed: i, loss: 1 + i },
    { tokenizer: 'vq', seed: i, loss: (1 + i) * ratio },
  ])
}

function findings(rows: readonly RunCells[], more = {}) {
  return compareGroups(runsOf(rows), { metric: 'loss', by: 'tokenizer', better: 'lower', ...more })
    .findings
}

test('a difference says which is worse, by how much, and how sure', () => {
  expect(findings(pairsOf([1.9, 2, 1.8, 1.95, 1.85, 1.9]))).toEqual([
    {
      key: 'vq-vs-none',
      sentence:
        'vq is worse than none: 1.90 times the loss [1.83, 1.97], 6 pairs, p < 0.001 after Holm ' +
        "(Student's t; exact p = 0.03, the least that 6 pairs allow).",
      values: {
        ratio: expect.closeTo(1.9, 1),
        low: expect.closeTo(1.82, 1),
        high: expect.closeTo(1.97, 1),
        n: 6,
        p: expect.any(Number),
        'exact-p': 2 / 2 ** 6,
      },
    },
  ])
})

test('where higher is better, the same rows say the opposite', () => {
  const [finding] = findings(pairsOf([1.9, 2, 1.8, 1.95, 1.85, 1.9]), { better: 'higher' })
  expect(finding?.sentence).toMatch(/^vq is better than none: 1\.90 times the loss/)
})

test('a difference of a bounded metric says by how much it is lower', () => {
  const rows = [0.8, 0.82, 0.81, 0.79, 0.8].flatMap((accuracy, seed) => [
    { tokenizer: 'none', seed, accuracy },
    { tokenizer: 'vq', seed, accuracy: accuracy - 0.1 - seed * 0.001 },
  ])
  const [finding] = findings(rows, { metric: 'accuracy', better: 'higher' })
  expect(finding?.sentence).toMatch(
    /^vq is worse than none: accuracy lower by 0\.102 \[0\.100, 0\.104\], 5 pairs, p < 0\.001 after Holm/,
  )
})

test('equality within a margin is said with the margin', () => {
  const [finding] = findings(pairsOf([1.001, 0.999, 1.002, 0.998, 1.001]), { margin: 1.05 })
  expect(finding?.sentence).toMatch(
    /^vq and none are equal within 1\.05: 1(?:\.\d+)? times the loss \[0\.99/,
  )
})

test('of an inconclusive row it says what the interval excludes, and claims nothing else', () => {
  const [finding] = findings(pairsOf([1.01, 0.99, 1.02, 0.985, 1.005, 0.995]))
  expect(finding).toEqual({
    key: 'tokenizer',
    sentence:
      'tokenizer: differences above 1.5 % excluded by 95 % intervals; smaller ones are not.',
    values: { 'excluded-percent': 1.5 },
  })
})

test('where nothing tells a parameter from another, that stands beside how many more would decide', () => {
  const rows = pairsOf([1.4, 0.7, 1.3, 0.8]).map((row) => ({ ...row, width: `w ${row.tokenizer}` }))
  const { findings: found } = compareParameters(runsOf(rows), {
    metric: 'loss',
    better: 'lower',
    parameters: ['tokenizer', 'width'],
  })
  expect(found.map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/^tokenizer: cannot tell; .*; width changed along with it\.$/),
    expect.stringMatching(/^width: cannot tell; .*; tokenizer changed along with it\.$/),
  ])
})

test('where the runs are too few it says how many more would decide', () => {
  const [finding] = findings(pairsOf([1.4, 0.7, 1.3, 0.8]))
  expect(finding?.sentence).toMatch(
    /^tokenizer: cannot tell; about \d+0 more pairs would probably show a ratio of 1\.1\.$/,
  )
})

test('where one row of several tells how many more it takes, the others are counted', () => {
  const two = [1.2, 1.5].flatMap((loss, seed) => [{ tokenizer: 'linear', seed, loss }])
  const [finding] = findings([...pairsOf([1.4, 0.7, 1.3, 0.8]), ...two])
  expect(finding?.sentence).toMatch(
    /^tokenizer: cannot tell; about \d+0 more pairs would probably show a ratio of 1\.1 in 1 of its 3 comparisons, and for the others the runs are too few to say\.$/,
  )
})

test('further pairs over several settings are so many seeds of each', () => {
  const rows = ['a', 'b'].flatMap((encoder) =>
    pairsOf([1.4, 0.7, 1.3, 0.8]).map((row) => ({
      ...row,
      encoder,
      seed: `${encoder}${row.seed}`,
    })),
  )
  const sentence = findings(rows)[0]?.sentence ?? ''
  const [, pairs, seeds] =
    /; (\d+) more pairs \((\d+) more seeds for each setting\)/.exec(sentence) ?? []
  expect(Number(seeds)).toBe(Math.ceil(Number(pairs) / 2))
})

test('pairs that are all alike show no spread between seeds', () => {
  expect(findings(pairsOf([1, 1, 1, 1]))[0]?.sentence).toBe(
    'tokenizer: cannot tell, since the metric is the same in all pairs of runs, whatever their seed.',
  )
  expect(findings(pairsOf([2, 2, 2, 2]))[0]?.sentence).toContain('differs by exactly as much')
})

test('of two runs it cannot tell anything', () => {
  expect(findings(pairsOf([2]))[0]?.sentence).toBe(
    'tokenizer: cannot tell, with too few runs to say how many more it takes.',
  )
})

test('groups without runs to be compared are called so', () => {
  const rows = [
    { tokenizer: 'none', width: 1, seed: 1, loss: 1 },
    { tokenizer: 'vq', width: 2, seed: 1, loss: 1 },
    { tokenizer: 'vq', width: 3, seed: 1, loss: 1 },
  ]
  const [finding] = findings(rows, { parameters: ['width', 'tokenizer'] })
  expect(finding?.sentence).toBe(
    'tokenizer: cannot tell, since no runs differ in it and the seed alone.',
  )
})

test('runs that diverged make a group worse, whatever the ratio of the others', () => {
  const rows = Array.from({ length: 8 }, (_, seed) => [
    { tokenizer: 'none', seed, loss: 1 + seed / 100 },
    { tokenizer: 'vq', seed, loss: seed < 7 ? Infinity : 0.9 },
  ]).flat()
  const [finding] = findings(rows)
  expect(finding?.sentence).toMatch(
    /^vq is worse than none: by ranks, since 7 of 8 and 0 of 8 runs diverged, 8 pairs, p = 0\.0\d+ after Holm\.$/,
  )
})

test('numbers are named with their column', () => {
  const rows = [1, 2, 3, 4, 5].flatMap((seed) => [
    { lr: 0.01, seed, loss: seed },
    { lr: 0.1, seed, loss: seed * (2 + seed / 50) },
  ])
  const [finding] = findings(rows, { by: 'lr' })
  expect(finding?.key).toBe('lr-0.1-vs-0.01')
  expect(finding?.sentence).toMatch(/^lr 0\.1 is worse than lr 0\.01: /)
})

test('a trend says whether the metric rises or falls', () => {
  const runs = runsOf(Array.from({ length: 30 }, (_, i) => ({ lr: i, seed: 1, loss: 40 - i })))
  const { findings } = compareParameters(runs, {
    metric: 'loss',
    better: 'lower',
    parameters: ['lr'],
  })
  expect(findings[0]?.sentence).toMatch(
    /^loss falls with lr: rank correlation −1\.00 \[−1\.00, −0\.9\d\], 30 runs, p < 0\.001 after Holm\.$/,
  )
})

test('many parameters of which nothing is settled for one reason are one sentence with their names', () => {
  const names = ['a', 'b', 'c', 'd']
  const noise = [0.25, 0.84, 0.58, 0.21, 0.71, 0.02, 0.19, 0.62, 0.27, 0.7, 0.09, 0.68]
  const runs = runsOf(
    noise.map((loss, run) => ({
      ...Object.fromEntries(names.map((name, at) => [name, ((run + 1) * (2 * at + 3)) % 13])),
      seed: 1,
      loss,
    })),
  )
  const { findings } = compareParameters(runs, {
    metric: 'loss',
    better: 'lower',
    parameters: names,
  })
  expect(findings).toEqual([
    {
      key: 'too-few-runs',
      sentence:
        'Cannot tell whether 4 parameters matter: the runs are too few (comparisons.csv has each): a, b, c, d.',
      values: { n: 4 },
    },
  ])
})

test('a sentence about many parameters says how many runs of which values diverged, the most uneven first', () => {
  const random = new Random(3)
  const rows = [...Array(16).keys()].map((run) => {
    const [a, b, c, d] = [0, 1, 2, 3].map((bit) => (run >> bit) % 2) as [
      number,
      number,
      number,
      number,
    ]
    const diverged = a === 1 && (b === 1 || c + d === 0)
    return {
      a,
      b,
      c,
      d,
      seed: 1,
      loss: diverged ? Number.POSITIVE_INFINITY : Math.exp(random.normal()),
    }
  })
  const { findings } = compareParameters(runsOf(rows), {
    metric: 'loss',
    better: 'lower',
    parameters: ['a', 'b', 'c', 'd'],
  })
  expect(findings.at(-1)?.sentence).toBe(
    'Cannot tell whether 4 parameters matter: the runs are too few (comparisons.csv has each): a, b, c, d. Diverged: ' +
      "by a 0 of 8 runs of 0, 5 of 8 runs of 1 (Fisher's exact p = 0.03); " +
      "by b 1 of 8 runs of 0, 4 of 8 runs of 1 (Fisher's exact p = 0.28); " +
      "by c 3 of 8 runs of 0, 2 of 8 runs of 1 (Fisher's exact p = 1); comparisons.csv has the others.",
  )
})

test('where a pair diverges more often, that is not repeated where nothing can be said of the metric', () => {
  const rows = Array.from({ length: 12 }, (_, seed) => [
    { tokenizer: 'none', seed, loss: 1 },
    { tokenizer: 'vq', seed, loss: seed < 6 ? Infinity : 0.5 },
  ]).flat()
  const sentences = findings(rows).map(({ sentence }) => sentence)
  expect(sentences).toEqual([
    expect.stringMatching(
      /^vq diverges more often than none: 6 of 12 runs against 0 of 12, p = 0\.0\d+ after Holm/,
    ),
    'tokenizer: apart from how often runs diverge, cannot tell, from ranks in which runs that diverged are the worst.',
  ])
})

test('of more than two values, the smallest p-value of how often they diverge is named', () => {
  const lossOf = { a: [1, 2, 3, 4], b: [4, 3, 2, 1], c: [Infinity, Infinity, Infinity, 2] }
  const rows = Object.entries(lossOf).flatMap(([tokenizer, losses]) =>
    losses.map((loss, seed) => ({ tokenizer, seed, loss })),
  )
  expect(findings(rows)[0]?.sentence).toContain(
    "diverged: 0 of 4 runs of a, 0 of 4 runs of b, 3 of 4 runs of c (smallest Fisher's exact p = 0.14).",
  )
})

test('where both runs of every pair diverged, that is why nothing can be said', () => {
  expect(findings(pairsOf([1, 1, 1]).map((row) => ({ ...row, loss: Infinity })))[0]?.sentence).toBe(
    'tokenizer: cannot tell, since the metric ended in NaN or infinity in all pairs of runs, whatever their seed.',
  )
})

test('parameters with which runs diverge more often are not among those that may not matter', () => {
  const rows = [...Array(32).keys()].flatMap((run) => {
    const [a, b, c, d] = [0, 1, 2, 3].map((bit) => (run >> bit) % 2)
    const loss = a === 1 && run < 16 ? Number.POSITIVE_INFINITY : 1 + ((run * 7) % 5) / 9
    return [{ a, b, c, d, seed: run >> 4, loss }]
  })
  const { findings } = compareParameters(runsOf(rows), {
    metric: 'loss',
    better: 'lower',
    parameters: ['a', 'b', 'c', 'd'],
  })
  const sentences = findings.map(({ sentence }) => sentence)
  expect(sentences.slice(0, 2)).toEqual([
    expect.stringMatching(/^a 1 diverges more often than a 0: 8 of 16 runs against 0 of 16/),
    'a: apart from how often runs diverge, cannot tell, from ranks in which runs that diverged are the worst.',
  ])
})

test('from one pair at each value of another parameter, the effects at both are reported, and no number of runs', () => {
  const lossOf = { none: [1, 2], vq: [3, 1] }
  const rows = Object.entries(lossOf).flatMap(([tokenizer, losses]) =>
    losses.map((loss, depth) => ({ tokenizer, depth, seed: 1, loss })),
  )
  const { rows: compared, findings } = compareGroups(runsOf(rows), {
    metric: 'loss',
    by: 'tokenizer',
    better: 'lower',
  })
  expect(findings[0]?.sentence).toBe(
    'tokenizer: cannot tell from one pair at each value of depth: vq has 3 times the loss of none with depth=0, ' +
      '0.5 times with depth=1; more seeds would tell whether its effect depends on depth.',
  )
  expect(compared[0]?.moreUnits).toBeNull()
})

test('values that two parameters have stand with their parameter, in sentence and key', () => {
  const rows = ['on', 'off'].flatMap((mixup) =>
    ['on', 'off'].flatMap((dropout) =>
      [0, 1, 2, 3, 4, 5].map((seed) => ({
        ...{ mixup, dropout, seed },
        loss:
          (1 + seed / 10) * (mixup === 'on' ? 2 + seed / 100 : 1) * (dropout === 'on' ? 1.5 : 1),
      })),
    ),
  )
  const options = { metric: 'loss', better: 'lower' } as const
  const found = compareParameters(runsOf(rows), { ...options, by: ['mixup', 'dropout'] }).findings
  expect(found.map(({ key }) => key)).toContain('mixup-on-vs-off')
  expect(found.map(({ sentence }) => sentence).join('\n')).toContain(
    'mixup on is worse than mixup off: ',
  )
  const [alone] = compareParameters(runsOf(rows), { ...options, by: ['mixup'] }).findings
  expect(alone).toMatchObject({
    key: 'on-vs-off',
    sentence: expect.stringMatching(/^on is worse/),
  })
})

const of = (rows: readonly Partial<Comparison>[], context: FindingContext = {}) =>
  findingsOf(rows.map(comparisonRow), context)
const keys = (rows: readonly Partial<Comparison>[], context: FindingContext = {}) =>
  of(rows, context).map(({ key }) => key)
const starts = (rows: readonly Partial<Comparison>[], context: FindingContext = {}) =>
  of(rows, context).map(({ sentence }) => sentence.slice(0, sentence.indexOf(':')))

const UNSETTLED = { verdict: 'inconclusive', ratio: 1, ratioLow: 0.98, ratioHigh: 1.0138 } as const

test('nothing compared is no finding', () => {
  expect(findingsOf([])).toEqual([])
})

test('the surest findings come first, then where runs diverged, then what is not settled', () => {
  const rows = [
    { ...UNSETTLED, by: 'depth' },
    { a: 'a', pHolm: 0.03 },
    { a: 'b', pHolm: 0.01 },
    { a: 'c', pHolm: null, verdict: 'equal within 1.05' },
  ] as const
  const trends = [
    trendRow({ by: 'lr', pHolm: 0.02 }),
    trendRow({ by: 'wd', pHolm: 0.04, verdict: 'inconclusive' }),
  ]
  const divergence = [{ key: 'diverged', sentence: 'Runs diverged.', values: {} }]
  expect(keys(rows, { trends, divergence })).toEqual([
    ...['vq-vs-b', 'lr', 'vq-vs-a', 'vq-vs-c'],
    ...['diverged', 'depth', 'wd'],
  ])
  expect(starts(rows, { trends })[1]).toBe('loss rises with lr')
})

test('of very many findings the forty surest are told', () => {
  const rows = Array.from({ length: 42 }, (_, at) => ({ a: `v${at}`, pHolm: 0.042 - at / 1000 }))
  const told = keys(rows)
  expect(told).toHaveLength(40)
  expect([told[0], told.at(-1)]).toEqual(['vq-vs-v41', 'vq-vs-v2'])
})

test('parameters that may change what is measured come last', () => {
  const rows = [
    { by: 'beta', pHolm: 0.001, a: 'a' },
    { by: 'lr', pHolm: 0.04, a: 'b' },
    { by: 'wd', pHolm: 0.03, a: 'c' },
  ]
  expect(keys(rows)).toEqual(['vq-vs-a', 'vq-vs-c', 'vq-vs-b'])
  expect(keys(rows, { rescaling: new Set(['beta']) })).toEqual(['vq-vs-c', 'vq-vs-b', 'vq-vs-a'])
})

test('that a pair diverges more often comes after what the metric says of it', () => {
  const diverged = { nDivergedB: 5, divergedPHolm: 0.001 }
  expect(
    keys([
      { ...diverged, pHolm: 0.02 },
      { a: 'other', pHolm: 0.01 },
    ]),
  ).toEqual([...['vq-vs-other', 'vq-vs-none', 'vq-vs-none-diverged']])
  // Where the metric says nothing, it has its own place.
  expect(
    keys([
      { a: 'other', pHolm: 0.01 },
      { ...UNSETTLED, ...diverged, by: 'lr' },
    ]),
  ).toEqual([...['vq-vs-none-diverged', 'vq-vs-other', 'lr']])
})

test('names that two columns have stand with their column, where runs diverged, too', () => {
  const diverged = { nDivergedB: 5, divergedPHolm: 0.001 }
  const rows = [diverged, { ...diverged, by: 'decoder' }]
  expect(starts(rows)).toEqual([
    ...['tokenizer vq is worse than tokenizer none', 'decoder vq is worse than decoder none'],
    'tokenizer vq diverges more often than tokenizer none',
    'decoder vq diverges more often than decoder none',
  ])
})

test('what a reader must know of a parameter stands at the end of all that is found of it', () => {
  const reservations = new Map([['tokenizer', 'lr goes with it']])
  const ends = (rows: readonly Partial<Comparison>[], context: FindingContext = {}) =>
    of(rows, { reservations, ...context }).map(({ sentence }) =>
      sentence.endsWith('; lr goes with it.'),
    )
  expect(
    ends([
      { nDivergedB: 5, divergedPHolm: 0.001 },
      { by: 'depth', a: 'x', pHolm: 0.03 },
    ]),
  ).toEqual([true, true, false])
  expect(ends([UNSETTLED, { ...UNSETTLED, by: 'depth' }])).toEqual([true, false])
  expect(ends([], { trends: [trendRow({ by: 'tokenizer' }), trendRow()] })).toEqual([true, false])
  // Sentences have other dots.
  expect(of([UNSETTLED], { reservations })[0]?.sentence).toBe(
    'tokenizer: differences above 2.1 % excluded by 95 % intervals; smaller ones are not; lr goes with it.',
  )
})

function interactionOf(more: Partial<ParameterInteraction> = {}): ParameterInteraction {
  const rows = ['none', 'vq'].flatMap((tokenizer) =>
    [0, 1].flatMap((beta) =>
      [0, 1, 2, 3, 4].map((seed) => ({
        ...{ tokenizer, beta, seed },
        loss: (1 + seed / 1000) * (tokenizer === 'vq' ? 2 + 2 * beta + (seed % 2) / 1e6 : 1),
      })),
    ),
  )
  const options = { metric: 'loss', by: 'tokenizer', better: 'lower' } as const
  const { interaction } = examineGroups(runsOf(rows), options)
  if (interaction === undefined) throw new Error('no interaction was found')
  return { ...interaction, ...more }
}

test('where an effect depends on another parameter, what is found over all its values is an average', () => {
  const average = (row: Partial<Comparison>, more: Partial<ParameterInteraction> = {}) =>
    of([row], { interactions: [interactionOf(more)] })
      .filter(({ key }) => key.includes('-vs-'))
      .map(({ sentence }) => sentence.includes(', on average over beta'))
  expect(average({})).toEqual([true])
  expect(average({ block: 'beta=0' })).toEqual([false])
  expect(average({ a: 'linear' })).toEqual([false])
  expect(average({ b: 'linear' })).toEqual([false])
  expect(average({}, { by: 'decoder' })).toEqual([false])
})

test('the average stands before what else a reader must know', () => {
  const [finding] = of([{ pHolm: 1e-9 }], {
    interactions: [interactionOf({ pValue: 0.01 })],
    reservations: new Map([['tokenizer', 'lr goes with it']]),
  })
  expect(finding?.sentence).toMatch(/, on average over beta; lr goes with it\.$/)
})

test('an effect that depends on another parameter is not called unsettled', () => {
  const atLevel = { ...UNSETTLED, block: 'beta=0' }
  const told = of([UNSETTLED, atLevel, { ...UNSETTLED, by: 'depth' }], {
    interactions: [interactionOf()],
  })
  expect(told.map(({ key }) => key)).toEqual(['tokenizer-by-beta', 'depth'])
  expect(told[0]?.sentence).toMatch(
    /^tokenizer: its effect depends on beta .* the loss of none with .*; 5 pairs at each value of beta are too few/,
  )
})

test('it says that nothing tells which is better only where no comparison by that parameter does', () => {
  const tells = (rows: readonly Partial<Comparison>[]) =>
    of(rows, { interactions: [interactionOf()] })
      .find(({ key }) => key === 'tokenizer-by-beta')
      ?.sentence.includes('too few to tell')
  const atLevel = { ...UNSETTLED, block: 'beta=0' }
  expect(tells([UNSETTLED, atLevel])).toBe(true)
  expect(tells([UNSETTLED, atLevel, {}])).toBe(false)
  expect(tells([UNSETTLED, atLevel, { by: 'depth' }])).toBe(true)
  // Without rows at the values of beta, nobody has asked whether they have too few runs.
  expect(tells([UNSETTLED])).toBe(false)
  expect(tells([UNSETTLED, { ...atLevel, block: 'depth=0' }])).toBe(false)
})

test('a column of which one comparison is settled is not called unsettled', () => {
  expect(keys([UNSETTLED, {}])).toEqual(['vq-vs-none'])
})

test('single pairs are told of the parameter that has them', () => {
  const lossOf = { none: [1, 2], vq: [3, 1] }
  const runs = Object.entries(lossOf).flatMap(([tokenizer, losses]) =>
    losses.map((loss, depth) => ({ tokenizer, depth, seed: 1, loss })),
  )
  const options = { metric: 'loss', by: 'tokenizer', better: 'lower' } as const
  const { singlePairs } = examineGroups(runsOf(runs), options)
  if (singlePairs === undefined) throw new Error('no single pairs were found')
  const few = { ...UNSETTLED, verdict: 'underpowered' } as const
  const told = of([{ ...few, by: 'width' }, few], { singlePairs: [singlePairs] })
  expect(told.map(({ sentence }) => sentence.includes('from one pair at each value'))).toEqual([
    ...[false, true],
  ])
})

test('findings of one key are told apart', () => {
  expect(keys([{ block: 'a=1' }, { block: 'a 1' }])).toEqual(['vq-vs-none-a-1', 'vq-vs-none-a-1-2'])
})

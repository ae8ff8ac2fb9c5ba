import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareGroups } from '../compareGroups.ts'
import { compareParameters } from '../parameters/compareParameters.ts'
import { keyPart } from './reportFinding.ts'

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
    /^tokenizer: cannot tell; \d+ more pairs would probably decide\.$/,
  )
})

test('where one row of several tells how many more it takes, the others are counted', () => {
  const two = [1.2, 1.5].flatMap((loss, seed) => [{ tokenizer: 'linear', seed, loss }])
  const [finding] = findings([...pairsOf([1.4, 0.7, 1.3, 0.8]), ...two])
  expect(finding?.sentence).toMatch(
    /^tokenizer: cannot tell; \d+ more pairs would probably decide 1 of its 3 comparisons, and for the others the runs are too few to say\.$/,
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

test('keys keep letters, digits and signs', () => {
  expect(keyPart('block: 3/4 & größe_2.5')).toBe('block-3-4-größe_2.5')
  expect(keyPart('-0.5')).toBe('-0.5')
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

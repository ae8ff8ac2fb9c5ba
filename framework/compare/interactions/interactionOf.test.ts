import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { examineGroups } from '../groups/examineGroups.ts'
import { compareParameters } from '../parameters/compareParameters.ts'

const METRIC = { metric: 'loss', better: 'lower' } as const

/** Runs of two tokenizers, with the logarithm of vq over none at each beta, and noise between seeds. */
function runsWith(effects: readonly number[], { seeds = 3, noise = 0.01 } = {}): RunCells[] {
  const random = new Random(3)
  return effects.flatMap((effect, beta) =>
    Array.from({ length: seeds }, (_, seed) =>
      ['none', 'vq'].map((tokenizer) => ({
        tokenizer,
        beta,
        seed,
        loss: Math.exp((tokenizer === 'vq' ? effect : 0) + noise * random.normal()),
      })),
    ).flat(),
  )
}

function examine(rows: readonly RunCells[], more: object = {}) {
  const parameters = ['tokenizer', 'beta', 'seed']
  return examineGroups(runsOf(rows), { ...METRIC, by: 'tokenizer', parameters, ...more })
}

test('an effect that depends on another parameter has the effect at each of its values', () => {
  const { interaction } = examine(runsWith([7, 0.2, 0.2]))
  expect(interaction).toMatchObject({ by: 'tokenizer', partner: 'beta' })
  expect(interaction?.pValue).toBeLessThan(1e-6)
  const [contrast] = interaction?.contrasts ?? []
  expect(contrast).toMatchObject({ a: 'none', b: 'vq', scale: 'ratio' })
  expect(contrast?.levels.map(({ value, n }) => [value, n])).toEqual([
    [0, 3],
    [1, 3],
    [2, 3],
  ])
  expect(contrast?.levels.map(({ estimate }) => Number(estimate.toFixed(1)))).toEqual([7, 0.2, 0.2])
})

test('the F test is that of a one-way analysis of variance', () => {
  // scipy.stats.f_oneway([0.1, 0.2], [0.5, 0.7]): F = 16.2, p = 0.0566.
  const rows = [
    [0.1, 0.2],
    [0.5, 0.7],
  ].flatMap((ofBeta, beta) =>
    ofBeta.flatMap((effect, seed) => [
      { tokenizer: 'none', beta, seed, loss: 1 },
      { tokenizer: 'vq', beta, seed, loss: Math.exp(effect) },
    ]),
  )
  expect(examine(rows).interaction).toBeUndefined()
  const wider = rows.map((row) =>
    row.tokenizer === 'vq' && row.beta === 1 ? { ...row, loss: row.loss * Math.exp(0.5) } : row,
  )
  // ([0.1, 0.2], [1, 1.2]): F = 72.2, p = 0.01357.
  expect(examine(wider).interaction?.pValue).toBeCloseTo(0.01357, 4)
  // Twice as much is above 0.02.
  const options = { ...METRIC, by: 'tokenizer', parameters: ['tokenizer', 'beta', 'seed'] }
  expect(examineGroups(runsOf(wider), options, 2).interaction).toBeUndefined()
})

test('what is examined for several parameters is adjusted for all of them', () => {
  const runs = runsOf(runsWith([0.5, 0.2], { seeds: 4, noise: 0.08 }))
  const pValueOf = (nFamilies: number) =>
    examineGroups(runs, { ...METRIC, by: 'tokenizer', parameters: ['beta'] }, nFamilies).interaction
      ?.pValue
  expect(pValueOf(2)).toBeCloseTo(2 * (pValueOf(1) ?? Number.NaN), 12)
})

test.each([
  ['the same effect everywhere', [0.5, 0.5, 0.5]],
  ['effects that are a few per cent apart', [1, 1.05, 1]],
  ['effects that are far from zero and nearly alike', [10, 10.5, 10.2]],
])('%s is no interaction', (_, effects) => {
  expect(examine(runsWith(effects, { noise: 0.001 })).interaction).toBeUndefined()
})

test('runs without shared seeds show an interaction too, by the analysis of variance within blocks', () => {
  // F(2, 9) = 15.165379665379666 of two least-squares fits in NumPy; its tail by SciPy.
  const losses = [
    { none: [1, 1.2, 0.9], vq: [2, 2.3, 2.1] },
    { none: [1.1, 0.8], vq: [1, 1.2, 0.7] },
    { none: [3, 3.3], vq: [3.1, 3.2] },
  ]
  const rows = losses.flatMap((block, beta) =>
    Object.entries(block).flatMap(([tokenizer, values]) =>
      values.map((loss) => ({ tokenizer, beta, loss })),
    ),
  )
  const { interaction } = examine(rows, { scale: 'difference' })
  expect(interaction?.partner).toBe('beta')
  expect(interaction?.pValue).toBeCloseTo(0.0013115830711557446, 12)
  const levels = interaction?.contrasts[0]?.levels.map(({ n, estimate }) => [n, estimate])
  expect(levels).toEqual([
    [3, expect.closeTo(1.1, 12)],
    [2, expect.closeTo(1 / 60, 12)],
    [2, expect.closeTo(0, 12)],
  ])
})

test('one pair at each value tells no interaction, but what it is there', () => {
  const { interaction, singlePairs } = examine(runsWith([7, 0.2, 0.2], { seeds: 1, noise: 0 }))
  expect(interaction).toBeUndefined()
  expect(singlePairs).toEqual({
    by: 'tokenizer',
    partner: 'beta',
    contrast: {
      ...{ a: 'none', b: 'vq', scale: 'ratio', contrast: expect.anything(), isPaired: true },
      levels: [
        { value: 0, estimate: expect.closeTo(7, 12), n: 1 },
        { value: 1, estimate: expect.closeTo(0.2, 12), n: 1 },
        { value: 2, estimate: expect.closeTo(0.2, 12), n: 1 },
      ],
    },
  })
})

test.each<[string, readonly RunCells[]]>([
  [
    'a value has several pairs',
    runsWith([7, 0.2], { seeds: 2 }).filter(({ beta, seed }) => beta === 0 || seed === 0),
  ],
  [
    'two other parameters differ',
    runsWith([7, 0.2], { seeds: 1 }).map((row) => ({ ...row, width: 2 * (row.beta as number) })),
  ],
  ['no other parameter differs', runsWith([7], { seeds: 1 })],
  ['it has more than eight values', runsWith(new Array(9).fill(1), { seeds: 1 })],
])('pairs are not single ones of another parameter where %s', (_, rows) => {
  const parameters = ['tokenizer', 'beta', 'width', 'seed'].filter(
    (name) => name in (rows[0] ?? {}),
  )
  expect(examine(rows, { parameters }).singlePairs).toBeUndefined()
})

test('another parameter may have as many as eight values', () => {
  const effects = [3, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2]
  const levels = (count: number, seeds: number) => {
    const rows = runsWith([...effects, ...effects].slice(0, count), { seeds })
    const { interaction, singlePairs } = examine(rows)
    return (interaction?.contrasts[0] ?? singlePairs?.contrast)?.levels.length
  }
  expect([levels(8, 1), levels(8, 2), levels(9, 2)]).toEqual([8, 8, undefined])
})

/** Runs of four tokenizers, two seeds and two values of two parameters, and the logarithms of their losses. */
function runsOfFour(logOf: (tokenizer: string, beta: number, width: number) => number): RunCells[] {
  const random = new Random(5)
  return ['a', 'b', 'c', 'd'].flatMap((tokenizer) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((i) => {
      const [beta, width, seed] = [i % 2, Math.floor(i / 2) % 2, Math.floor(i / 4)]
      const loss = Math.exp(logOf(tokenizer, beta, width) + 0.01 * random.normal())
      return { tokenizer, beta, width, seed, loss }
    }),
  )
}

test('contrasts that depend on the same parameter are told, the clearest first', () => {
  const rows = runsOfFour((tokenizer, beta, width) => {
    if (tokenizer === 'b') return beta
    // Also on the width, which others depend on less clearly.
    return tokenizer === 'c' ? 9 * beta : tokenizer === 'd' ? 0.1 * width : 0
  })
  const parameters = ['tokenizer', 'beta', 'width', 'seed']
  const { interaction } = examine(rows, { parameters })
  expect(interaction?.partner).toBe('beta')
  const told = interaction?.contrasts.map(({ a, b }) => `${a}${b}`) ?? []
  expect(told.slice(0, 3).toSorted()).toEqual(['ac', 'bc', 'cd'])
  expect(told.slice(3).toSorted()).toEqual(['ab', 'bd'])
})

test('of contrasts of single pairs that whose effects are furthest apart is told', () => {
  const rows = runsOfFour((tokenizer, beta) => (tokenizer === 'c' ? 9 : 1) * beta)
    .filter(({ width, seed, tokenizer }) => width === 0 && seed === 0 && tokenizer !== 'd')
    // Less than b in contrast with c.
    .map((row) => (row.tokenizer === 'a' ? { ...row, loss: 1 + 2 * (row.beta as number) } : row))
  const { singlePairs } = examine(rows)
  expect([singlePairs?.contrast.a, singlePairs?.contrast.b]).toEqual(['b', 'c'])
})

test('a parameter that does not vary does not count in the adjustment for several tests', () => {
  const rows = runsWith([0.5, 0.2], { seeds: 4, noise: 0.08 }).map((row) => ({ ...row, width: 1 }))
  const pValueOf = (parameters: readonly string[]) =>
    examine(rows, { parameters }).interaction?.pValue
  expect(pValueOf(['beta'])).toBeGreaterThan(0)
  expect(pValueOf(['beta', 'width'])).toBe(pValueOf(['beta']))
})

test('parts of a contrast are no contrasts of their own to look at', () => {
  const rows = runsWith([7, 0.2]).flatMap((row) =>
    row.tokenizer === 'none' ? [row] : [8, 16].map((size) => ({ ...row, size })),
  )
  const { interaction } = examine(rows, { parameters: ['tokenizer', 'beta', 'size', 'seed'] })
  expect(interaction?.partner).toBe('beta')
  expect(interaction?.contrasts.map(({ contrast }) => contrast.block)).toEqual([''])
  const once = rows.filter(({ seed }) => seed === 0)
  const { singlePairs } = examine(once, { parameters: ['tokenizer', 'beta', 'size', 'seed'] })
  expect(singlePairs?.contrast.contrast.block).toBe('')
})

test('pairs of which a run diverged have no part in it', () => {
  const rows = runsWith([7, 0.2]).map((row) =>
    row.tokenizer === 'vq' && row.beta === 0 && row.seed === 0 ? { ...row, loss: Infinity } : row,
  )
  const [contrast] = examine(rows).interaction?.contrasts ?? []
  expect(contrast?.levels.map(({ n }) => n)).toEqual([2, 3])
  expect(contrast?.levels[0]?.estimate).toBeCloseTo(7, 1)
})

test('effects stand in the order of the values, not of their texts', () => {
  const rows = runsWith([7, 0.2]).map((row) => ({ ...row, beta: row.beta === 0 ? 10 : 2 }))
  const [contrast] = examine(rows).interaction?.contrasts ?? []
  expect(contrast?.levels.map(({ value }) => value)).toEqual([2, 10])
})

test('effects that are no further apart than the margin are no interaction', () => {
  const rows = runsWith([0.5, 0.2], { noise: 0.01 })
  // As a ratio, 1.35 apart.
  expect(examine(rows, { margin: 1.3 }).interaction).toBeDefined()
  expect(examine(rows, { margin: 1.5 }).interaction).toBeUndefined()
})

test('differences of a bounded metric need no margin to depend on another parameter', () => {
  const rows = runsWith([0.3, 0.1]).map((row) => ({ ...row, acc: 0.1 * (row.loss as number) }))
  const { interaction } = examine(rows, { metric: 'acc', better: 'higher' })
  expect(interaction?.contrasts[0]?.scale).toBe('difference')
})

test('of more contrasts than anybody reads none is looked at', () => {
  const examined = (nGroups: number, seeds: number) => {
    const rows = Array.from({ length: nGroups }, (_, group) =>
      runsWith([3 * group, 0], { seeds })
        .filter(({ tokenizer }) => tokenizer === 'vq')
        .map((row) => ({ ...row, tokenizer: group })),
    ).flat()
    return examine(rows)
  }
  // 21 groups have 210 contrasts.
  expect(examined(21, 2).interaction).toBeUndefined()
  expect(examined(21, 1).singlePairs).toBeUndefined()
  expect(examined(4, 2).interaction).toBeDefined()
  expect(examined(4, 1).singlePairs).toBeDefined()
})

test('equal effects are seldom told to interact: 5 % of tables at most', {
  tags: ['simulation'],
}, () => {
  let told = 0
  for (let trial = 0; trial < 300; trial++) {
    const random = new Random(trial, 'interactions')
    const rows = runsWith([0, 0, 0]).map((row) => ({ ...row, loss: Math.exp(random.normal()) }))
    if (examine(rows).interaction !== undefined) told++
  }
  // 5 % and three standard errors.
  expect(told / 300).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 300))
})

test('no number of runs settles an average over values on which the effect depends', () => {
  const apart = examine(runsWith([3, 0.2], { seeds: 4, noise: 0.1 })).findings[0]
  const alike = examine(runsWith([0.2, 0.2], { seeds: 4, noise: 0.1 })).findings[0]
  expect(apart?.moreUnits(0.05)).toBeNaN()
  expect(alike?.moreUnits(0.05)).not.toBeNaN()
})

test('comparisons have a row for each value on which the effect depends', () => {
  const { rows, findings } = compareParameters(runsOf(runsWith([7, 0.2, 0.2], { seeds: 6 })), {
    ...METRIC,
    parameters: ['tokenizer', 'beta'],
  })
  const ofTokenizer = rows.filter(({ by }) => by === 'tokenizer')
  expect(ofTokenizer.map(({ block, nPairs, verdict }) => [block, nPairs, verdict])).toEqual([
    ['', 18, 'different'],
    ['beta=0', 6, 'different'],
    ['beta=1', 6, 'different'],
    ['beta=2', 6, 'different'],
  ])
  expect(ofTokenizer[1]?.ratio).toBeCloseTo(Math.exp(7), -2)
  const sentences = findings.map(({ sentence }) => sentence).join('\n')
  expect(sentences).toMatch(/vq is worse than none: .* after Holm.*, on average over beta\./)
  expect(sentences).toMatch(/vq is worse than none \(beta=0\): 1100 times the loss /)
})

test('where nothing is settled the finding names the interaction and says what is missing', () => {
  const { findings } = compareParameters(runsOf(runsWith([7, 0.2, 0.2], { seeds: 2 })), {
    ...METRIC,
    by: ['tokenizer'],
    parameters: ['tokenizer', 'beta'],
  })
  expect(findings.map(({ key }) => key)).toEqual(['tokenizer-by-beta'])
  expect(findings[0]?.sentence).toMatch(
    /^tokenizer: its effect depends on beta \(p < 0\.001\): vq has 1\d00 times the loss of none with beta=0, 1\.2 times with beta=1, 1\.2 times with beta=2; 2 pairs at each value of beta are too few to tell which tokenizer is better\.$/,
  )
})

test('where effects depend on nothing, rows are of all runs alone', () => {
  const { rows } = compareParameters(runsOf(runsWith([0.2, 0.2, 0.2])), {
    ...METRIC,
    by: ['tokenizer'],
    parameters: ['tokenizer', 'beta'],
  })
  expect(rows.map(({ block }) => block)).toEqual([''])
})

test('of many contrasts that depend on another parameter the clearest have rows, 60 at most', () => {
  const runs = Array.from({ length: 9 }, (_, group) =>
    runsWith([3 * group, 0], { seeds: 2, noise: 0.01 * (1 + group) })
      .filter(({ tokenizer }) => tokenizer === 'vq')
      .map((row) => ({ ...row, tokenizer: `t${group}` })),
  ).flat()
  const { rows } = compareParameters(runsOf(runs), {
    ...METRIC,
    by: ['tokenizer'],
    parameters: ['tokenizer', 'beta'],
  })
  // 36 contrasts at two values each.
  expect(rows.filter(({ block }) => block === '')).toHaveLength(36)
  expect(rows.filter(({ block }) => block !== '')).toHaveLength(60)
})

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
  expect(contrast?.levels.map(({ value, nPairs }) => [value, nPairs])).toEqual([
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

test('one pair at each value tells nothing', () => {
  expect(examine(runsWith([7, 0.2, 0.2], { seeds: 1 })).interaction).toBeUndefined()
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

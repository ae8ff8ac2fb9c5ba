import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { computeAuroc, type NoAuroc } from './auroc.ts'
import { pairedAuroc } from './pairedAuroc.ts'

test('the value is that of all pairs of events, ties counted half', () => {
  // Of 1, 2 and 3, 2 exceeds 1.5 (the tie half), 3 exceeds 2.5, and 4 all.
  expect(pairedAuroc([2, 3, 4], [1, 2, 3]).auroc).toBeCloseTo((1.5 + 2.5 + 3) / 9, 15)
})

test('a corruption that does nothing has AUROC 0.5 for certain', () => {
  const scores = [5, 1, 4, 2]
  expect(pairedAuroc(scores, scores)).toMatchObject({ auroc: 0.5, low: 0.5, high: 0.5, se: 0 })
})

test('a corruption that shifts every event a little is told from none far below the DeLong error', () => {
  const { positives, negatives } = pairedScores(500, 0.02)
  const { se } = pairedAuroc(positives, negatives)
  expect((deLong(positives, negatives).se ?? 0) / (se ?? 0)).toBeGreaterThan(3)
})

test('independent versions have about the interval of DeLong', () => {
  const random = new Random(3)
  const positives = Array.from({ length: 800 }, () => random.normal() + 0.5)
  const negatives = Array.from({ length: 800 }, () => random.normal())
  const ratio = (pairedAuroc(positives, negatives).se ?? 0) / (deLong(positives, negatives).se ?? 1)
  expect(ratio).toBeGreaterThan(0.93)
  expect(ratio).toBeLessThan(1.07)
})

test.each([
  [60, 0.1],
  [300, 0.05],
  [300, 0.5],
  [300, 2],
])(
  '%i events, noise %f: the error is within 15 %% of resampling events',
  { tags: ['simulation'] },
  (n, noise) => {
    const { positives, negatives } = pairedScores(n, noise)
    const { se } = pairedAuroc(positives, negatives)
    expect(Math.abs((se ?? 0) / bootstrapError(positives, negatives) - 1)).toBeLessThan(0.15)
  },
)

test('ties and events with one version only are resampled alike', { tags: ['simulation'] }, () => {
  const { positives, negatives } = pairedScores(200, 0.3)
  const rounded = positives.map((score, i) =>
    i % 10 === 0 ? Number.NaN : Math.round(4 * score) / 4,
  )
  const coarse = negatives.map((score) => Math.round(4 * score) / 4)
  const { se, nPositive, nNegative, nInvalid } = pairedAuroc(rounded, coarse)
  expect({ nPositive, nNegative, nInvalid }).toEqual({
    nPositive: 180,
    nNegative: 200,
    nInvalid: 20,
  })
  expect(Math.abs((se ?? 0) / bootstrapError(rounded, coarse) - 1)).toBeLessThan(0.15)
})

test('without scores there is a reason, with one event no interval', () => {
  expect(pairedAuroc([Number.NaN], [1])).toMatchObject({ auroc: null, reason: expect.any(String) })
  expect(pairedAuroc([2], [1])).toMatchObject({ auroc: 1, low: null, high: null, se: null })
})

test('as many of one version as of the other are needed', () => {
  expect(() => pairedAuroc([1], [1, 2])).toThrow(
    expect.objectContaining({
      code: 'LENGTH_MISMATCH',
      message: expect.stringContaining('1 positive but 2 negative'),
    }),
  )
})

const truth = join(import.meta.dirname, '../../../shared/sweeps/compare_globals_heads/truth')
describe.skipIf(!existsSync(truth))('recorded scores', () => {
  test('the error is within 15 % of resampling events, for every third model', () => {
    const { models } = JSON.parse(readFileSync(join(truth, 'summary.json'), 'utf8'))
    for (const runId of Object.keys(models).filter((_, i) => i % 3 === 0)) {
      const after = recordedErrors(runId, 'gaussian_noise')
      const before = recordedErrors(runId, 'baseline')
      const { auroc, se } = pairedAuroc(after, before)
      expect(auroc).toBeCloseTo(models[runId].gaussian_noise.auroc_mse_vs_baseline, 12)
      expect(Math.abs((se ?? 0) / bootstrapError(after, before) - 1), runId).toBeLessThan(0.15)
    }
  })

  function recordedErrors(runId: string, variant: string): number[] {
    const bytes = new Uint8Array(readFileSync(join(truth, `${runId}.${variant}.mse_mae.f32`)))
    const both = new Float32Array(bytes.buffer)
    return [...both.subarray(0, both.length / 2)]
  }
})

/** Skewed scores of events, and the same events moved by noise and a shift of the same size. */
function pairedScores(n: number, noise: number): { positives: number[]; negatives: number[] } {
  const random = new Random(11, `${n} ${noise}`)
  const negatives = Array.from({ length: n }, () => Math.exp(random.normal()))
  const positives = negatives.map((score) => score + noise * (1 + random.normal()))
  return { positives, negatives }
}

function deLong(positives: readonly number[], negatives: readonly number[]) {
  const labels = [...positives.map(() => 1), ...negatives.map(() => 0)]
  return computeAuroc([...positives, ...negatives], labels, { positiveLabel: 1 })
}

/** The standard deviation of AUROC over samples of whole events, drawn with replacement. */
function bootstrapError(positives: readonly number[], negatives: readonly number[]): number {
  const random = new Random(5)
  const n = positives.length
  const aurocs = Array.from({ length: 1000 }, () => {
    const drawn = Array.from({ length: n }, () => random.integer(n))
    const pick = (scores: readonly number[]) => drawn.map((event) => scores[event] as number)
    return deLong(pick(positives), pick(negatives)).auroc ?? 0
  })
  const mean = aurocs.reduce((sum, auroc) => sum + auroc, 0) / aurocs.length
  return Math.sqrt(
    aurocs.reduce((sum, auroc) => sum + (auroc - mean) ** 2, 0) / (aurocs.length - 1),
  )
}

test('an event with one version only counts in that one, and the error is over all events', () => {
  // After: 3, 1, none, 5; before: 2, none, 2, 4. Before has none below 1, 1 and 2 of 3 below 3 and all below 5.
  const { auroc, se, ...counts } = pairedAuroc([3, 1, Number.NaN, 5], [2, Number.NaN, 2, 4])
  expect(auroc).toBeCloseTo((2 / 3 + 0 + 1) / 3, 15)
  expect(counts).toMatchObject({ nPositive: 3, nNegative: 3, nInvalid: 2, nUnlabelled: 0 })
  // Shares less 5/9, a third of each: of after 2/3, 0 and 1; of before, that exceed it, 2/3, 2/3 and 1/3.
  const parts = [2 / 3 + 2 / 3 - 10 / 9, 0 - 5 / 9, 2 / 3 - 5 / 9, 1 + 1 / 3 - 10 / 9]
  const squares = parts.reduce((sum, part) => sum + (part / 3) ** 2, 0)
  expect(se).toBeCloseTo(Math.sqrt((4 / 3) * squares), 15)
})

test('two events have an interval', () => {
  expect(pairedAuroc([1, 3], [2, 2]).se).toBeGreaterThan(0)
})

test('no score of either version is said to be the reason for no AUROC', () => {
  const { reason, ...counts } = pairedAuroc([1, 2], [Number.NaN, Number.NaN]) as NoAuroc
  expect(reason).toContain('2 and 0 are numbers')
  expect(counts).toMatchObject({ nPositive: 2, nNegative: 0, nInvalid: 2 })
})

test('an event without either score is none: it changes nothing but the number of those left out', () => {
  const [after, before] = [
    [3, 1, 5, 2],
    [2, 2, 1, 4],
  ] as const
  const { nInvalid, ...expected } = pairedAuroc(after, before)
  expect(nInvalid).toBe(0)
  expect(pairedAuroc([...after, Number.NaN], [...before, Number.NaN])).toEqual({
    ...expected,
    nInvalid: 2,
  })
})

import { expect, test } from 'vitest'
import { MeanScores, type MemberScores } from './meanScores.ts'

function scoresOf(
  runId: string,
  score: readonly number[],
  { label = [0, 1], classes }: { label?: readonly number[]; classes?: readonly string[] } = {},
): MemberScores {
  const columns = { event: [...score.keys()], label, score }
  return {
    runId,
    columns: new Map(
      Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)]),
    ),
    classes,
  }
}

function meanOf(...members: readonly MemberScores[]) {
  const mean = new MeanScores()
  for (const member of members) mean.add(member)
  return mean
}

test('scores are averaged event by event, and labels stay as they are', () => {
  const mean = meanOf(scoresOf('a', [0.2, 0.6]), scoresOf('b', [0.4, 0.9]), scoresOf('c', [0.6, 0]))
  expect(mean.members).toEqual(['a', 'b', 'c'])
  expect(mean.mean().get('score')?.[0]).toBeCloseTo(0.4, 15)
  expect(mean.mean().get('score')?.[1]).toBeCloseTo(0.5, 15)
  expect(mean.mean().get('label')).toEqual(Float64Array.of(0, 1))
})

test('an event that is not valid for one model has no mean', () => {
  const mean = meanOf(scoresOf('a', [Number.NaN, 0.5]), scoresOf('b', [0.5, 0.5])).mean()
  expect(mean.get('score')).toEqual(Float64Array.of(Number.NaN, 0.5))
})

test('the scores that were given are not changed', () => {
  const first = scoresOf('a', [0.2, 0.6])
  meanOf(first, scoresOf('b', [0.4, 0.9]))
  expect(first.columns.get('score')).toEqual(Float64Array.of(0.2, 0.6))
})

test.each([
  [
    'other numbers of events',
    scoresOf('b', [0.1], { label: [0] }),
    /Models a and b .* they were evaluated on 2 and 1 events/,
  ],
  [
    'other labels',
    scoresOf('b', [0.1, 0.2], { label: [0, 2] }),
    /the label of the event in row 1 is 1 for one and 2 for the other/,
  ],
  [
    'other classes',
    scoresOf('b', [0.1, 0.2], { classes: ['top', 'qcd'] }),
    /their classes are qcd, top and top, qcd/,
  ],
])('%s are refused by the names of the two models', (_, other, message) => {
  const classes = other.classes && { classes: ['qcd', 'top'] }
  const mean = meanOf(scoresOf('a', [0.2, 0.6], classes))
  expect(() => mean.add(other)).toThrow(
    expect.objectContaining({ code: 'ENSEMBLE_INVALID', message: expect.stringMatching(message) }),
  )
})

test('events without a label are the same in both', () => {
  const label = [Number.NaN, -1]
  expect(() =>
    meanOf(scoresOf('a', [0, 1], { label }), scoresOf('b', [1, 0], { label })),
  ).not.toThrow()
})

/** Of a single logit, with the probability that it stands for. */
function logitsOf(runId: string, logits: readonly number[]): MemberScores {
  const { columns } = scoresOf(
    runId,
    logits.map((logit) => 1 / (1 + Math.exp(-logit))),
  )
  return { runId, columns: new Map([...columns, ['logit', Float64Array.from(logits)]]) }
}

test('logits are those of the mean probabilities, also where these round to 1', () => {
  const mean = meanOf(logitsOf('a', [2, 50]), logitsOf('b', [-1, 60])).mean()
  const [small, large] = mean.get('logit') ?? []
  const score = mean.get('score')?.[0] as number
  expect(small).toBeCloseTo(Math.log(score / (1 - score)), 12)
  // What is left of both probabilities is halved: (exp(-50) + exp(-60)) / 2.
  expect(large).toBeCloseTo(50 + Math.LN2 - Math.log1p(Math.exp(-10)), 12)
  expect(mean.get('score')?.[1]).toBe(1)
})

test('logits of several classes are logarithms of the mean probabilities', () => {
  const member = (runId: string, logits: readonly (readonly number[])[]): MemberScores => {
    const names = logits.map((_, label) => `logit_${label}`)
    const columns = new Map(names.map((name, i) => [name, Float64Array.from(logits[i] ?? [])]))
    return { runId, columns }
  }
  const infinite = Number.NEGATIVE_INFINITY
  const mean = meanOf(
    member('a', [
      [0, 700],
      [Math.log(3), 0],
      [infinite, infinite],
    ]),
    member('b', [
      [0, 701],
      [0, 0],
      [infinite, infinite],
    ]),
  ).mean()
  expect(mean.get('logit_0')?.[0]).toBeCloseTo(Math.log((1 / 4 + 1 / 2) / 2), 12)
  expect(mean.get('logit_1')?.[0]).toBeCloseTo(Math.log((3 / 4 + 1 / 2) / 2), 12)
  expect(mean.get('logit_1')?.[1]).toBeCloseTo(-700 + Math.log((1 + Math.exp(-1)) / 2), 10)
  expect([...(mean.get('logit_2') ?? [])]).toEqual([infinite, infinite])
})

test('there are no logits where one model has none', () => {
  const without = scoresOf('b', [0.5, 0.5])
  expect(
    meanOf(logitsOf('a', [0, 1]), without)
      .mean()
      .has('logit'),
  ).toBe(false)
  expect(
    meanOf(without, logitsOf('a', [0, 1]))
      .mean()
      .has('logit'),
  ).toBe(false)
})

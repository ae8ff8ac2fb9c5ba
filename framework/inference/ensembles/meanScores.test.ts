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

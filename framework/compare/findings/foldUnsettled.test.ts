import { expect, test } from 'vitest'
import { foldUnsettled, type UnsettledFinding, type UnsettledReason } from './foldUnsettled.ts'

const unsettled = (
  by: string,
  reason: UnsettledReason,
  more: Partial<UnsettledFinding> = {},
): UnsettledFinding => {
  return { by, reason, finding: { key: by, sentence: `${by}: ${reason}.`, values: {} }, ...more }
}
const many = (names: string, reason: UnsettledReason) =>
  [...names].map((by) => unsettled(by, reason))

test('up to three of one reason have a sentence each', () => {
  expect(foldUnsettled(many('abc', 'too few runs')).map(({ key }) => key)).toEqual(['a', 'b', 'c'])
  expect(foldUnsettled(many('abcd', 'too few runs'))).toEqual([
    {
      key: 'too-few-runs',
      sentence:
        'Cannot tell whether 4 parameters matter: the runs are too few (comparisons.csv has each): a, b, c, d.',
      values: { n: 4 },
    },
  ])
})

test('reasons are not mixed', () => {
  const mixed = [...many('ab', 'too few runs'), ...many('cdef', 'nothing to compare')]
  expect(foldUnsettled(mixed).map(({ key }) => key)).toEqual(['a', 'b', 'nothing-to-compare'])
})

const CANNOT_TELL = 'Cannot tell whether 4 parameters matter, since'

test.each<[UnsettledReason, string]>([
  [
    'chosen by a sampler',
    '4 parameters not tested, since a sampler chose the runs by their results: a, b, c, d.',
  ],
  [
    'nothing to compare',
    `${CANNOT_TELL} no runs differ in one of them and the seed alone: a, b, c, d.`,
  ],
  [
    'always diverged',
    `${CANNOT_TELL} the metric ended in NaN or infinity in all pairs of runs, whatever their seed: a, b, c, d.`,
  ],
  [
    'always the same',
    `${CANNOT_TELL} the metric is the same in all pairs of runs, whatever their seed: a, b, c, d.`,
  ],
  [
    'always differs as much',
    `${CANNOT_TELL} the metric differs by exactly as much in all pairs of runs, whatever their seed: a, b, c, d.`,
  ],
  [
    'some differences excluded',
    'No difference shown for 4 parameters, of which 95 % intervals exclude large ones (comparisons.csv has each): a, b, c, d.',
  ],
  [
    'only divergence found',
    'Apart from how often runs diverge, cannot tell whether 4 parameters matter: the runs are too few (comparisons.csv has each): a, b, c, d.',
  ],
])('many of the reason "%s" are told together', (reason, sentence) => {
  expect(foldUnsettled(many('abcd', reason)).map((finding) => finding.sentence)).toEqual([sentence])
})

test('of very many the first forty are named', () => {
  const all = Array.from({ length: 42 }, (_, at) => unsettled(`p${at}`, 'too few runs'))
  const [finding] = foldUnsettled(all)
  expect(finding?.sentence).toMatch(/: p0, p1, .*, p39 and 2 more\.$/)
  expect(finding?.values).toEqual({ n: 42 })
})

test('the three whose runs diverged most unevenly are counted', () => {
  const counts = (by: string, p: number) =>
    unsettled(by, 'too few runs', { diverged: { text: `1 of ${by}`, p } })
  const three = [
    counts('a', 0.5),
    counts('b', 0.01),
    unsettled('c', 'too few runs'),
    counts('d', 0.2),
  ]
  expect(foldUnsettled(three)[0]?.sentence).toMatch(
    /: a, b, c, d\. Diverged: by b 1 of b; by d 1 of d; by a 1 of a\.$/,
  )
  expect(foldUnsettled([...three, counts('e', 0.1)])[0]?.sentence).toMatch(
    / Diverged: by b 1 of b; by e 1 of e; by d 1 of d; comparisons\.csv has the others\.$/,
  )
})

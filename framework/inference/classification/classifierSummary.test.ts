import { describe, expect, test } from 'vitest'
// Recorded from scikit-learn and numpy by fixtures/recorded/classification.py.
import recorded from '../../../fixtures/recorded/classification.json' with { type: 'json' }
// Recorded from PyTorch and scikit-learn by fixtures/recorded/logits.py.
import ofLogits from '../../../fixtures/recorded/logits.json' with { type: 'json' }
import { backgroundEfficiency } from '../../stats/roc/backgroundEfficiency.ts'
import { precisionRecallCurve } from '../../stats/roc/precisionRecall.ts'
import { summarizeClassifier } from './classifierSummary.ts'
import { scoresFromLogits } from './scoredEvents.ts'

const AT = { signalEfficiencies: [0.5], backgroundEfficiencies: [0.1] }

function summaryOf(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  options: { classes?: readonly string[]; weights?: readonly number[] } = {},
) {
  return summarizeClassifier(
    {
      scores: Float64Array.from(rows.flat()),
      nScores: rows[0]?.length ?? 1,
      labels: Int32Array.from(labels),
      weights: options.weights && Float64Array.from(options.weights),
    },
    { ...AT, classes: options.classes },
  ).summary
}

test.each(recorded.severalClasses)('$name: every number is in the summary', (expected) => {
  const { weights, ...summary } = {
    weights: expected.weights ?? undefined,
    ...summaryOf(expected.scores, expected.labels, {
      ...(expected.weights && { weights: expected.weights }),
    }),
  }
  expect(summary.accuracy).toBeCloseTo(expected.accuracy, 12)
  expect(summary.auroc).toBeCloseTo(expected.meanOneVsRest, 12)
  expect(summary.auroc_one_vs_one).toBeCloseTo(expected.meanOneVsOne, 12)
  expect(summary.macro_f1).toBeCloseTo(expected.macroF1, 12)
})

test('a class without events is named, and has neither recall nor area', () => {
  const { classes, reasons, auroc } = summaryOf(
    [
      [0.8, 0.1, 0.1],
      [0.1, 0.8, 0.1],
    ],
    [0, 1],
    { classes: ['a', 'b', 'c'] },
  )
  expect(classes[2]).toMatchObject({ class: 'c', n: 0, recall: null, auroc: null })
  expect(reasons).toContain('No event is of class c: it has neither recall nor area.')
  expect(auroc).toBe(1)
})

test('a class may have the name of what every object has', () => {
  const { classes } = summaryOf([[0.8, 0.2]], [0], { classes: ['constructor', '__proto__'] })
  expect(classes.map((each) => [each.class, each.average_precision])).toEqual([
    ['constructor', null],
    ['__proto__', null],
  ])
})

test('one score of two classes is that of the second', () => {
  const { accuracy, confusions } = summaryOf([[0.1], [0.9], [0.6]], [0, 1, 0])
  expect(accuracy).toBeCloseTo(2 / 3, 12)
  expect(confusions).toEqual([
    [1, 1],
    [0, 1],
  ])
})

test('one score that is not a probability orders events, but assigns no class', () => {
  const { accuracy, auroc, ece, reasons } = summaryOf([[-3], [5], [1]], [0, 1, 0])
  expect([accuracy, ece]).toEqual([null, null])
  expect(auroc).toBe(1)
  expect(reasons[0]).toBe('A score that is not a probability assigns no class.')
})

test('scores that are all equal have an area of one half', () => {
  expect(summaryOf([[0.5], [0.5], [0.5]], [0, 1, 0]).auroc).toBe(0.5)
})

test('events of NaN scores are counted and left out', () => {
  const { n_invalid, accuracy } = summaryOf(
    [
      [Number.NaN, Number.NaN],
      [0.9, 0.1],
    ],
    [0, 0],
  )
  expect([n_invalid, accuracy]).toEqual([1, 1])
})

test('labelled events of some weight are invalid without scores, others are left out of all models', () => {
  const rows = [[Number.NaN], [Number.NaN], [0.2], [Number.NaN]]
  const scored = {
    scores: Float64Array.from(rows.flat()),
    nScores: 1,
    labels: Int32Array.of(-1, 0, 0, 1),
    weights: Float64Array.of(1, 0, 1, 1),
  }
  // Of the fourth event.
  const expected = Buffer.from([8]).toString('base64')
  expect(summarizeClassifier(scored, AT).curves.invalidEvents).toBe(expected)
})

test('log loss is infinite where a class was given no chance, and then has no value', () => {
  expect(
    summaryOf(
      [
        [1, 0],
        [0.5, 0.5],
      ],
      [1, 0],
    ).log_loss,
  ).toBe(null)
  expect(summaryOf([[1, 0]], [1]).reasons).toContain(
    'The own class of an event has probability 0: log loss is infinite.',
  )
  expect(summaryOf([[0.5, 0.5]], [0]).log_loss).toBeCloseTo(Math.log(2), 12)
})

test('rejection rests on ten background events, else it says why there is none', () => {
  const rows = Array.from({ length: 100 }, (_, i) => [1 - i / 100, i / 100])
  const labels = rows.map((_, i) => (i >= 50 ? 1 : 0))
  const { cuts } = summaryOf(rows, labels)
  expect(cuts['0 against 1']?.rejection[0]).toMatchObject({
    signal_efficiency: 0.5,
    rejection: null,
    reason: 'Fewer than 10 background events pass.',
  })
})

describe('what cannot be is refused', () => {
  test('a number of names that is not that of the classes', () => {
    expect(() => summaryOf([[0.5, 0.5]], [0], { classes: ['a', 'b', 'c'] })).toThrow(
      'inference.classes names a, b, c, but the model tells 2 classes apart',
    )
  })

  test('a label beyond the classes', () => {
    expect(() => summaryOf([[0.5, 0.5]], [4])).toThrow(
      'Event 0 is of class 4, but there are scores of 2 classes, 0 to 1',
    )
  })

  test('negative weights', () => {
    expect(() =>
      summaryOf(
        [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
        [0, 1],
        { weights: [1, -1] },
      ),
    ).toThrow('1 event of 2 has a negative weight, the first is event 1 with -1')
  })
})

const TWO = [
  [0.8, 0.2],
  [0.4, 0.6],
]

test.each([
  ['without labels', TWO, [-1, -1], undefined, /there are 2 events without a label, and none/],
  ['of NaN', [[Number.NaN, 0], TWO[1] ?? []], [0, -1], undefined, /1 event with a NaN/],
  ['of no weight', TWO, [0, 1], [0, 0], /there are none with a label, scores and a weight above 0/],
])('events %s are refused', (_, rows, labels, weights, message) => {
  expect(() => summaryOf(rows, labels, weights && { weights })).toThrow(message)
})

test('scores that are all equal are reported', () => {
  const { reasons } = summaryOf(
    [
      [0.5, 0.5],
      [0.5, 0.5],
    ],
    [0, 1],
  )
  expect(reasons).toEqual([
    'No event is taken for class 1: it has no precision.',
    'All events have the same scores, which tell nothing apart.',
  ])
})

test.each([
  ['right', [0, 1], 0.3],
  ['wrong', [1, 0], 0.7],
])('models that are always %s are calibrated', (_, labels, expected) => {
  const { ece, reasons } = summaryOf(TWO, labels)
  // The highest probabilities are 0.8 and 0.6.
  expect(ece).toBeCloseTo(expected, 12)
  expect(reasons).toEqual([])
})

test('probabilities of three decimals are calibrated, and said to be rounded', () => {
  const rows = [
    [0.333, 0.333, 0.333],
    [0.667, 0.167, 0.167],
  ]
  const { ece, log_loss, notes } = summaryOf(rows, [1, 0])
  expect([ece, log_loss]).not.toContain(null)
  expect(notes).toEqual([
    'Probabilities are rounded to 3 digits, so that their sum over classes differs from 1 by up to 0.001; they ' +
      'are taken as they are.',
  ])
})

test('of a class against all others, cuts are those on its own score', () => {
  const rows = Array.from({ length: 200 }, (_, i) => [i % 2 ? 0.502 : 0.498, i % 3 ? 0.5 : 0.499])
  const labels = rows.map((_, i) => (i % 5 < 2 ? 0 : 1))
  const { cuts } = summaryOf(rows, labels)
  const { background } = backgroundEfficiency(
    rows.map(([own]) => own as number),
    labels,
    { positiveLabel: 0, at: [0.5] },
  )
  expect(cuts['0 against 1']?.rejection[0]?.background_efficiency).toBe(background[0])
})

test('reasons speak of several classes in the plural', () => {
  const rows = [
    [0.7, 0.1, 0.1, 0.1],
    [0.1, 0.7, 0.1, 0.1],
  ]
  const { reasons } = summaryOf(rows, [0, 1])
  expect(reasons).toContain('No event is of classes 2, 3: they have neither recall nor area.')
  expect(reasons).toContain('No event is taken for classes 2, 3: they have no precision.')
})

describe.each(['oneLogit', 'severalClasses'] as const)(
  'of logits whose probabilities round to 1: %s',
  (name) => {
    const { logits, labels, weights, logLoss, auroc, averagePrecision } = ofLogits[name]
    const outputs = scoresFromLogits(Float64Array.from(logits.flat()), logits[0]?.length ?? 0)
    const { summary, curves } = summarizeClassifier(
      { ...outputs, labels: Int32Array.from(labels), weights: Float64Array.from(weights) },
      AT,
    )

    test('areas, average precisions and the log loss are those of the logits', () => {
      expect(outputs.scores.filter((score) => score === 1).length).toBeGreaterThan(10)
      summary.classes.forEach((each, label) => {
        expect(each.auroc).toBeCloseTo(auroc[label] as number, 12)
        expect(each.average_precision).toBeCloseTo(averagePrecision[label] as number, 12)
      })
      expect(summary.log_loss).toBeCloseTo(logLoss, 12)
      expect(summary.notes).toEqual([])
    })

    test('figures show probabilities', () => {
      for (const { signal, background } of Object.values(curves.histograms)) {
        expect([signal.edges[0], signal.edges.at(-1)]).toEqual([0, 1])
        expect(signal.counts.reduce((sum, n) => sum + n, signal.below + signal.above)).toBeCloseTo(
          weights.reduce((sum, weight) => sum + weight, 0) -
            background.counts.reduce((sum, n) => sum + n, 0),
          10,
        )
        expect([signal.below, signal.above, background.below, background.above]).toEqual([
          0, 0, 0, 0,
        ])
      }
    })
  },
)

test('cuts tell apart logits whose probabilities are 1', () => {
  const logits = Float64Array.from({ length: 400 }, (_, i) => 50 + i)
  const labels = Int32Array.from(logits, (_, i) => (i < 200 ? 0 : 1))
  const scored = { ...scoresFromLogits(logits, 1), labels }
  const { cuts } = summarizeClassifier(scored, { ...AT, signal: 1 }).summary
  expect(cuts['1 against 0']?.rejection[0]).toMatchObject({ n_left: 0 })
  expect(cuts['1 against 0']?.signal[0]?.signal_efficiency).toBe(1)
})

test('a tiny single score orders the first class as it orders the second', () => {
  const scores = Float64Array.from({ length: 100 }, (_, i) => 10 ** (-40 + i / 10))
  const labels = Int32Array.from(scores, (_, i) => (i % 3 === 0 || i > 60 ? 1 : 0))
  const { classes, notes } = summarizeClassifier({ scores, nScores: 1, labels }, AT).summary
  expect(classes[0]?.auroc).toBeCloseTo(classes[1]?.auroc as number, 12)
  const ofFirst = precisionRecallCurve(
    scores.map((score) => -score),
    labels,
    { positiveLabel: 0 },
  )
  expect(classes[0]?.average_precision).toBe(ofFirst.averagePrecision)
  expect(notes).toEqual([])
})

test('logits that lie where probabilities do are told', () => {
  const notesOf = (logits: readonly (readonly number[])[]) =>
    summarizeClassifier(
      {
        ...scoresFromLogits(Float64Array.from(logits.flat()), logits[0]?.length ?? 1),
        labels: Int32Array.from(logits, (_, i) => i % 2),
      },
      AT,
    ).summary.notes
  const events = Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200)
  const told = [expect.stringContaining('as probabilities do')]
  expect(notesOf(events.map((p) => [p, 1 - p]))).toEqual(told)
  expect(notesOf(events.map((p) => [p]))).toEqual(told)
  expect(notesOf(events.map((p) => [p, 2 - p]))).toEqual([])
  expect(notesOf(events.map((p) => [2 * p]))).toEqual([])
  // Of few events, it may be chance.
  expect(notesOf(events.slice(0, 50).map((p) => [p]))).toEqual([])
})

test('probabilities that are exactly 1 are said not to order events', () => {
  const rows = Array.from({ length: 100 }, (_, i) => (i < 3 ? [0, 1] : [0.6, 0.4]))
  const labels = rows.map((_, i) => i % 2)
  const note =
    '3 of 100 events have a probability of exactly 1, which does not order them: areas, precision and cuts take ' +
    'them for equal. Logits would tell them apart.'
  expect(summaryOf(rows, labels).notes).toEqual([note])
  const single = rows.map(([first]) => (first === 0 ? [0] : [0.5]))
  expect(summaryOf(single, labels).notes).toEqual([note])
})

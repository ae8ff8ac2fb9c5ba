import { expect, test } from 'vitest'
import { usableEvents } from './classScores.ts'

const scores = (rows: readonly (readonly number[])[]) => Float64Array.from(rows.flat())

test('events without a label, with a NaN score or a bad weight are counted, those of weight 0 are not', () => {
  const usable = usableEvents({
    scores: scores([
      [0.1, 0.9],
      [0.2, 0.8],
      [Number.NaN, 0.7],
      [0.4, Number.NaN],
      [0.5, 0.5],
      [0.6, 0.4],
      [0.7, 0.3],
    ]),
    labels: Int32Array.of(1, -1, 0, 0, 1, 0, 1),
    nClasses: 2,
    weights: [2, 1, 1, 1, Number.NaN, 0, 3],
  })
  expect([...usable.events]).toEqual([0, 6])
  expect([...usable.labels]).toEqual([1, 1])
  expect([...usable.weights]).toEqual([2, 3])
  expect(usable).toMatchObject({ nInvalid: 3, nUnlabelled: 1 })
  expect(usable.classes).toEqual([
    { n: 0, sum: 0, squares: 0 },
    { n: 2, sum: 5, squares: 13 },
  ])
})

test('an infinite score is one, and each event weighs 1 by default', () => {
  const usable = usableEvents({
    scores: scores([[Number.NEGATIVE_INFINITY, 0, 1]]),
    labels: Int32Array.of(2),
    nClasses: 3,
  })
  expect([...usable.weights]).toEqual([1])
  expect(usable.classes.map(({ n }) => n)).toEqual([0, 0, 1])
})

test('labels of more than 256 classes are kept whole', () => {
  const nClasses = 300
  const usable = usableEvents({
    scores: new Float32Array(2 * nClasses),
    labels: Int32Array.of(299, 256),
    nClasses,
  })
  expect([...usable.labels]).toEqual([299, 256])
})

test('refuses another number of scores than labels have classes', () => {
  const ask = () =>
    usableEvents({ scores: scores([[1, 2, 3]]), labels: Int32Array.of(0), nClasses: 2 })
  expect(ask).toThrow(
    expect.objectContaining({
      code: 'LENGTH_MISMATCH',
      message: expect.stringContaining('3 scores for 1 labels: expected 1 × 2'),
    }),
  )
})

test('refuses a label beyond the classes, and names the event', () => {
  const ask = () =>
    usableEvents({
      scores: scores([
        [1, 2],
        [3, 4],
      ]),
      labels: Int32Array.of(1, 2),
      nClasses: 2,
    })
  expect(ask).toThrow(
    expect.objectContaining({
      code: 'LABELS_UNCLEAR',
      message: expect.stringContaining(
        'Event 1 is of class 2, but there are scores of 2 classes, 0 to 1',
      ),
    }),
  )
})

test('refuses negative weights, and another number of them than events', () => {
  const ask = (weights: number[]) => () =>
    usableEvents({ scores: scores([[1, 2]]), labels: Int32Array.of(0), nClasses: 2, weights })
  expect(ask([-1])).toThrow(expect.objectContaining({ code: 'WEIGHTS_INVALID' }))
  expect(ask([1, 1])).toThrow(expect.objectContaining({ code: 'LENGTH_MISMATCH' }))
})

import { expect, test } from 'vitest'
import { type ScoreForm, signalTasks, taskRanks } from './signalTasks.ts'

const names = (...args: Parameters<typeof signalTasks>) =>
  signalTasks(...args).map(({ name }) => name)

test('of two classes, the signal stands against the other', () => {
  expect(names(['top', 'qcd'], {})).toEqual(['top against qcd'])
  expect(names(['qcd', 'top'], { signal: 1 })).toEqual(['top against qcd'])
})

test('of more, each class stands against the rest', () => {
  expect(names(['a', 'b', 'c'], {})).toEqual([
    'a against the rest',
    'b against the rest',
    'c against the rest',
  ])
})

test('with background, each other class stands against it, and all together', () => {
  expect(names(['qcd', 'w', 'top'], { background: [0] })).toEqual([
    'w against qcd',
    'top against qcd',
    'w + top against qcd',
  ])
})

/** The score that the ranks of a task show. */
function shownScores(...args: Parameters<typeof taskRanks>): number[] {
  const { ranks, shown } = taskRanks(...args)
  return Array.from(ranks, shown)
}

const TASK = { name: '', signal: [1], background: [0] }

test('what decides is the share of the signal in signal and background', () => {
  const given = { scores: Float64Array.of(0.2, 0.6, 0.2), labels: Int32Array.of(1), nClasses: 3 }
  const logits = { ...given, scores: given.scores.map(Math.log) }
  expect(shownScores(given, TASK, 'probabilities')[0]).toBeCloseTo(0.75, 12)
  expect(shownScores(logits, TASK, 'logits')[0]).toBeCloseTo(0.75, 12)
  expect(shownScores(given, TASK, 'scores')).toEqual([0.6])
})

test.each<[ScoreForm, readonly number[]]>([
  ['probabilities', [1e-30, 0.5, 0.5, 1e-40, 0.5, 0.5]],
  ['logits', [-80, 0, 0, -90, 0, 0]],
])('%s whose shares round to 1 are still in order', (form, values) => {
  const given = { scores: Float64Array.from(values), labels: Int32Array.of(1, 1), nClasses: 3 }
  const { ranks, shown } = taskRanks(given, TASK, form)
  expect(ranks[1]).toBeGreaterThan(ranks[0] as number)
  expect(Array.from(ranks, shown)).toEqual([1, 1])
})

test('events of neither side have no label, and where neither has a chance, none is more likely', () => {
  const given = { scores: new Float64Array(9), labels: Int32Array.of(0, 1, 2), nClasses: 3 }
  const task = { name: '', signal: [2], background: [0] }
  expect([...taskRanks(given, task, 'probabilities').labels]).toEqual([0, -1, 1])
  expect(shownScores(given, task, 'probabilities')).toEqual([0.5, 0.5, 0.5])
  const impossible = { ...given, scores: new Float64Array(9).fill(Number.NEGATIVE_INFINITY) }
  expect(shownScores(impossible, task, 'logits')).toEqual([0.5, 0.5, 0.5])
})

test.each([
  ['a signal', { signal: 5 }, /positive_label names class 5, but there are 2 classes/],
  ['a background', { background: [0, 7] }, /background names class 7, but there are 2 classes/],
  ['nothing but background', { background: [1, 0] }, /names every class/],
])('%s that is no task is refused', (_, options, message) => {
  expect(() => signalTasks(['qcd', 'top'], options)).toThrow(message)
})

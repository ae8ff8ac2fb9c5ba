import { expect, test } from 'vitest'
import { signalTasks, taskScores } from './signalTasks.ts'

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

test('what decides is the share of the signal in signal and background', () => {
  const given = { scores: Float64Array.of(0.2, 0.6, 0.2), labels: Int32Array.of(1), nClasses: 3 }
  const task = { name: '', signal: [1], background: [0] }
  expect(taskScores(given, task, true).scores[0]).toBeCloseTo(0.75, 12)
  expect(taskScores(given, task, false).scores[0]).toBe(0.6)
})

test('events of neither side have no label', () => {
  const given = { scores: new Float64Array(9), labels: Int32Array.of(0, 1, 2), nClasses: 3 }
  const { labels, scores } = taskScores(given, { name: '', signal: [2], background: [0] }, true)
  expect([...labels]).toEqual([0, -1, 1])
  expect([...scores]).toEqual([0.5, 0.5, 0.5])
})

test.each([
  ['a signal', { signal: 5 }, /positive_label names class 5, but there are 2 classes/],
  ['a background', { background: [0, 7] }, /background names class 7, but there are 2 classes/],
  ['nothing but background', { background: [1, 0] }, /names every class/],
])('%s that is no task is refused', (_, options, message) => {
  expect(() => signalTasks(['qcd', 'top'], options)).toThrow(message)
})

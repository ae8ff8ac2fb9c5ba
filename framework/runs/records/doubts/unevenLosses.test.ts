import { expect, test } from 'vitest'
import { loadedRun } from '../../../testing/loadedRun.ts'
import type { Cell } from '../../runRecord.ts'
import { findUnevenLosses } from './unevenLosses.ts'

/** So many runs with a learning rate each, of seeds that count on. */
function runs(
  counts: Readonly<Record<string, number>>,
  firstSeed = 0,
  more: Record<string, Cell> = {},
) {
  return Object.entries(counts).flatMap(([lr, count]) =>
    Array.from({ length: count }, (_, at) =>
      loadedRun(`${lr}-${at}`, { overrides: { lr: Number(lr), seed: firstSeed + at, ...more } }),
    ),
  )
}

const details = (...of: Parameters<typeof findUnevenLosses>) =>
  findUnevenLosses(...of).map(({ detail }) => detail)

test('a value that lost far more of its runs than the others is told with the counts', () => {
  expect(details(runs({ 0.1: 3, 0.01: 6, 0.001: 6 }), runs({ 0.1: 3 }, 6), undefined)).toEqual([
    'by lr, runs that did not end or cannot be read are left out unevenly: 3 of 6 of 0.1, and none of the 12 others. ' +
      'What is said of those values is about the runs that got through',
  ])
})

test('it is a warning about all runs', () => {
  const [finding] = findUnevenLosses(runs({ 0.1: 3, 0.01: 6 }), runs({ 0.1: 3 }, 6), undefined)
  expect(finding).toMatchObject({ kind: 'left-out-unevenly', runDir: '' })
})

test('a value of which no run got through is told', () => {
  expect(details(runs({ 0.01: 6 }), runs({ 0.1: 6 }), undefined)).toMatchObject([
    expect.stringContaining('6 of 6 of 0.1, and none of the 6 others'),
  ])
})

test.each([
  ['one run', runs({ 0.1: 5, 0.01: 6 }), runs({ 0.1: 1 }, 5)],
  ['as many runs of each', runs({ 0.1: 4, 0.01: 4 }), runs({ 0.1: 2, 0.01: 2 }, 4)],
  [
    'one of each, which share nothing else',
    runs({ 0.1: 1, 0.01: 9 }),
    runs({ 0.1: 1, 0.01: 1 }, 9),
  ],
  ['a tenth less one of very many', runs({ 0.1: 91, 0.01: 100 }), runs({ 0.1: 9 }, 91)],
  ['few of very many', runs({ 0.1: 38, 0.01: 40 }), runs({ 0.1: 2 }, 38)],
  ['runs that were made again', runs({ 0.1: 6, 0.01: 6 }), runs({ 0.1: 3 })],
  ['seeds', runs({ 0.1: 4, 0.01: 4 }), runs({ 0.1: 1, 0.01: 1 }, 7)],
  ['all runs', [], runs({ 0.1: 6, 0.01: 2 })],
])('that %s are lost is not', (_, kept, broken) => {
  expect(details(kept, broken, undefined)).toEqual([])
})

test('runs without the parameter are none of the others', () => {
  const others = Array.from({ length: 9 }, (_, at) =>
    loadedRun(`else-${at}`, { overrides: { depth: at } }),
  )
  const kept = [...runs({ 0.1: 1, 0.01: 2 }), ...others]
  expect(details(kept, runs({ 0.1: 2 }, 6), undefined)).toMatchObject([
    expect.stringContaining('2 of 3 of 0.1, and none of the 2 others'),
  ])
})

test('of several parameters the one that says most is told', () => {
  // By depth 2 of 4 against 2 of 12, by lr 3 of 4 against 1 of 12.
  const run = (lr: number, depth: number, seed: number) =>
    loadedRun(`${lr}-${depth}-${seed}`, { overrides: { depth, lr, seed } })
  const kept = [
    ...[0, 1].map((seed) => run(0.01, 8, seed)),
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((seed) => run(0.01, 2, seed)),
    run(0.1, 2, 0),
  ]
  const broken = [run(0.1, 8, 0), run(0.1, 8, 1), run(0.1, 2, 1), run(0.01, 2, 9)]
  expect(details(kept, broken, undefined)).toMatchObject([
    expect.stringMatching(/^by lr, .*: 1 of 12 of 0\.01, 3 of 4 of 0\.1\. /),
  ])
})

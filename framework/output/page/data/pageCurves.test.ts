import { table } from 'arquero'
import { expect, test } from 'vitest'
import { pageCurves } from './pageCurves.ts'

const history = (
  runs: number,
  epochs: number,
  value: (run: number, epoch: number) => number | null,
) =>
  table({
    run_dir: Array.from({ length: runs * epochs }, (_, at) => `r${Math.floor(at / epochs)}`),
    epoch: Array.from({ length: runs * epochs }, (_, at) => at % epochs),
    loss: Array.from({ length: runs * epochs }, (_, at) =>
      value(Math.floor(at / epochs), at % epochs),
    ),
  })

test('a curve has its ends, and steps between them', () => {
  const { curveNames, curves } = pageCurves(
    history(1, 3, (_, epoch) => [2, 4, 3][epoch] ?? 0),
    ['r0'],
    1e5,
  )
  expect(curveNames).toEqual(['loss'])
  expect(curves[0]).toEqual([
    {
      ...{ name: 0, x: [0, 50, 100], y: [0, 100, 50], start: 0, end: 2 },
      ...{ first: 2, last: 3, low: 2, high: 4, isLog: false },
    },
  ])
})

test('values over decades are on a logarithmic axis', () => {
  const { curves } = pageCurves(
    history(1, 3, (_, epoch) => [1, 0.1, 0.01][epoch] ?? 0),
    ['r0'],
    1e5,
  )
  expect(curves[0]?.[0]).toMatchObject({ y: [100, 50, 0], isLog: true })
})

test('a run without a history has no curve, one that is missing some has the others', () => {
  const { curves } = pageCurves(
    history(1, 3, (_, epoch) => (epoch === 1 ? null : epoch)),
    ['r0', 'r1'],
    1e5,
  )
  expect(curves.map((own) => own.map(({ x }) => x))).toEqual([[[0, 100]], []])
})

test('curves of splits have their own names', () => {
  const epochs = table({
    run_dir: ['r0', 'r0'],
    split: ['train', 'val'],
    epoch: [0, 0],
    loss: [1, 2],
  })
  expect(pageCurves(epochs, ['r0'], 1e5).curveNames).toEqual(['loss (train)', 'loss (val)'])
})

test('many curves are thinned to the room that there is', () => {
  const epochs = history(100, 300, (run, epoch) => Math.sin(run + epoch / 9))
  const runDirs = Array.from({ length: 100 }, (_, run) => `r${run}`)
  for (const room of [20_000, 60_000]) {
    const { curves } = pageCurves(epochs, runDirs, room)
    expect(curves.flat()).toHaveLength(100)
    expect(JSON.stringify(curves).length).toBeLessThan(room * 1.2)
  }
})

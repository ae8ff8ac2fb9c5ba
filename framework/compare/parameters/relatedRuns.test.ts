import { expect, test } from 'vitest'
import { noteColumns } from '../../tables/columnAliases.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareParameters } from './compareParameters.ts'
import { relatedRuns } from './relatedRuns.ts'

const BOTH: RunCells[] = [1, 2, 3, 4].flatMap((seed) => [
  { lr: 0.1, seed, loss: seed },
  { lr: 0.2, seed, loss: 1.1 * seed + 0.01 * seed ** 2 },
  { depth: 2, seed, loss: 100 * seed },
  { depth: 3, seed, loss: 200 * seed + seed ** 2 },
])

test('runs that have no parameter in common are taken apart, and reported', () => {
  const { parts, remarks } = relatedRuns(runsOf(BOTH), {
    parameters: ['lr', 'depth'],
    seed: 'seed',
  })
  expect(parts.map((part) => [part.numRows(), part.get('lr', 0), part.get('depth', 0)])).toEqual([
    [8, 0.1, null],
    [8, null, 2],
  ])
  expect(remarks).toEqual([
    'The runs are of 2 experiments that have no parameter in common (8 runs with lr, 8 runs with depth): ' +
      'they are not compared with each other, while figures, best.csv and the importance of parameters ' +
      'hold all of them. inputs.exclude=… reports on fewer.',
  ])
})

test('a parameter that only some settings have does not take runs apart', () => {
  const rows = [
    { tokenizer: 'none', loss: 1 },
    { tokenizer: 'vq', size: 256, loss: 2 },
  ]
  const runs = runsOf(rows)
  const related = relatedRuns(runs, { parameters: ['tokenizer', 'size'], seed: 'seed' })
  expect(related).toEqual({ parts: [runs], remarks: [] })
})

test('a parameter that all runs share keeps them together, whatever else they set', () => {
  const runs = runsOf(BOTH.map((row) => ({ ...row, model: 'mlp' })))
  const others = new Set(['loss'])
  const noted = noteColumns(runs, { aliases: new Map(), others })
  const { parts } = relatedRuns(noted, { parameters: ['lr', 'depth'], seed: 'seed' })
  expect(parts).toHaveLength(1)
})

test('runs of one experiment without a parameter are compared with those that have it', () => {
  const rows = BOTH.filter(({ depth }) => depth === undefined).map(({ lr, ...row }) =>
    lr === 0.1 ? row : { ...row, lr },
  )
  const { rows: found } = compareParameters(runsOf(rows), {
    metric: 'loss',
    better: 'lower',
    parameters: ['lr'],
  })
  expect(found).toMatchObject([{ by: 'lr', a: 0.2, b: null, nPairs: 4 }])
})

test('comparisons are of runs of one experiment only', () => {
  const { rows, remarks } = compareParameters(runsOf(BOTH), {
    metric: 'loss',
    better: 'lower',
    parameters: ['lr', 'depth'],
  })
  expect(rows.map(({ by, a, b, nA, nB }) => [by, a, b, nA, nB])).toEqual([
    ['lr', 0.1, 0.2, 4, 4],
    ['depth', 2, 3, 4, 4],
  ])
  expect(remarks.join()).toContain('no parameter in common')
})

test('studies of one design are reported, and pairs are of runs of one of them', () => {
  const rows = BOTH.filter(({ depth }) => depth === undefined).flatMap((row) => [
    { ...row, study: 'first' },
    { ...row, study: 'second', loss: 50 * (row.loss as number) },
  ])
  const { rows: found, remarks } = compareParameters(runsOf(rows), {
    metric: 'loss',
    better: 'lower',
    by: ['lr'],
    parameters: ['study', 'lr'],
  })
  expect(found).toMatchObject([{ by: 'lr', nBlocks: 2 }])
  expect(found[0]?.ratio).toBeLessThan(1.2)
  expect(remarks).toContain(
    'The runs have 2 values of study (first, second): pairs by other parameters are of runs of one of them, while figures and ' +
      'best.csv hold all. inputs.select.study=… reports on one of them alone.',
  )
})

test('studies without a parameter in common are not compared with each other either', () => {
  const rows = BOTH.map((row) => ({ ...row, study: row.lr === undefined ? 'second' : 'first' }))
  const { rows: found, remarks } = compareParameters(runsOf(rows), {
    metric: 'loss',
    better: 'lower',
    parameters: ['study', 'lr', 'depth'],
  })
  expect(new Set(found.map(({ by }) => by))).toEqual(new Set(['lr', 'depth']))
  expect(remarks.join()).not.toContain('Nothing is compared by study')
  expect(remarks.join()).toContain('inputs.select.study=… reports on one of them alone')
})

test('numbers drawn at random are not taken to vary together where other runs lack both', () => {
  const drawn = [3, 1, 4, 2].map((lr, i) => ({ lr, width: 10 + i, seed: 1, loss: i }))
  const { parameters } = compareParameters(
    runsOf([...drawn, { depth: 1, seed: 1, loss: 5 }, { depth: 2, seed: 1, loss: 6 }]),
    { metric: 'loss', better: 'lower', parameters: ['lr', 'width', 'depth'] },
  )
  expect(parameters.map(({ confoundedWith }) => confoundedWith)).toEqual([[], [], []])
})

test('where nothing but the experiment differs, it is what is compared', () => {
  const rows = ['a', 'b'].flatMap((experiment) =>
    [1, 2, 3].map((seed) => ({ experiment, seed, loss: seed })),
  )
  expect(relatedRuns(runsOf(rows), { parameters: ['experiment'], seed: 'seed' }).remarks).toEqual(
    [],
  )
})

import { expect, test } from 'vitest'
import { loadRuns } from '../../runs/loadRuns.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { hydraJob, lightningRun } from '../../testing/trackers/runFolders.ts'
import { compareParameters } from '../parameters/compareParameters.ts'

/** The remarks on a sweep of jobs that log so many rows, by the value of `opt`. */
async function remarksOf(
  counts: Readonly<Record<string, (seed: number) => number>>,
  rowOf: (at: number) => Record<string, number>,
  parameter = 'opt',
): Promise<string> {
  const files = Object.entries(counts).flatMap(([value, count], group) =>
    [0, 1, 2].map((seed) => {
      const rows = Array.from({ length: count(seed) }, (_, at) => ({
        ...rowOf(at),
        'val/loss': (1 + group + seed / 10) / (at + 1),
      }))
      const directory = `${value}${seed}`
      const overrides = [`${parameter}=${value}`, `seed=${seed}`]
      return { ...hydraJob(directory, { overrides }), ...lightningRun(`${directory}/csv`, rows) }
    }),
  )
  const { runs, perEpoch } = await loadRuns({ sweepDir: writeTree(Object.assign({}, ...files)) })
  const { remarks } = compareParameters(runs, { metric: 'val/loss', better: 'lower', perEpoch })
  return remarks.join('\n')
}

const inEpochs = (at: number) => ({ epoch: at, step: at * 100 })
const inSteps = (at: number) => ({ step: at * 100 })

test('histories tell that groups trained for different numbers of epochs', async () => {
  expect(await remarksOf({ a: () => 3, b: () => 30 }, inEpochs)).toContain(
    'Groups trained for different numbers of epochs, going by the last one logged: by opt (a: 2, b: 29). ' +
      'The longer ones had more time, and more epochs to choose the best from.',
  )
})

test('histories without epochs tell it by steps', async () => {
  expect(await remarksOf({ a: () => 3, b: () => 30 }, inSteps)).toContain(
    'Groups trained for different numbers of steps, going by the last one logged: by opt (a: 200, b: 2900).',
  )
})

test('a group none of whose runs got as far as others do is told, though some of these were short', async () => {
  const counts = { a: () => 4, b: (seed: number) => [4, 20, 30][seed] ?? 0 }
  expect(await remarksOf(counts, inSteps)).toContain('by opt (a: 300; b: 300, 1900, 2900)')
})

test.each([
  ['as many epochs', { a: () => 3, b: () => 3 }, inEpochs, 'opt'],
  [
    'steps that differ from run to run',
    { a: (seed: number) => 10 + seed, b: (seed: number) => 11 + seed },
    inSteps,
    'opt',
  ],
  [
    'one run of a group that went on for longer',
    { a: () => 11, b: (seed: number) => [10, 11, 25][seed] ?? 0 },
    inSteps,
    'opt',
  ],
  ['what is compared for epochs', { 3: () => 3, 30: () => 30 }, inEpochs, 'max_epochs'],
])('nothing is told of %s', async (_, counts, rowOf, parameter) => {
  expect(await remarksOf(counts, rowOf, parameter)).not.toContain('Groups trained')
})

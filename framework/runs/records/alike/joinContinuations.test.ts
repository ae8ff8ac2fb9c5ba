import { expect, test } from 'vitest'
import { type FakeLoadedRun, loadedRun } from '../../../testing/loadedRun.ts'
import { wideTable } from '../metrics/wideTable.ts'
import { joinContinuations } from './joinContinuations.ts'

/** A record of steps from one to another, whose loss is its step; ten steps are an epoch. */
function record(
  runDir: string,
  from: number,
  to: number,
  { firstEpoch = Math.floor(from / 10), ...more }: FakeLoadedRun & { firstEpoch?: number } = {},
) {
  const step = Float64Array.from({ length: to - from + 1 }, (_, at) => from + at)
  const epoch = step.map((each) => firstEpoch + Math.floor((each - from) / 10))
  return loadedRun(runDir, {
    overrides: { lr: 0.1, max_epochs: to },
    metrics: { loss: [...step] },
    epochs: wideTable(new Map([['loss', { step, epoch, value: step }]])),
    ...more,
  })
}

const shown = (runs: readonly ReturnType<typeof record>[]) =>
  joinContinuations(runs).map(({ runDir, epochs }) => {
    const steps = epochs.find(({ name }) => name === 'step')?.values ?? []
    return [runDir, steps[0], steps.at(-1), steps.length]
  })

test('sessions that go on with one another are one run, wherever they broke off', () => {
  const runs = [
    record('l/version_2', 25, 40),
    record('l/version_0', 0, 10),
    record('l/version_1', 8, 30, { firstEpoch: 1 }),
  ]
  expect(shown(runs)).toEqual([['l/version_2', 0, 40, 41]])
  expect(joinContinuations(runs)[0]?.findings.map(({ detail }) => detail)).toContain(
    'it goes on with l/version_0, which has the same parameters (steps 0 to 10, then steps 8 to 30): both are one run',
  )
})

test.each([
  ['begins where the other does', record('l/version_1', 0, 20)],
  ['begins in the first half of the other', record('l/version_1', 4, 20)],
  ['ends before the other', record('l/version_1', 7, 9)],
  ['counts its epochs from the first', record('l/version_1', 8, 30, { firstEpoch: 0 })],
  ['has other parameters', record('l/version_1', 11, 20, { overrides: { lr: 0.2 } })],
  ['has no parameters', record('l/version_1', 11, 20, { overrides: {} })],
  ['lies elsewhere', record('other/version_1', 11, 20)],
  ['has an id', record('l/version_1', 11, 20, { runId: 'a' })],
  ['is a job of Hydra', record('l/version_1', 11, 20, { isJob: true })],
  ['is of another format', record('l/version_1', 11, 20, { sources: ['tensorboard'] })],
  ['is of the same file', record('l/a.csv#1', 11, 20)],
  ['has no steps', loadedRun('l/version_1', { overrides: { lr: 0.1 } })],
])('a run that %s is a run of its own', (_, run) => {
  expect(shown([record('l/version_0', 0, 10), run])).toHaveLength(2)
})

test('a record that may go on with several is told, and all count', () => {
  const runs = [
    record('l/version_0', 0, 10),
    record('l/version_1', 0, 10),
    record('l/version_2', 11, 20),
  ]
  expect(shown(runs)).toHaveLength(3)
  expect(joinContinuations(runs)[2]?.findings).toMatchObject([
    {
      detail: expect.stringMatching(
        /^it begins at step 11, as if it went on with one of version_0, version_1,/,
      ),
    },
  ])
})

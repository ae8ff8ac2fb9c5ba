import { expect, test } from 'vitest'
import { type FakeLoadedRun, loadedRun } from '../../../testing/loadedRun.ts'
import { wideTable } from '../metrics/wideTable.ts'
import { joinContinuations } from './joinContinuations.ts'

interface FakeRecord extends FakeLoadedRun {
  /** Epochs of so many steps are counted, from the first one on. Default: none are counted. */
  readonly inEpochs?: { readonly first: number; readonly steps: number }
  /** Default: the step itself. */
  readonly lossAt?: (step: number) => number
}

/** A record of steps from one to another. */
function record(
  runDir: string,
  from: number,
  to: number,
  { inEpochs, lossAt = (step) => step, ...more }: FakeRecord = {},
) {
  const step = Float64Array.from({ length: to - from + 1 }, (_, at) => from + at)
  const epoch = inEpochs && step.map((_, at) => inEpochs.first + Math.floor(at / inEpochs.steps))
  return loadedRun(runDir, {
    overrides: { lr: 0.1, max_epochs: to },
    metrics: { loss: [...step] },
    epochs: wideTable(
      new Map([['loss', { step, ...(epoch && { epoch }), value: step.map(lossAt) }]]),
    ),
    ...more,
  })
}

const FIRST = record('l/version_0', 0, 10)

const shown = (runs: readonly ReturnType<typeof record>[]) =>
  joinContinuations(runs).runs.map(({ runDir, epochs }) => {
    const steps = epochs.find(({ name }) => name === 'step')?.values ?? []
    return [runDir, steps[0], steps.at(-1), steps.length]
  })

test('sessions that go on with one another are one run, wherever they broke off', () => {
  const runs = [record('l/version_10', 25, 40), FIRST, record('l/version_2', 8, 30)]
  expect(shown(runs)).toEqual([['l/version_10', 0, 40, 41]])
  expect(joinContinuations(runs).runs[0]?.findings).toContainEqual({
    kind: 'source-remark',
    detail:
      'it goes on with l/version_0, which has the same parameters (steps 0 to 10, then steps 8 to 30): both are one run',
  })
})

test.each([
  ['begins in the second half of the other', record('l/version_1', 6, 10)],
  [
    'is of the same epoch, the only one of the other',
    record('l/version_1', 11, 20, { inEpochs: { first: 0, steps: 100 } }),
  ],
])('a run that %s goes on with it', (_, run) => {
  const other = record('l/version_0', 0, 10, { inEpochs: { first: 0, steps: 100 } })
  expect(shown([other, run])).toHaveLength(1)
  expect(shown([FIRST, run])).toHaveLength(1)
})

test.each([
  ['begins where the other does', record('l/version_1', 0, 20)],
  ['begins in the first half of the other', record('l/version_1', 5, 20)],
  ['ends before the other', record('l/version_1', 7, 9)],
  ['has other parameters', record('l/version_1', 11, 20, { overrides: { lr: 0.2 } })],
  ['lies elsewhere', record('other/version_1', 11, 20)],
  ['has an id', record('l/version_1', 11, 20, { runId: 'a' })],
  ['is a job of Hydra', record('l/version_1', 11, 20, { isJob: true })],
  ['was deleted', record('l/version_1', 11, 20, { isDeleted: true })],
  ['is of another format', record('l/version_1', 11, 20, { sources: ['tensorboard'] })],
  ['is of a file', record('l/a.csv#1', 11, 20)],
  ['has no steps', loadedRun('l/version_1', { overrides: { lr: 0.1 } })],
])('a run that %s is a run of its own', (_, run) => {
  expect(shown([FIRST, run])).toHaveLength(2)
})

test('runs without parameters may be of anything', () => {
  const without = { overrides: {} }
  const runs = [record('l/version_0', 0, 10, without), record('l/version_1', 11, 20, without)]
  expect(shown(runs)).toHaveLength(2)
})

test('a run without steps has none that goes on with it', () => {
  const without = loadedRun('l/version_0', { overrides: { lr: 0.1 } })
  expect(shown([without, record('l/version_1', 11, 20)])).toHaveLength(2)
})

test('a training of other batches, which counts its epochs from the first, is a run of its own', () => {
  const first = record('l/version_0', 0, 10, { inEpochs: { first: 0, steps: 5 } })
  const second = (firstEpoch: number) =>
    record('l/version_1', 8, 30, { inEpochs: { first: firstEpoch, steps: 10 } })
  expect([shown([first, second(0)]).length, shown([first, second(1)]).length]).toEqual([2, 1])
})

const lossOf = (seed: number) => (step: number) => Math.sin(seed + step) + 2

test('of several, a record goes on with the one whose last steps it trained again', () => {
  const of = (seed: number) => ({ lossAt: lossOf(seed) })
  const runs = [
    record('l/version_0', 0, 10, of(0)),
    record('l/version_1', 0, 10, of(1)),
    record('l/version_2', 7, 20, of(1)),
  ]
  expect(shown(runs)).toEqual([
    ['l/version_0', 0, 10, 11],
    ['l/version_2', 0, 20, 21],
  ])
})

test.each([
  ['few values of several are the same', lossOf(1), 9],
  ['a value differs', (step: number) => (step === 8 ? 2.5 : lossOf(1)(step)), 7],
  ['whole numbers are the same, as many runs have them', (step: number) => step, 6],
])(
  'where %s, a record that may continue several runs stays a run of its own',
  (_, lossAt, from) => {
    const runs = [
      record('l/version_0', 0, 10, { lossAt: lossOf(0) }),
      record('l/version_1', 0, 10, { lossAt: from === 6 ? lossAt : lossOf(1) }),
      record('l/version_2', from, 20, { lossAt }),
    ]
    expect(shown(runs)).toHaveLength(3)
  },
)

test('a record that may go on with several is told, and all count', () => {
  const runs = [FIRST, record('l/version_1', 0, 10), record('l/version_2', 11, 20)]
  expect(shown(runs)).toHaveLength(3)
  expect(joinContinuations(runs).runs[2]?.findings).toEqual([
    {
      kind: 'source-remark',
      detail:
        'it begins at step 11, as if it went on with one of version_0, version_1, which have the same parameters: ' +
        'nobody knows which, and all count (inputs.exclude leaves runs out)',
    },
  ])
})

import { table } from 'thesis-report'
import { expect, test } from 'vitest'
import { curvesByParameter } from '../compare_runs/curvesByParameter.ts'

/** Runs of settings of their own, each with one of two optimizers. */
function contextOf(
  numRuns: number,
  history = table({ epoch: [0, 1], split: ['val', 'val'], val_loss: [2, 1] }),
): Parameters<typeof curvesByParameter>[0] {
  const each = <Cell>(cell: (run: number) => Cell) =>
    Array.from({ length: numRuns }, (_, run) => cell(run))
  return {
    runs: table({
      run_dir: each((run) => `run${run}`),
      lr: each((run) => run),
      optimizer: each((run) => (run % 2 === 0 ? 'adam' : 'sgd')),
    }),
    perEpoch: new Map(each((run) => [`run${run}`, history])),
    chosen: { metric: 'loss.total_best', logged: 'val_loss', better: 'lower', remarks: [] },
    main: {
      all: ['optimizer'],
      categories: ['optimizer'],
      repeated: 'optimizer',
      fewValues: new Set(['optimizer']),
      pair: [],
    },
    parameters: ['lr', 'optimizer'],
    config: { outputs: { scale: 'linear' } },
  }
}
const linesOf = (numRuns: number) =>
  curvesByParameter(contextOf(numRuns), 0).chart.data.datasets.filter(
    ({ fill }) => fill === undefined,
  )

test('thousands of runs are means by colour, since their lines would hide all but one', () => {
  expect(linesOf(2001).map(({ label }) => label)).toEqual([
    'mean of 1001 runs\noptimizer = adam',
    'mean of 1000 runs\noptimizer = sgd',
  ])
})

test('fewer runs have a line each where no two share a setting', () => {
  expect(
    linesOf(4)
      .flatMap(({ runs = [] }) => runs.map(([, run]) => run))
      .sort(),
  ).toEqual(['run0', 'run1', 'run2', 'run3'])
})

test('a metric of which each run has a single value, or one without steps, has no learning curves', () => {
  const once = table({ epoch: [4], split: ['val'], val_loss: [2] })
  expect(() => curvesByParameter(contextOf(4, once), 0)).toThrow(
    expect.objectContaining({
      code: 'NOTHING_TO_DRAW',
      message: expect.stringMatching(/^No run has more than a single value of val_loss,/),
    }),
  )
  const withoutSteps = table({ val_loss: [2] })
  expect(() => curvesByParameter(contextOf(4, withoutSteps), 0)).toThrow(/^No run has more/)
  const context = contextOf(4, once)
  const longer = table({ epoch: [4, 5], split: ['val', 'val'], val_loss: [2, 1] })
  const perEpoch = new Map([...context.perEpoch, ['run3', longer]])
  expect(curvesByParameter({ ...context, perEpoch }, 0).kind).toBe('learningCurves')
})

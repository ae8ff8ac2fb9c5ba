import { expect, test } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import { compareParameters } from '../parameters/compareParameters.ts'

interface Setting {
  readonly lr: number
  readonly optimizer: string
}

function findingsWith(isDiverged: (setting: Setting) => boolean, more = (_: Setting) => ({})) {
  const rows = [0.01, 0.1].flatMap((lr) =>
    ['adam', 'sgd'].flatMap((optimizer) =>
      Array.from({ length: 10 }, (_, seed) => {
        const loss = isDiverged({ lr, optimizer })
          ? Number.POSITIVE_INFINITY
          : 1 + ((seed * 7) % 10) / 10
        return { lr, optimizer, seed, loss, ...more({ lr, optimizer }) }
      }),
    ),
  )
  const parameters = ['lr', 'optimizer', 'decay']
  const { findings } = compareParameters(runsOf(rows), {
    metric: 'loss',
    better: 'lower',
    parameters,
  })
  return findings.filter(({ key }) => key === 'diverged')
}

test('runs that diverge where two parameters have certain values together are a finding', () => {
  expect(findingsWith(({ lr, optimizer }) => lr === 0.1 && optimizer === 'sgd')).toEqual([
    {
      key: 'diverged',
      sentence:
        'Runs diverged only with lr 0.1 and sgd together: 10 of these 10 runs, none of the 30 others.',
      values: { diverged: 10, of: 10, others: 30 },
    },
  ])
})

test('where one parameter alone decides, its own finding says so', () => {
  expect(findingsWith(({ lr }) => lr === 0.1)).toEqual([])
  expect(
    findingsWith(
      ({ lr }) => lr === 0.1,
      ({ lr }) => ({ decay: lr * 2 }),
    ),
  ).toEqual([])
})

test('a parameter of which runs diverged at several values is not part of it', () => {
  const rows = [0.01, 0.1].flatMap((lr) =>
    ['adam', 'sgd'].flatMap((optimizer) =>
      [1, 2, 3].flatMap((depth) =>
        Array.from({ length: 10 }, (_, seed) => {
          const isDiverged = lr === 0.1 && optimizer === 'sgd' && depth > 1
          const loss = isDiverged ? Number.POSITIVE_INFINITY : 1 + ((seed * 7) % 10) / 10
          return { lr, optimizer, depth, seed, loss }
        }),
      ),
    ),
  )
  const { findings } = compareParameters(runsOf(rows), {
    ...{ metric: 'loss', better: 'lower', parameters: ['lr', 'optimizer', 'depth'] },
  })
  expect(findings.map(({ key }) => key)).toContain('depth-2-vs-1-diverged')
  expect(findings.find(({ key }) => key === 'diverged')?.sentence).toBe(
    'Runs diverged only with lr 0.1 and sgd together: 20 of these 30 runs, none of the 90 others.',
  )
})

test('where runs diverged at either of two values, none of them is needed', () => {
  expect(findingsWith(({ lr, optimizer }) => lr === 0.1 || optimizer === 'sgd')).toEqual([])
})

test('where no run diverged there is nothing to say', () => {
  expect(findingsWith(() => false)).toEqual([])
})

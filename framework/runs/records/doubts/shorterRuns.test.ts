import { expect, test } from 'vitest'
import { type FakeLoadedRun, loadedRun } from '../../../testing/loadedRun.ts'
import { wideTable } from '../metrics/wideTable.ts'
import { findShorterRuns } from './shorterRuns.ts'

/** A run with a metric at so many steps. */
function reaching(
  steps: number,
  more: Partial<Pick<FakeLoadedRun, 'ended' | 'sources' | 'overrides' | 'saved'>> = {},
) {
  const loss = Array.from({ length: steps + 1 }, (_, at) => at)
  return loadedRun(`to${steps}`, { metrics: { loss }, ...more })
}

/** The same with epochs for its steps. */
function inEpochs(epochs: number) {
  const at = Float64Array.from({ length: epochs + 1 }, (_, epoch) => epoch)
  const series = new Map([['loss', { value: at, step: at, epoch: at }]])
  return loadedRun(`epochs${epochs}`, { epochs: wideTable(series) })
}

test('a run that ends before half of what its siblings reach is reported', () => {
  const found = findShorterRuns([reaching(100), reaching(100), reaching(49)])
  expect(found).toMatchObject([
    {
      kind: 'shorter-than-others',
      runDir: 'to49',
      detail: expect.stringMatching(
        /^it ends at step 49, where runs of this kind usually reach 100;/,
      ),
    },
  ])
})

test.each([
  ['half as far', [reaching(100), reaching(100), reaching(50)]],
  ['with one sibling', [reaching(100), reaching(1)]],
  ['that says how it ended', [reaching(100), reaching(100), reaching(1, { ended: 'finished' })]],
  ['of another source', [reaching(100), reaching(100), reaching(1, { sources: ['keras'] })]],
  ['that counts epochs, where others count steps', [reaching(100), reaching(100), inEpochs(1)]],
  [
    'that got as far as it was to',
    [reaching(100), reaching(100), reaching(29, { overrides: { 'trainer.max_steps': 30 } })],
  ],
  [
    'with other metrics',
    [reaching(100), reaching(100), loadedRun('eval', { metrics: { test_acc: 1 } })],
  ],
  ['without steps', [reaching(100), reaching(100), loadedRun('none')]],
])('a run %s is not', (_, runs) => expect(findShorterRuns(runs)).toEqual([]))

test('a run that ends before what it was to reach is reported', () => {
  const broken = reaching(28, { overrides: { max_steps: 30 } })
  expect(findShorterRuns([reaching(100), reaching(100), broken])).toHaveLength(1)
})

import { expect, test } from 'vitest'
import { strip } from '../../../plots/kinds/groups/strip.ts'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { runReport } from '../../../testing/runReport.ts'
import { hydraJob, jsonLines } from '../../../testing/trackers/runFolders.ts'
import { type Analysis, defineReport } from '../../spec/defineReport.ts'

/** The rows of `training/summary.tex` of a report over runs of a script. */
async function summaryOf(
  overrides: readonly string[],
  latex?: Analysis['latex'],
): Promise<string[]> {
  const root = writeTree(
    Object.assign(
      {},
      ...[0.1, 0.2].flatMap((lr, i) =>
        [1, 2].map((seed) => {
          const directory = `multirun/lr=${lr},seed=${seed}`
          return {
            ...hydraJob(directory, { overrides: [`lr=${lr}`, `seed=${seed}`] }),
            ...jsonLines(directory, [{ step: 1, 'val/acc': 0.5 + i / 4, 'train/loss': 2 - i }]),
          }
        }),
      ),
    ),
  )
  const spec = defineReport({
    name: 'mine',
    title: 'Mine',
    analyze: ({ runs }) => ({ runs, ...(latex && { latex }) }),
    plot: { acc: ({ runs }) => strip(runs, { value: 'val/acc', group: 'lr' }) },
  })
  const made = await runReport(spec, {
    sweep: `${root}/multirun`,
    overrides: ['outputs.which_figures=[]', ...overrides],
  })
  expect(made.failed).toEqual([])
  return made
    .read('training/summary.tex')
    .split('\n')
    .filter((line) => line.includes(' & '))
}

test('a report that says nothing of it has the metric that runs are compared by', async () => {
  expect(await summaryOf([])).toEqual([
    String.raw`lr & n & val/acc.best \\`,
    String.raw`0.1 & 2 & $0.5000$ \\`,
    String.raw`0.2 & 2 & $\mathbf{0.7500}$ \\`,
  ])
})

test('the metric that the config asks for comes instead', async () => {
  expect(await summaryOf(['inputs.metric=train/loss', 'inputs.goal={train/loss: max}'])).toEqual([
    String.raw`lr & n & train/loss \\`,
    String.raw`0.1 & 2 & $\mathbf{2.000}$ \\`,
    String.raw`0.2 & 2 & $1.000$ \\`,
  ])
})

test('the metrics that the analysis names come before what the config asks for', async () => {
  const latex = { metrics: [{ column: 'val/acc.best' }] }
  expect(await summaryOf(['inputs.metric=train/loss'], latex)).toEqual([
    String.raw`lr & n & val/acc.best \\`,
    String.raw`0.1 & 2 & $0.5000$ \\`,
    String.raw`0.2 & 2 & $0.7500$ \\`,
  ])
})

import { expect, test } from 'vitest'
import { chooseMetric } from '../../compare/metrics/chooseMetric.ts'
import { boxPlot } from '../../plots/kinds/groups/boxPlot.ts'
import { selectRuns } from '../../tables/select.ts'
import { runReport } from '../../testing/runReport.ts'
import { defineReport } from '../spec/defineReport.ts'

const SPREAD = defineReport({
  name: 'spread',
  title: 'Spread over seeds',
  plot: {
    loss: ({ runs }) => boxPlot(runs, { value: 'loss.total_best', group: 'tokenizer' }),
    time: ({ runs }) => boxPlot(runs, { value: 'total_time_s', group: 'tokenizer' }),
  },
})
const AXES = { 'phase1/latent_space': ['none', 'vq'], 'phase1.trainer.seed': [42, 43] }

/** Why no report is made with an override, be it refused at once or by the first part that needs it. */
async function reasonAgainst(override: string): Promise<string | undefined> {
  const sweep = { axes: AXES, epochs: 2 }
  const made = await runReport(SPREAD, { sweep, overrides: [override] }).catch(
    (error: Error) => error.message,
  )
  if (typeof made === 'string') return made
  expect(made.path).toBeUndefined()
  return made.failed[0]?.reason
}

test.each([
  [
    'outputs.which_figures=[losss]',
    'outputs.which_figures names "losss"',
    'Did you mean "loss"? It draws: loss, time',
  ],
  ['outputs.dpii=3', 'outputs.dpii', 'outputs.dpi'],
  ['outputs.dpi=many', '"outputs.dpi" is "many"', 'expected number'],
  ['data.pth=x', 'The data section has no key "data.pth".', 'Did you mean "data.path"?'],
  ['inputs.select.sed=1', 'no column "sed"', 'They have: '],
  ['inputs.select.seed=[7]', 'inputs.select leaves none of the 4 runs', 'the runs have 42, 43'],
  [
    'inputs.run_dirs=[x]',
    'both are set',
    'Give exactly one of inputs.sweep_dir and inputs.run_dirs',
  ],
])('%s is an error that names the culprit and the remedy', async (word, culprit, remedy) => {
  const reason = await reasonAgainst(word)
  expect(reason).toContain(culprit)
  expect(reason).toContain(remedy)
})

test('a select that leaves nothing is told before an analysis that fails on no runs', async () => {
  const analysed = defineReport({
    name: 'analysed',
    title: 'Chooses its metric',
    analyze({ runs, goals, config }) {
      const selected = selectRuns(runs, config.inputs.select)
      chooseMetric({ runs: selected, goals })
      return { runs: selected }
    },
    plot: {},
  })
  const made = await runReport(analysed, {
    sweep: { axes: AXES, epochs: 2 },
    overrides: ['inputs.select.trainer.seed=[7]'],
  })
  expect(made.failed[0]?.reason).toMatch(/inputs.select leaves none of the 4 runs.*have 42, 43/)
})

import { type ChosenMetric, type ColumnTable, type Figure, learningCurves } from 'thesis-report'
import type { MainParameters } from './mainParameters.ts'
import { nothingToDraw } from './nothingToDraw.ts'

interface Context {
  readonly runs: ColumnTable
  readonly perEpoch: ReadonlyMap<string, ColumnTable>
  readonly chosen: ChosenMetric
  readonly main: MainParameters
  readonly parameters: readonly string[]
  readonly config: { readonly outputs: { readonly scale: 'auto' | 'linear' | 'log' } }
}

/** The lines of more runs cover each other, and all groups but the one on top. */
const MAX_LINES = 2000

/** Learning curves coloured by one of the most important parameters; the first have the second as dashes. */
export function curvesByParameter(context: Context, place: number): Figure {
  const { runs, perEpoch, chosen, main, parameters, config } = context
  const group = main.categories[place]
  if (group === undefined && place > 0) {
    const n = main.categories.length
    throw nothingToDraw(
      `${n} parameter${n === 1 ? ' has' : 's have'} few enough values to be colours.`,
    )
  }
  const dash = place === 0 ? main.categories[1] : undefined
  const figure = learningCurves(runs, perEpoch, {
    metric: chosen.logged,
    group: group ?? null,
    ...(dash !== undefined && main.fewValues.has(dash) && { dash }),
    ...(runs.numRows() > MAX_LINES
      ? { show: 'mean' as const, within: [] }
      : { within: parameters.filter((parameter) => parameter !== 'seed') }),
    scale: config.outputs.scale,
  })
  if (hasNoLine(figure)) {
    throw nothingToDraw(
      `No run has more than a single value of ${chosen.logged}, and so a course: other figures show the values.`,
    )
  }
  return figure
}

/** Whether no line leads from one value to another. */
function hasNoLine({ chart, panels }: Figure): boolean {
  const plots = [chart, ...(panels?.plots.map((panel) => panel.chart) ?? [])]
  const lines = plots.flatMap(({ data }) => data.datasets.map((dataset) => dataset.data))
  const leads = (line: (typeof lines)[number]) =>
    line.some(({ x, y }, at) => {
      const next = line[at + 1]
      return y !== null && next !== undefined && next.y !== null && next.x !== x
    })
  return !lines.some(leads)
}

import { boxPlot, type ChosenMetric, type ColumnTable, type Figure, scatter } from 'thesis-report'
import type { MainParameters } from './mainParameters.ts'
import { nothingToDraw } from './nothingToDraw.ts'

interface Context {
  readonly runs: ColumnTable
  readonly chosen: ChosenMetric
  readonly main: MainParameters
  readonly config: { readonly outputs: { readonly scale: 'auto' | 'linear' | 'log' } }
}

/** The metric against one of the most important parameters: points of numbers, boxes of categories. */
export function comparedParameter(context: Context, place: number): Figure {
  const { runs, chosen, main, config } = context
  const parameter = main.all[place]
  if (parameter === undefined) {
    const n = main.all.length
    throw nothingToDraw(
      `The runs differ in ${n} parameter${n === 1 ? '' : 's'} that can be told apart.`,
    )
  }
  const { scale } = config.outputs
  if (main.continuous.has(parameter)) {
    const group = main.categories.find((name) => name !== parameter) ?? null
    return scatter(runs, { x: parameter, y: chosen.metric, group, scale })
  }
  return boxPlot(runs, { value: chosen.metric, group: parameter, scale })
}

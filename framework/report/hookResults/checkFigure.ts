import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import type { Figure } from '../../plots/figure.ts'
import { FigureSchema } from '../../plots/figureSchema.ts'
import { describeIssues } from '../../text/schema/schemaIssues.ts'
import { describeValue, isRecord, isTable } from '../spec/describeValue.ts'
import { wrongResult } from './problem.ts'

const BELONGS = 'a figure, such as boxPlot(runs, { value, group }) makes'

/** @throws {ReportError} HOOK_RESULT when the hook returned something else than a figure */
export function checkFigure(hook: string, result: unknown): Figure {
  if (!isRecord(result) || isTable(result)) throw wrongResult(hook, describeValue(result), BELONGS)
  if (result.chart === undefined) {
    const isChartConfig = 'type' in result && 'data' in result
    throw isChartConfig
      ? wrongResult(
          hook,
          'a bare Chart.js config',
          `${BELONGS}, or put the config in a figure of your own: { kind, chart, caption, alt }`,
        )
      : wrongResult(hook, `${describeValue(result)} without a chart`, BELONGS)
  }
  const figure = withDefaults(result as unknown as Figure)
  const { issues } = v.safeParse(FigureSchema, figure)
  if (issues === undefined) return figure
  const problems = describeIssues(FigureSchema, issues, {
    subject: `${hook} returned a figure: its key`,
  })
  throw new ReportError('HOOK_RESULT', problems.join('\n'))
}

/** What a figure that an author writes by hand may leave out. */
function withDefaults(figure: Partial<Figure> & Pick<Figure, 'chart'>): Figure {
  const caption = figure.caption ?? ''
  return {
    kind: 'own',
    marks: [],
    labels: [],
    legend: [],
    notes: [],
    size: { height: 3.9, shrinks: true },
    alt: caption,
    ...figure,
    caption,
  }
}

import { type ColumnTable, chooseMetric, type LoadedRuns } from 'thesis-report'

/** The axes of the figure of two metrics. */
export interface TradeOff {
  readonly x: string
  readonly y: string
  readonly better: { readonly x: 'lower' | 'higher'; readonly y: 'lower' | 'higher' }
}

/**
 * What `inputs.metrics` asks for; undefined where it asks for nothing.
 *
 * @throws {ReportError} as `chooseMetric` does, for a metric that no run has
 */
export function tradeOff(
  runs: ColumnTable,
  goals: LoadedRuns['goals'],
  {
    metrics,
    goal,
  }: {
    readonly metrics: readonly string[] | null
    readonly goal: Parameters<typeof chooseMetric>[2] | null
  },
): TradeOff | undefined {
  const [x, y] = (metrics ?? []).map((name) =>
    chooseMetric({ runs, goals }, name, goal, 'inputs.metrics'),
  )
  if (x === undefined || y === undefined) return undefined
  return { x: x.metric, y: y.metric, better: { x: x.better, y: y.better } }
}

import { ReportError } from '../../errors.ts'
import { nearest } from '../../text/nearest.ts'
import { findCorruption, resolveParams } from './corrupt.ts'

/** An entry of `inference.corruption_strategies`. */
export interface StrategyConfig {
  readonly name: string
  /** A list asks for one strategy for each of its values; at most one parameter may hold a list. */
  readonly params: Readonly<Record<string, number | readonly number[]>>
}

/** One corruption with one set of parameters: one row of results for each model. */
export interface Strategy {
  /** Unique: the corruption's name, with the parameters that were set where it occurs repeatedly. */
  readonly label: string
  readonly name: string
  readonly params: Record<string, number>
  /** The parameter that the config gave as a list, for figures against it. */
  readonly swept?: string
}

/**
 * Spreads lists into one strategy a value, fills in defaults and names each strategy.
 *
 * @throws {ReportError} CORRUPTION_UNKNOWN, `CORRUPTION_PARAM`
 */
export function expandStrategies(configs: readonly StrategyConfig[]): Strategy[] {
  for (const config of configs) expectKnownKeys(config)
  const spread = configs.flatMap(spreadList)
  const uses = new Map<string, number>()
  for (const { name } of spread) uses.set(name, (uses.get(name) ?? 0) + 1)

  const strategies = spread.map(({ name, given, swept }): Strategy => {
    const set = Object.entries(given).map(([param, value]) => `${param}=${value}`)
    const label = uses.get(name) === 1 || set.length === 0 ? name : `${name}(${set.join(', ')})`
    return { label, name, params: resolveParams(name, given), ...(swept ? { swept } : {}) }
  })
  const labels = strategies.map(({ label }) => label)
  const repeated = labels.find((label, i) => labels.indexOf(label) !== i)
  if (repeated !== undefined) {
    throw new ReportError(
      'CORRUPTION_PARAM',
      `inference.corruption_strategies names "${repeated}" twice: remove one of them.`,
    )
  }
  return strategies
}

/** Parameters are easily written beside the name instead of below `params`. */
function expectKnownKeys(config: StrategyConfig): void {
  const { name } = config
  const unknown = Object.keys(config).find((key) => key !== 'name' && key !== 'params')
  if (unknown === undefined) return
  const known = Object.keys(findCorruption(name).params)
  const param = nearest(unknown, known)
  const meant = param ?? known[0] ?? 'strength'
  throw new ReportError(
    'CORRUPTION_PARAM',
    `inference.corruption_strategies: the entry of ${name} has a key "${unknown}". ` +
      `${param === undefined || param === unknown ? '' : `Did you mean "${param}"? `}` +
      `Parameters belong under params: {name: ${name}, params: {${meant}: …}}.`,
  )
}

interface SpreadStrategy {
  readonly name: string
  readonly given: Record<string, number>
  readonly swept?: string
}

function spreadList({ name, params }: StrategyConfig): SpreadStrategy[] {
  const entries = Object.entries(params)
  const lists = entries.filter(([, value]) => typeof value !== 'number')
  if (lists.length > 1) {
    throw new ReportError(
      'CORRUPTION_PARAM',
      `Corruption ${name} has lists for ${lists.map(([param]) => param).join(' and ')}: ` +
        'one parameter at a time may hold a list.',
    )
  }
  const swept = lists[0]?.[0]
  if (swept === undefined)
    return [{ name, given: Object.fromEntries(entries) as Record<string, number> }]
  const values = lists[0]?.[1] as readonly number[]
  return values.map((value) => ({
    name,
    given: { ...(params as Record<string, number>), [swept]: value },
    swept,
  }))
}

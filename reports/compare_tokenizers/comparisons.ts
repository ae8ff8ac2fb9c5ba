import {
  type ColumnTable,
  probabilityOfImprovement,
  signFlipTest,
  table,
  verdict,
} from 'thesis-report'

const METRIC = 'loss.total_best'

/**
 * Every pair of tokenizers by their best validation losses: `n_pairs` runs that agree in all other
 * parameters, seed included; `ratio`, the geometric mean of b's loss over a's (above 1: a is better);
 * `p_improvement`, the probability that a run of a beats one of b (U / (n_a n_b)); the two-sided
 * sign-flip `p_value` of the log ratios with the smallest value that so many pairs can reach; and
 * what these allow one to say: `different`, `inconclusive`, or `underpowered` where so few pairs
 * could not have shown a difference, however large.
 *
 * @param parameters the columns that the sweep varied
 */
export function compareTokenizers(runs: ColumnTable, parameters: readonly string[]): ColumnTable {
  const others = parameters.filter((column) => column !== 'tokenizer')
  const losses = new Map<string, Map<string, number>>()
  for (const row of runs.objects() as Record<string, unknown>[]) {
    const loss = row[METRIC]
    if (typeof loss !== 'number' || !(loss > 0) || !Number.isFinite(loss)) continue
    const tokenizer = String(row.tokenizer)
    const bySetting = losses.get(tokenizer) ?? new Map<string, number>()
    losses.set(tokenizer, bySetting.set(JSON.stringify(others.map((key) => row[key])), loss))
  }
  const names = [...losses.keys()].sort()
  const pairs = names.flatMap((a, at) => names.slice(at + 1).map((b) => compare(a, b, losses)))
  const columns = ['a', 'b', 'metric', 'n_pairs', 'ratio', 'p_improvement', 'p_value'] as const
  return table(
    [...columns, 'smallest_p_value' as const, 'verdict' as const].map((name) => [
      name,
      pairs.map((pair) => pair[name]),
    ]),
  )
}

function compare(a: string, b: string, losses: ReadonlyMap<string, ReadonlyMap<string, number>>) {
  const [lossesOfA, lossesOfB] = [losses.get(a) ?? new Map(), losses.get(b) ?? new Map()]
  const logRatios = [...lossesOfA].flatMap(([setting, loss]) => {
    const other = lossesOfB.get(setting)
    return other === undefined ? [] : [Math.log(other / loss)]
  })
  const test = signFlipTest(logRatios)
  const mean = logRatios.reduce((sum, ratio) => sum + ratio, 0) / logRatios.length
  return {
    a,
    b,
    metric: METRIC,
    n_pairs: logRatios.length,
    ratio: Math.exp(mean),
    p_improvement: probabilityOfImprovement([...lossesOfA.values()], [...lossesOfB.values()]),
    p_value: test.pValue,
    smallest_p_value: test.smallestPValue,
    verdict: verdict(test),
  }
}

import { table } from 'arquero'
import { expect, test } from 'vitest'
import { Random } from '../stats/random.ts'
import { compareGroups } from './compareGroups.ts'

const TRIALS = 400
/** 7 % and three standard errors of the simulation; bench/statistics.js measures more closely. */
const MOST = 0.07 + 3 * Math.sqrt((0.07 * 0.93) / TRIALS)

interface Design {
  readonly groups: number
  readonly seeds: number
  readonly blocks: number
  readonly correlation: number
  /** Of the first group, in deviations. */
  readonly effect?: number
  readonly diverged?: boolean
  /** Seeds are those of a group alone, and recur over its blocks; or of a run alone. */
  readonly seedsOf?: 'group' | 'run'
}

/** The share of reports that call any two groups different. */
function rateOf({
  groups,
  seeds,
  blocks,
  correlation,
  effect = 0,
  diverged = false,
  seedsOf,
}: Design): number {
  const seedOf = (group: number, block: number, seed: number) =>
    (seedsOf === undefined ? 0 : 10_000 * group) + (seedsOf === 'run' ? 100 * block : 0) + seed
  const random = new Random(6, `${groups} ${seeds} ${blocks} ${correlation}`)
  let alarms = 0
  for (let trial = 0; trial < TRIALS; trial++) {
    const runs = { group: [], block: [], seed: [], loss: [] } as Record<string, number[]>
    for (let group = 0; group < groups; group++) {
      for (let seed = 0; seed < seeds; seed++) {
        const shared = random.normal()
        for (let block = 0; block < blocks; block++) {
          const own = Math.sqrt(correlation) * shared + Math.sqrt(1 - correlation) * random.normal()
          runs.group?.push(group)
          runs.block?.push(block)
          runs.seed?.push(seedOf(group, block, seed))
          runs.loss?.push(Math.exp(0.5 * (own + (group === 0 ? effect : 0)) + block))
        }
      }
    }
    if (diverged && runs.loss) runs.loss[random.integer(runs.loss.length)] = Infinity
    const { rows } = compareGroups(table(runs), {
      metric: 'loss',
      by: 'group',
      better: 'lower',
      parameters: ['group', 'block', 'seed'],
    })
    if (rows.some(({ verdict }) => verdict === 'different')) alarms++
  }
  return alarms / TRIALS
}

test.each<Design>([
  { groups: 2, seeds: 5, blocks: 1, correlation: 0 },
  { groups: 6, seeds: 6, blocks: 1, correlation: 0 },
  { groups: 2, seeds: 3, blocks: 6, correlation: 0.5 },
  // 32 % where each comparison looks for resemblance within seeds by itself.
  { groups: 6, seeds: 3, blocks: 6, correlation: 0.5 },
  { groups: 3, seeds: 8, blocks: 1, correlation: 0, diverged: true },
  { groups: 2, seeds: 3, blocks: 2, correlation: 0, seedsOf: 'run' },
  { groups: 4, seeds: 5, blocks: 3, correlation: 0, seedsOf: 'run' },
  { groups: 2, seeds: 5, blocks: 3, correlation: 0, seedsOf: 'run', diverged: true },
  { groups: 2, seeds: 3, blocks: 6, correlation: 0.5, seedsOf: 'group' },
  { groups: 2, seeds: 4, blocks: 4, correlation: 0.5, seedsOf: 'group', diverged: true },
])('equal groups are seldom called different: %j', { tags: ['simulation'] }, (design) => {
  expect(rateOf(design)).toBeLessThan(MOST)
})

test('different groups are found: eight seeds, an effect of one and a half deviations', {
  tags: ['simulation'],
}, () => {
  expect(rateOf({ groups: 2, seeds: 8, blocks: 1, correlation: 0, effect: 1.5 })).toBeGreaterThan(
    0.65,
  )
})

test('two blocks of runs with seeds of their own tell as much as pairs do', {
  tags: ['simulation'],
}, () => {
  const design = { groups: 2, seeds: 5, blocks: 2, correlation: 0, effect: 1.5 } as const
  expect(rateOf({ ...design, seedsOf: 'run' })).toBeGreaterThan(rateOf(design) - 0.05)
  expect(rateOf({ ...design, seedsOf: 'run' })).toBeGreaterThan(0.8)
})

test('blocks add to the power, if not as seeds do', { tags: ['simulation'] }, () => {
  const power = (blocks: number) =>
    rateOf({ groups: 2, seeds: 6, blocks, correlation: 0, effect: 1 })
  expect(power(3)).toBeGreaterThan(power(1) + 0.15)
})

// Statistics: how often intervals hold what they estimate, how often equal groups are called
// different, and how often different ones are. Simulated with fixed seeds: same numbers every time.
//   node bench/statistics.js [trials, default 500]
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { table } from 'arquero'
import { buildIfStale } from '../bin/buildIfStale.js'

const TRIALS = Number(process.argv[2] ?? 500)
/** Bootstraps are slow, and 999 resamples tell as much about coverage as 9999. */
const RESAMPLES = 999

await buildIfStale()
const { bootstrapInterval, compareGroups, meanInterval } = await import(
  '../dist/framework/index.js'
)
const { Random } = await import('../dist/framework/testing/internals.js')

/**
 * Losses: a standard normal number as a loss, and the true means. Lognormal: deviation 0.5 of logs. The
 * logarithm of 10 + z is log 10 - 1/200 - 3/40 000 - 1/400 000 - … in the mean.
 */
const LOSSES = {
  normal: { of: (random) => 10 + random.normal(), mean: 10, geometric: 9.949353 },
  lognormal: {
    of: (random) => Math.exp(0.5 * random.normal()),
    mean: Math.exp(0.125),
    geometric: 1,
  },
}

console.log(
  `200 groups of 5 seeds, each with each: ${secondsOfManyGroups().toFixed(2)} s (limit 2)`,
)

const coverage = []
for (const [distribution, loss] of Object.entries(LOSSES)) {
  for (const interval of ['t', 'geometric', 'bootstrap', 'bca', 'range']) {
    const row = { distribution, interval }
    const truth = interval === 'geometric' ? loss.geometric : loss.mean
    for (const n of [2, 3, 5, 10, 30])
      row[`n = ${n}`] = round(coverageOf(loss.of, truth, interval, n))
    coverage.push(row)
  }
}
console.log('Share of nominal 95 % intervals that hold the true mean')
console.table(coverage)

const reports = []
for (const distribution of ['normal', 'lognormal', 't3']) {
  for (const correlation of [0, 0.2, 0.5]) {
    for (const blocks of [1, 3, 6]) {
      for (const seeds of [3, 6, 10]) {
        const row = { distribution, correlation, blocks, seeds }
        for (const groups of [2, 4, 6]) {
          row[`${groups} groups`] = rateOf({ ...row, groups, isDiverged: false, effect: 0 })
        }
        row['one diverged'] = rateOf({ ...row, groups: 3, isDiverged: true, effect: 0 })
        row.power = rateOf({ ...row, groups: 2, isDiverged: false, effect: 1 })
        reports.push(row)
      }
    }
  }
}
console.log('Share of reports with a false "different"; power: a true difference of one deviation')
console.table(reports)
const ownSeeds = []
for (const distribution of ['normal', 'lognormal', 't3']) {
  for (const blocks of [1, 2, 4]) {
    for (const seeds of [3, 5, 10]) {
      const row = { distribution, correlation: 0, blocks, seeds, isOwnSeeds: true }
      for (const groups of [2, 4]) {
        row[`${groups} groups`] = rateOf({ ...row, groups, isDiverged: false, effect: 0 })
      }
      row['one diverged'] = rateOf({ ...row, groups: 3, isDiverged: true, effect: 0 })
      row.power = rateOf({ ...row, groups: 2, isDiverged: false, effect: 1 })
      ownSeeds.push(row)
    }
  }
}
console.log('The same, where each run has a seed of its own')
console.table(ownSeeds)
const rates = [...reports, ...ownSeeds].flatMap((row) =>
  ['2 groups', '4 groups', '6 groups', 'one diverged'].flatMap((column) => row[column] ?? []),
)
console.log(`Highest rate of false alarms: ${Math.max(...rates)}`)

const results = path.join(import.meta.dirname, 'results')
mkdirSync(results, { recursive: true })
const result = { bench: 'statistics', trials: TRIALS, coverage, reports, ownSeeds }
writeFileSync(path.join(results, 'statistics.json'), `${JSON.stringify(result, null, 2)}\n`)

/** Of the first call, before anything is compiled: a report compares once. */
function secondsOfManyGroups() {
  const random = new Random(4, 'many groups')
  const equal = { distribution: 'normal', correlation: 0, isDiverged: false, effect: 0 }
  const runs = simulate({ ...equal, blocks: 1, seeds: 5, groups: 200 }, random)
  const start = performance.now()
  compareGroups(runs, { metric: 'loss', by: 'group', better: 'lower' })
  return (performance.now() - start) / 1000
}

function coverageOf(draw, truth, interval, n) {
  const random = new Random(1, `coverage ${interval} ${n}`)
  let holds = 0
  for (let trial = 0; trial < TRIALS; trial++) {
    const values = Array.from({ length: n }, () => draw(random))
    const { low, high } = intervalOf(values, interval, trial)
    if (low <= truth && truth <= high) holds++
  }
  return holds / TRIALS
}

/** Of two values too, which `meanInterval` gives their range. */
function intervalOf(values, interval, seed) {
  if (interval === 'bootstrap' || interval === 'bca') {
    const method = interval === 'bca' ? 'bca' : 'percentile'
    return bootstrapInterval(values, { method, resamples: RESAMPLES, seed })
  }
  if (interval === 'geometric') {
    const { low, high } = intervalOf(values.map(Math.log), 't')
    return { low: Math.exp(low), high: Math.exp(high) }
  }
  if (interval === 't' && values.length === 2) return studentOfTwo(values)
  return meanInterval(values, { interval })
}

/** Student's quantile of one degree of freedom is that of Cauchy: 12.706. */
function studentOfTwo([a, b]) {
  const centre = (a + b) / 2
  const reach = (12.706204736174707 * Math.abs(a - b)) / 2
  return { low: centre - reach, high: centre + reach }
}

/**
 * The share of reports that call any two groups different. The highest of hundreds of measured rates is
 * higher than any true one: false alarms above 6 % are measured again, ten times as long.
 */
function rateOf(design) {
  const rate = measureRate(design, TRIALS, 2)
  if (design.effect > 0 || rate <= 0.06) return rate
  return measureRate(design, 10 * TRIALS, 3)
}

function measureRate(design, trials, seed) {
  const random = new Random(seed, JSON.stringify(design))
  let alarms = 0
  for (let trial = 0; trial < trials; trial++) {
    const { rows } = compareGroups(simulate(design, random), {
      metric: 'loss',
      by: 'group',
      better: 'lower',
      parameters: ['group', 'block', 'seed'],
    })
    if (rows.some(({ verdict }) => verdict === 'different')) alarms++
  }
  return round(alarms / trials)
}

/**
 * Losses whose errors of one group and seed correlate over blocks; blocks have levels of their own,
 * and the first group is better by `effect` deviations.
 */
function simulate(
  { distribution, correlation, blocks, seeds, groups, isDiverged, isOwnSeeds = false, effect },
  random,
) {
  const columns = { group: [], block: [], seed: [], loss: [] }
  const error = () => (distribution === 't3' ? studentOfThree(random) : random.normal())
  for (let group = 0; group < groups; group++) {
    for (let seed = 0; seed < seeds; seed++) {
      const shared = error()
      for (let block = 0; block < blocks; block++) {
        const own = Math.sqrt(correlation) * shared + Math.sqrt(1 - correlation) * error()
        const z = own + (group === 0 ? -effect : 0)
        columns.group.push(`g${group}`)
        columns.block.push(block)
        columns.seed.push(isOwnSeeds ? columns.seed.length : seed)
        columns.loss.push((1 + block) * (distribution === 'lognormal' ? Math.exp(0.5 * z) : 10 + z))
      }
    }
  }
  if (isDiverged) columns.loss[random.integer(columns.loss.length)] = Number.POSITIVE_INFINITY
  return table(columns)
}

function studentOfThree(random) {
  const squares = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2
  return random.normal() / Math.sqrt(squares / 3)
}

function round(share) {
  return Math.round(share * 1000) / 1000
}

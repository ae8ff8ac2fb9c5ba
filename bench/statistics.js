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

/** Losses: a standard normal number as a loss, and the true mean. Lognormal: deviation 0.5 of logs. */
const LOSSES = {
  normal: { of: (random) => 10 + random.normal(), mean: 10 },
  lognormal: { of: (random) => Math.exp(0.5 * random.normal()), mean: Math.exp(0.125) },
}

const coverage = []
for (const [distribution, loss] of Object.entries(LOSSES)) {
  for (const interval of ['t', 'bootstrap', 'bca', 'range']) {
    const row = { distribution, interval }
    for (const n of [2, 3, 5, 10, 30]) row[`n = ${n}`] = round(coverageOf(loss, interval, n))
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
const rates = reports.flatMap((row) =>
  ['2 groups', '4 groups', '6 groups', 'one diverged'].map((column) => row[column]),
)
console.log(`Highest rate of false alarms: ${Math.max(...rates)}`)

const results = path.join(import.meta.dirname, 'results')
mkdirSync(results, { recursive: true })
const result = { bench: 'statistics', trials: TRIALS, coverage, reports }
writeFileSync(path.join(results, 'statistics.json'), `${JSON.stringify(result, null, 2)}\n`)

function coverageOf(loss, interval, n) {
  const random = new Random(1, `coverage ${interval} ${n}`)
  let holds = 0
  for (let trial = 0; trial < TRIALS; trial++) {
    const values = Array.from({ length: n }, () => loss.of(random))
    const { low, high } = intervalOf(values, interval, trial)
    if (low <= loss.mean && loss.mean <= high) holds++
  }
  return holds / TRIALS
}

/** Of two values too, which `meanInterval` gives their range. */
function intervalOf(values, interval, seed) {
  if (interval === 'bootstrap' || interval === 'bca') {
    const method = interval === 'bca' ? 'bca' : 'percentile'
    return bootstrapInterval(values, { method, resamples: RESAMPLES, seed })
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

/** The share of reports that call any two groups different. */
function rateOf(design) {
  const random = new Random(2, JSON.stringify(design))
  let alarms = 0
  for (let trial = 0; trial < TRIALS; trial++) {
    const { rows } = compareGroups(simulate(design, random), {
      metric: 'loss',
      by: 'group',
      better: 'lower',
      parameters: ['group', 'block', 'seed'],
    })
    if (rows.some(({ verdict }) => verdict === 'different')) alarms++
  }
  return round(alarms / TRIALS)
}

/**
 * Losses whose errors of one group and seed correlate over blocks; blocks have levels of their own,
 * and the first group is better by `effect` deviations.
 */
function simulate(
  { distribution, correlation, blocks, seeds, groups, isDiverged, effect },
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
        columns.seed.push(seed)
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

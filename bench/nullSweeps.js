// Sweeps in which no parameter does anything: how many reports claim something nevertheless. And losses that are
// flat and then rise, or have a valley: what is said of them. Simulated with fixed seeds: same numbers every time.
//   node bench/nullSweeps.js [sweeps, default 100]
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { table } from 'arquero'
import { buildIfStale } from '../bin/buildIfStale.js'

const SWEEPS = Number(process.argv[2] ?? 100)
/** Deviation of the logarithms of losses. */
const NOISE = 0.1

await buildIfStale()
const { compareParameters } = await import('../dist/framework/index.js')
const { Random } = await import('../dist/framework/testing/internals.js')

/** The settings of a sweep, each with the correlation of the losses of one seed; what is drawn is drawn anew. */
const DESIGNS = {
  'grid 3 x 3, 5 seeds': () => grid({ optimizer: ['a', 'b', 'c'], depth: [1, 2, 3] }, 5),
  'grid 3 x 3, 3 seeds': () => grid({ optimizer: ['a', 'b', 'c'], depth: [1, 2, 3] }, 3),
  'grid 3 x 3, 5 seeds, correlation 0.5 within seeds': () =>
    grid({ optimizer: ['a', 'b', 'c'], depth: [1, 2, 3] }, 5),
  'random search, 40 runs of 1 category and 3 numbers': (random) => drawn(random, 40),
  'grid of 12 numbers x 2 categories, 2 seeds': () => grid({ lr: range(12), model: ['a', 'b'] }, 2),
}
const CORRELATION = { 'grid 3 x 3, 5 seeds, correlation 0.5 within seeds': 0.5 }

const claims = Object.entries(DESIGNS).map(([design, settingsOf]) => {
  const random = new Random(1, design)
  let found = 0
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const settings = settingsOf(random)
    if (claimsAnything(compare(settings, noise(random, settings, CORRELATION[design] ?? 0))))
      found++
  }
  return { design, 'reports with a claim': percent(found) }
})
console.log(`${SWEEPS} sweeps without any effect for each design, in per cent`)
console.table(claims)

/** The logarithm of a loss at a place between the ends of a parameter, 0 and 1. */
const SHAPES = {
  'flat, then rises': (place) => 2 * Math.max(0, 3 * place - 2),
  'flat, then rises, from the middle': (place) => 3 * Math.max(0, place - 0.5),
  'falls, then flat': (place) => 3 * Math.max(0, 0.5 - place),
  valley: (place) => 4 * (place - 0.5) ** 2,
}
const VERDICTS = ['rises', 'falls', 'changes', 'lowest inside', 'highest inside', 'inconclusive']
const shapes = Object.entries(SHAPES).map(([shape, height]) => {
  const random = new Random(2, shape)
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]))
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const settings = drawn(random, 40)
    const losses = noise(random, settings, 0)
    const raised = losses.map((loss, run) => loss * Math.exp(height(settings[run].dropout)))
    const { trends } = compare(settings, raised)
    counts[trends.find(({ by }) => by === 'dropout').verdict]++
  }
  const shares = Object.entries(counts).map(([verdict, n]) => [verdict, percent(n)])
  return { shape, ...Object.fromEntries(shares) }
})
console.log(`${SWEEPS} random searches of 40 runs for each shape of the loss: verdicts in per cent`)
console.table(shapes)

const results = path.join(import.meta.dirname, 'results')
mkdirSync(results, { recursive: true })
const result = { bench: 'nullSweeps', sweeps: SWEEPS, claims, shapes }
writeFileSync(path.join(results, 'nullSweeps.json'), `${JSON.stringify(result, null, 2)}\n`)

/** Every combination of the values, with each seed. */
function grid(values, seeds) {
  return Object.entries({ ...values, seed: range(seeds) }).reduce(
    (settings, [name, of]) =>
      settings.flatMap((each) => of.map((value) => ({ ...each, [name]: value }))),
    [{}],
  )
}

function range(n) {
  return Array.from({ length: n }, (_, i) => i + 1)
}

/** As a random search draws them, each setting once. */
function drawn(random, n) {
  return Array.from({ length: n }, () => ({
    optimizer: 'abc'[random.integer(3)],
    lr: Math.exp(Math.LN10 * (-4 + 3 * random.uniform())),
    decay: random.uniform(),
    dropout: random.uniform(),
    seed: 1,
  }))
}

/** Lognormal losses around 1; those of one seed have something in common where they correlate. */
function noise(random, settings, correlation) {
  const shared = new Map(settings.map(({ seed }) => [seed, random.normal()]))
  return settings.map(({ seed }) => {
    const own = Math.sqrt(1 - correlation) * random.normal()
    return Math.exp(NOISE * (Math.sqrt(correlation) * shared.get(seed) + own))
  })
}

function compare(settings, losses) {
  const names = Object.keys(settings[0])
  const columns = names.map((name) => [name, settings.map((each) => each[name])])
  return compareParameters(table([...columns, ['loss', losses]]), {
    metric: 'loss',
    better: 'lower',
    parameters: names.filter((name) => name !== 'seed'),
  })
}

/** A difference, a trend, or that an effect depends on another parameter. */
function claimsAnything({ rows, trends, interactions }) {
  const isSilent = ({ verdict }) =>
    ['inconclusive', 'underpowered', 'no matching runs'].includes(verdict)
  return interactions.length > 0 || [...rows, ...trends].some((each) => !isSilent(each))
}

function percent(n) {
  return Math.round((1000 * n) / SWEEPS) / 10
}

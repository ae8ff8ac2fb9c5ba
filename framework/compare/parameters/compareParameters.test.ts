import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import { noteColumns } from '../../tables/columnAliases.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareParameters } from './compareParameters.ts'
import { trendOf } from './trendOf.ts'

const OPTIONS = { metric: 'loss', better: 'lower' } as const

function compare(rows: readonly RunCells[], parameters: string[], more = {}) {
  return compareParameters(runsOf(rows), { ...OPTIONS, parameters, ...more })
}

/** Twelve learning rates, with three seeds each, in two blocks. */
function manyRates(slope: number): RunCells[] {
  const random = new Random(1)
  return ['mlp', 'gnn'].flatMap((model, offset) =>
    Array.from({ length: 12 }, (_, i) => i + 1).flatMap((lr) =>
      [1, 2, 3].map((seed) => ({
        model,
        lr,
        seed,
        loss: 100 * (offset + 1) + slope * lr + random.normal(),
      })),
    ),
  )
}

test('a parameter of more than eight values has one row: whether the metric rises with it', () => {
  const { trends, rows } = compare(manyRates(1), ['model', 'lr'])
  expect(rows.map(({ by }) => by)).toEqual(['model'])
  expect(trends).toEqual([
    expect.objectContaining({
      by: 'lr',
      least: 1,
      greatest: 12,
      nValues: 12,
      n: 72,
      within: 'block and seed',
      verdict: 'rises',
    }),
  ])
  expect(trends[0]?.correlation).toBeGreaterThan(0.8)
  expect(trends[0]?.sentence).toMatch(/^lr from 1 to 12: loss rises with lr\. The rank correlation/)
})

test('a trend tells of the values of the runs that it compares, and counts those that have no partner', () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({
    // One value of the depth alone has it.
    kind: i % 4 === 0 ? 'x' : 'y',
    depth: [1, 2, 4, 8][i % 4],
    seed: i,
    loss: (i % 4) + i / 100,
  }))
  const { least, greatest, nValues, n, sentence } = trendOf(runsOf(rows), {
    metric: 'loss',
    by: 'depth',
    better: 'lower',
  })
  expect({ least, greatest, nValues, n }).toEqual({ least: 2, greatest: 8, nValues: 3, n: 30 })
  expect(sentence).toMatch(/; 10 of 40 runs have no partner of another value within their block\.$/)
})

test('runs that diverged rank as the worst, which the sentence and the finding say', () => {
  const rows = Array.from({ length: 24 }, (_, i) => ({
    lr: i + 1,
    loss: i < 16 ? 1 + (i % 3) / 10 : Number.POSITIVE_INFINITY,
  }))
  const { trends, findings } = compare(rows, ['lr'])
  expect(trends[0]).toMatchObject({ nRuns: 24, nDiverged: 8 })
  const words = /; 8 of 24 runs diverged and rank as the worst\.$/
  expect(trends[0]?.sentence).toMatch(words)
  expect(findings[0]?.sentence).toMatch(words)
})

test('it falls where the metric falls, and is inconclusive where nothing is to be seen', () => {
  const verdictOf = (slope: number) => compare(manyRates(slope), ['model', 'lr']).trends[0]?.verdict
  expect([verdictOf(-1), verdictOf(0)]).toEqual(['falls', 'inconclusive'])
})

test('eight values with two runs each are compared in pairs', () => {
  const rows = Array.from({ length: 16 }, (_, i) => ({
    lr: i % 8,
    seed: i < 8 ? 1 : 2,
    loss: i + 1,
  }))
  const { rows: pairs, trends } = compare(rows, ['lr'])
  expect(pairs).toHaveLength((8 * 7) / 2)
  expect(trends).toEqual([])
})

test('where every run has a setting of its own, ranks are correlated over all runs, which is reported', () => {
  const random = new Random(4)
  const rows = Array.from({ length: 60 }, () => {
    const [lr, decay] = [random.uniform(), random.uniform()]
    return { lr, decay, seed: 1, loss: 1 + lr + 0.1 * random.normal() }
  })
  const { trends, remarks } = compare(rows, ['lr', 'decay'])
  expect(trends.map(({ by, within, verdict }) => [by, within, verdict])).toEqual([
    ['lr', 'all runs', 'rises'],
    ['decay', 'all runs', 'inconclusive'],
  ])
  expect(remarks).toContain(
    'No two runs differ in lr, decay alone, so that ranks are correlated over all runs: right where the ' +
      'other parameters were drawn at random, and misleading where they were chosen together.',
  )
})

test('numbers of few values of which no two runs differ in one alone are judged by their trend too', () => {
  const random = new Random(4)
  const rows = Array.from({ length: 60 }, () => {
    const [depth, decay] = [random.integer(4), random.uniform()]
    return { depth, decay, seed: 1, loss: 1 + depth + 0.1 * random.normal() }
  })
  const { trends, rows: pairs, parameters } = compare(rows, ['depth', 'decay'])
  expect(pairs).toEqual([])
  expect(trends.find(({ by }) => by === 'depth')?.verdict).toBe('rises')
  expect(parameters.map(({ isContinuous }) => isContinuous)).toEqual([true, true])
})

test('p-values are adjusted over all parameters together', () => {
  const rows = manyRates(1)
  const alone = compare(rows, ['model', 'lr'], { by: ['lr'] }).trends[0]
  const both = compare(rows, ['model', 'lr']).trends[0]
  expect(alone?.pHolm).toBe(alone?.pValue)
  expect(both?.pHolm).toBeCloseTo(2 * (both?.pValue ?? 0), 12)
})

test('the table has a row for each pair and each trend', () => {
  const { table } = compare(manyRates(1), ['model', 'lr'])
  expect(table.objects()).toEqual([
    expect.objectContaining({
      by: 'model',
      a: 'gnn',
      b: 'mlp',
      verdict: 'different',
      correlation: null,
    }),
    expect.objectContaining({ by: 'lr', a: 1, b: 12, verdict: 'rises', ratio: null }),
  ])
})

test('parameters that vary together are named, and others that differ in every run are not', () => {
  const random = new Random(2)
  const rows = Array.from({ length: 20 }, (_, i) => ({
    lr: i,
    decay: 2 * i,
    width: random.uniform(),
    seed: 1,
    loss: random.uniform(),
  }))
  const { parameters, remarks } = compare(rows, ['lr', 'decay', 'width'])
  expect(parameters.map(({ name, confoundedWith }) => [name, confoundedWith])).toEqual([
    ['lr', ['decay']],
    ['decay', ['lr']],
    ['width', []],
  ])
  expect(remarks).toContain(
    'lr, decay vary together: no run tells what one of them does from what the others do.',
  )
})

test('runs that a sampler chose are described, not tested', () => {
  const { trends } = compare(manyRates(1), ['model', 'lr'], { sampler: 'TPE' })
  expect(trends[0]).toMatchObject({
    verdict: 'descriptive only',
    pValue: null,
    correlationLow: null,
  })
})

test('runs that diverged rank as the worst', () => {
  const rows = Array.from({ length: 12 }, (_, i) => ({
    lr: i,
    seed: 1,
    loss: i < 9 ? 10 - i * 0.001 : Infinity,
  }))
  expect(compare(rows, ['lr']).trends[0]?.correlation).toBeLessThan(0.5)
  const last = compare(rows, ['lr']).trends[0]
  expect(last?.n).toBe(12)
})

test.each([
  [1, []],
  [2, ['inconclusive']],
])('%i runs of one parameter are %j', (n, verdicts) => {
  const rows = Array.from({ length: n }, (_, i) => ({ lr: i, seed: 1, loss: i + 1 }))
  const { trends, rows: pairs } = compare(rows, ['lr'])
  expect(pairs).toEqual([])
  expect(trends.map(({ verdict }) => verdict)).toEqual(verdicts)
})

test('a parameter that the runs lack is named, with the nearest', () => {
  expect(() => compare(manyRates(1), ['model', 'lr'], { by: ['lrr'] })).toThrow(
    /inputs\.by: the runs have no column "lrr"\. Did you mean "lr"\?/,
  )
})

test('one that has a single value is named', () => {
  const rows = manyRates(1).map((row) => ({ ...row, depth: 3 }))
  const { remarks } = compare(rows, ['model', 'lr'], { by: ['depth'] })
  expect(remarks).toEqual(['Nothing is compared by depth: all runs have the same value of it.'])
})

test('a parameter that varies together with another is still compared within the blocks of the others', () => {
  const rows = manyRates(1).map((row) => ({ ...row, decay: 2 * Number(row.lr) }))
  const { trends, remarks } = compare(rows, ['model', 'lr', 'decay'], { by: ['lr'] })
  expect(trends[0]).toMatchObject({ by: 'lr', within: 'block and seed', verdict: 'rises' })
  expect(remarks.join()).toContain('lr, decay vary together')
})

test('seeds can be what is compared', () => {
  const { rows: pairs } = compare(manyRates(1), ['model', 'lr'], { by: ['seed'] })
  expect(pairs.map(({ a, b }) => [a, b])).toEqual([
    [1, 2],
    [1, 3],
    [2, 3],
  ])
})

test('parameters that loadRuns folded into one are named in remarks and beside what is found', () => {
  const rows = [1, 2, 3, 4].flatMap((seed) => [
    { lr: 0.1, batch: 8, seed, loss: 1 + seed / 100 },
    { lr: 0.2, batch: 16, seed, loss: 2 + seed / 90 },
  ])
  const runs = noteColumns(runsOf(rows), {
    aliases: new Map(),
    parameters: ['lr', 'seed'],
    confounded: new Map([['lr', ['batch']]]),
  })
  const { remarks, findings, parameters } = compareParameters(runs, OPTIONS)
  expect(parameters[0]?.confoundedWith).toEqual(['batch'])
  expect(remarks).toContain(
    'lr, batch vary together: no run tells what one of them does from what the others do.',
  )
  expect(findings[0]?.sentence).toMatch(
    /^lr 0\.2 is worse than lr 0\.1: .*; batch changed along with it\.$/,
  )
})

test('the metric itself is not compared by', () => {
  expect(() => compare(manyRates(1), ['lr'], { by: ['loss'] })).toThrow(
    'inputs.by: loss is the metric that runs are compared by.',
  )
})

/** As a random search draws them: no two runs differ in one parameter alone. */
function randomSearch(
  lossOf: (run: { lr: number; optimizer: string; width: number }) => number,
  { n = 60, seeds = [1], noise = 0.2 } = {},
): RunCells[] {
  const random = new Random(6)
  return Array.from({ length: n }, () => {
    const lr = Math.exp(Math.LN10 * (-4 + 3 * random.uniform()))
    const optimizer = random.integer(2) === 0 ? 'adam' : 'sgd'
    const width = random.uniform()
    return seeds.map((seed) => {
      const loss = lossOf({ lr, optimizer, width }) * Math.exp(noise * random.normal())
      return { lr, optimizer, width, seed, loss }
    })
  }).flat()
}

test('categories of a random search are compared over all settings, unpaired, and said to be', () => {
  const rows = randomSearch(({ optimizer }) => (optimizer === 'sgd' ? 2 : 1))
  const { rows: found, remarks, findings, methods } = compare(rows, ['lr', 'optimizer', 'width'])
  expect(found).toEqual([
    expect.objectContaining({
      by: 'optimizer',
      verdict: 'different',
      unit: 'setting',
      nPairs: 0,
      test: "Welch's t of unpaired settings, log ratios",
    }),
  ])
  const [only] = found
  expect((only?.nUnitsA ?? 0) + (only?.nUnitsB ?? 0)).toBe(60)
  expect(only?.ratio).toBeCloseTo(2, 0)
  // All but a few settings of adam have the lower loss.
  expect(only).toMatchObject({ a: 'adam', b: 'sgd' })
  expect(only?.pImprovement).toBeGreaterThan(0.99)
  expect(findings[0]?.sentence).toMatch(
    /^sgd is worse than adam: .* times the loss \[.*\], \d+ and \d+ settings, not paired, p < 0\.001 after Holm\.$/,
  )
  expect(remarks.join()).toContain('all settings are compared, unpaired, which is right where')
  expect(methods.join()).toContain('Groups by optimizer, most runs of which have no partner')
})

test('seeds of one setting are averaged, and count as one draw of its parameters', () => {
  const rows = randomSearch(() => 1, { n: 20, seeds: [1, 2, 3] })
  const { rows: found, trends } = compare(rows, ['lr', 'optimizer', 'width'])
  expect((found[0]?.nUnitsA ?? 0) + (found[0]?.nUnitsB ?? 0)).toBe(20)
  expect(trends.map(({ by, n, unit, within }) => [by, n, unit, within])).toEqual([
    ['lr', 20, 'setting', 'all runs'],
    ['width', 20, 'setting', 'all runs'],
  ])
})

test('numbers that a random search draws once for several seeds do not vary together', () => {
  const rows = randomSearch(() => 1, { n: 12, seeds: [1, 2] })
  const { parameters } = compare(rows, ['lr', 'optimizer', 'width'])
  expect(parameters.map(({ confoundedWith }) => confoundedWith)).toEqual([[], [], []])
})

test('a parameter whose values go together with a category is named beside what is found of it', () => {
  const rows = randomSearch(({ lr }) => 1 + 100 * lr).map((row) => ({
    ...row,
    optimizer: Number(row.lr) > 0.002 ? (Number(row.width) < 0.9 ? 'sgd' : 'adam') : 'adam',
  }))
  const { findings, remarks } = compare(rows, ['lr', 'optimizer', 'width'])
  const sentence = findings.find(({ key }) => key === 'sgd-vs-adam')?.sentence
  expect(sentence).toContain('; lr goes together with it, and may be the cause.')
  expect(remarks.join()).toContain('lr goes together with optimizer: groups differ there by more')
})

test('groups that another parameter keeps apart are not compared', () => {
  const rows = randomSearch(({ lr }) => 1 + 100 * lr).map((row) => ({
    ...row,
    optimizer: Number(row.lr) > 0.002 ? 'sgd' : 'adam',
  }))
  const { rows: found, remarks } = compare(rows, ['lr', 'optimizer', 'width'])
  expect(found[0]?.verdict).toBe('no matching runs')
  expect(remarks.join()).toContain('Values of lr differ as well, so nothing is tested.')
})

test('a metric that is lowest inside is neither said to rise nor to fall, and where is reported', () => {
  const rows = randomSearch(({ lr }) => Math.exp(1.5 * (Math.log10(lr) + 2.5) ** 2))
  const { trends, findings } = compare(rows, ['lr', 'width'])
  const [trend] = trends
  expect(trend).toMatchObject({ by: 'lr', verdict: 'lowest inside' })
  expect(Math.log10(trend?.turnsAt ?? 1)).toBeCloseTo(-2.5, 0)
  expect(trend?.turnsAtLow).toBeLessThanOrEqual(trend?.turnsAt ?? 0)
  expect(trend?.turnsAtHigh).toBeGreaterThanOrEqual(trend?.turnsAt ?? 0)
  expect(findings[0]?.sentence).toMatch(
    /^loss is lowest near lr 0\.00\d+ \[[\d.]+, [\d.]+\], and higher on both sides: \d+ settings, p < 0\.001 after Holm\.$/,
  )
})

test('a metric that falls and rises a little at the end is not said to fall throughout', () => {
  const rows = randomSearch(({ lr }) => Math.exp(1.5 * Math.abs(Math.log10(lr) + 1.5)))
  expect(['changes', 'lowest inside']).toContain(compare(rows, ['lr', 'width']).trends[0]?.verdict)
})

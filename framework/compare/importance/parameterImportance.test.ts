import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { parameterImportance } from './parameterImportance.ts'

const OPTIONS = { metric: 'loss', better: 'lower', scale: 'difference' } as const

/** Every combination of the levels, each repeated with some seeds. */
function grid(
  levels: Readonly<Record<string, readonly number[]>>,
  value: (cells: Record<string, number>, seed: number) => number,
  seeds = [1],
): RunCells[] {
  const names = Object.keys(levels)
  const combinations = names.reduce<Record<string, number>[]>(
    (all, name) => all.flatMap((each) => (levels[name] ?? []).map((x) => ({ ...each, [name]: x }))),
    [{}],
  )
  return combinations.flatMap((cells) =>
    seeds.map((seed) => ({ ...cells, seed, loss: value(cells, seed) })),
  )
}

function importance(rows: readonly RunCells[], parameters: string[], more = {}) {
  const result = parameterImportance(runsOf(rows), { ...OPTIONS, parameters, ...more })
  const of = Object.fromEntries(result.parameters.map((each) => [each.parameter, each]))
  return { ...result, of }
}

test('of a sum, each parameter has its share of the variance, and there is no interaction', () => {
  // Var(a) = 2/3 and Var(3b) = 9 * 1/4.
  const rows = grid({ a: [-1, 0, 1], b: [0, 1] }, ({ a = 0, b = 0 }) => a + 3 * b)
  const { of, interactions, evaluator } = importance(rows, ['a', 'b'])
  const [ofA, ofB] = [2 / 3, 9 / 4]
  expect(evaluator).toBe('functional ANOVA')
  expect(of.a?.importance).toBeCloseTo(ofA / (ofA + ofB), 12)
  expect(of.b?.importance).toBeCloseTo(ofB / (ofA + ofB), 12)
  expect(interactions[0]?.share).toBeCloseTo(0, 12)
})

test('of a product of centred values, all of the variance is the interaction', () => {
  const rows = grid({ a: [-1, 1], b: [-1, 1] }, ({ a = 0, b = 0 }) => a * b)
  const { of, interactions } = importance(rows, ['a', 'b'])
  expect(interactions).toEqual([
    { parameters: ['a', 'b'], share: expect.closeTo(1, 12), pValue: null },
  ])
  expect(of.a?.importance).toBeCloseTo(1, 12)
  expect(of.a?.share).toBe(0)
})

test('a mere interaction is found, though neither parameter does anything by itself', () => {
  const random = new Random(2)
  const rows = grid(
    { a: [0, 1], b: [0, 1], c: [0, 1] },
    ({ a = 0, b = 0 }) => (a === b ? -1 : 1) + 0.1 * random.normal(),
    [1, 2, 3, 4],
  )
  const { of, remarks } = importance(rows, ['a', 'b', 'c'])
  expect(of.a?.share).toBeLessThan(0.01)
  expect(of.a?.pValue).toBeLessThan(1e-6)
  expect(of.c?.pValue).toBeGreaterThan(0.05)
  expect(remarks.join()).toContain('What a does depends on b')
  expect(remarks.join()).not.toContain('disagree')
})

test('a sum with a product has the closed form of Sobol’s indices', () => {
  // y = a + b + a b on {-1, 1}: three parts of variance 1 each.
  const rows = grid({ a: [-1, 1], b: [-1, 1], c: [1, 2, 3] }, ({ a = 0, b = 0 }) => a + b + a * b)
  const { of, interactions } = importance(rows, ['a', 'b', 'c'])
  expect(of.a?.importance).toBeCloseTo(2 / 3, 12)
  expect(of.c?.importance).toBeCloseTo(0, 12)
  expect(interactions[0]).toMatchObject({
    parameters: ['a', 'b'],
    share: expect.closeTo(1 / 3, 12),
  })
})

test('the share of the noise between seeds is reported, and taken off the others', () => {
  const random = new Random(3)
  const seeds = Array.from({ length: 40 }, (_, seed) => seed)
  const rows = grid({ a: [-1, 1], b: [0, 1, 2] }, ({ a = 0 }) => a + random.normal(), seeds)
  const { of, residual } = importance(rows, ['a', 'b'])
  expect(residual).toBeCloseTo(0.5, 1)
  expect(of.a?.importance).toBeCloseTo(0.5, 1)
  expect(of.b?.importance).toBeLessThan(0.03)
  expect(of.a?.pValue).toBeLessThan(1e-10)
  expect(of.b?.pValue).toBeGreaterThan(0.01)
})

test('of noise alone, what is left of it after the correction is small on average', {
  tags: ['simulation'],
}, () => {
  const random = new Random(8)
  const samples = 200
  let sum = 0
  for (let i = 0; i < samples; i++) {
    const rows = grid({ a: [-1, 1], b: [0, 1, 2] }, () => random.normal(), [1, 2])
    sum += importance(rows, ['a', 'b']).of.b?.importance ?? 0
  }
  // Without the correction it is a third: four of six degrees of freedom of means of two runs.
  expect(sum / samples).toBeLessThan(0.25)
})

/** A random search over four parameters of which the third and fourth do nothing. */
function randomSearch(n: number): RunCells[] {
  const random = new Random(5)
  return Array.from({ length: n }, () => {
    const [lr, decay, width] = [random.uniform(), random.uniform(), random.uniform()]
    const optimizer = ['adam', 'sgd', 'lion'][random.integer(3)]
    return { lr, decay, width, optimizer, seed: 1, loss: (lr - 0.3) ** 2 + 0.002 * decay }
  })
}

test('of a random search PED-ANOVA finds the parameter that decides', {
  tags: ['simulation'],
}, () => {
  const { of, evaluator, parameters } = importance(randomSearch(200), [
    'lr',
    'decay',
    'width',
    'optimizer',
  ])
  expect(evaluator).toBe('PED-ANOVA')
  expect(parameters[0]?.parameter).toBe('lr')
  expect(of.lr?.importance).toBeGreaterThan(0.6)
  expect(of.lr?.pValue).toBe(0.002)
  expect(of.width?.importance).toBeLessThan(0.1)
  expect(of.optimizer?.importance).toBeLessThan(0.1)
})

test('permutation agrees, and calls parameters without effect worth about nothing', {
  tags: ['simulation'],
}, () => {
  const { of } = importance(randomSearch(200), ['lr', 'decay', 'width', 'optimizer'])
  expect(of.lr?.check).toBeGreaterThan(0.6)
  expect(of.width?.check).toBeLessThan(0.03)
  expect(of.optimizer?.check).toBeLessThan(0.03)
})

test('permutation importance of a sum comes near the shares of the variance', () => {
  const random = new Random(2)
  const rows = Array.from({ length: 400 }, () => {
    const [a, b, c] = [random.integer(4), random.integer(4), random.integer(4)]
    return { a, b, c, seed: 1, loss: 3 * (a ?? 0) + (b ?? 0) }
  })
  const { of } = importance(rows, ['a', 'b', 'c'], { evaluator: 'permutation' })
  expect(of.a?.importance).toBeCloseTo(0.9, 1)
  expect(of.b?.importance).toBeCloseTo(0.1, 1)
  expect(of.c?.importance).toBeLessThan(0.01)
})

test('PED-ANOVA finds the divergence of a known choice of the best', () => {
  // A parameter of two values, of which only the first is among the best.
  const rows = Array.from({ length: 40 }, (_, i) => ({
    a: i % 2,
    b: Math.floor(i / 2) % 2,
    seed: 1,
    loss: (i % 2) * 100 + i,
  }))
  const { of } = importance(rows, ['a', 'b'], { evaluator: 'ped-anova' })
  expect(of.a?.importance).toBeGreaterThan(0.9)
})

test('confounded parameters are named and have the importance of all together', () => {
  const rows = grid({ a: [1, 2], b: [1, 2] }, ({ a = 0, b = 0 }) => 10 * a + b, [1, 2]).map(
    (row) => ({ ...row, twin: row.a === 1 ? 'small' : 'large' }),
  )
  const { of, remarks } = importance(rows, ['a', 'b', 'twin'])
  expect(of.twin).toEqual({ ...of.a, parameter: 'twin', confoundedWith: ['a'] })
  expect(remarks).toContain(
    'a, twin vary together: no run tells what one of them does from what the others do.',
  )
})

test.each([
  ['no parameter differs between the runs', [{ a: 1, loss: 1 }]],
  [
    'no run has a finite value of the metric',
    [
      { a: 1, loss: Infinity },
      { a: 2, loss: Infinity },
    ],
  ],
  [
    'all runs have the same value of the metric',
    [
      { a: 1, loss: 3 },
      { a: 2, loss: 3 },
    ],
  ],
  ['3 runs are too few, 10 are needed', [1, 2, 3].map((a) => ({ a, b: a % 2, loss: a }))],
])('says that %s', (why, rows) => {
  const { evaluator, remarks, of } = importance(rows, ['a'])
  expect(evaluator).toBeNull()
  expect(remarks[0]).toBe(`No importance of parameters: ${why}.`)
  expect(of.a?.importance ?? null).toBeNull()
})

test('refuses an evaluator that there is not, with the nearest', () => {
  const options = { ...OPTIONS, parameters: ['a'], evaluator: 'annova' as never }
  const rows = grid({ a: [1, 2] }, ({ a = 0 }) => a)
  expect(() => parameterImportance(runsOf(rows), options)).toThrow(/Did you mean "anova"\?/)
})

test('refuses an evaluator that cannot use the design, and says why', () => {
  const options = { ...OPTIONS, parameters: ['a'], evaluator: 'ped-anova' } as const
  const rows = grid({ a: [1, 2] }, ({ a = 0 }) => a)
  expect(() => parameterImportance(runsOf(rows), options)).toThrow(/2 runs are too few/)
})

/** A random search of a number and many others that have nothing to do with the metric. */
function searchOf(lossOf: (lr: number) => number, random: Random, nOthers: number): RunCells[] {
  return Array.from({ length: 40 }, () => {
    const lr = random.uniform()
    const others = Array.from({ length: nOthers }, (_, i) => [`other${i}`, random.uniform()])
    return { lr, ...Object.fromEntries(others), loss: lossOf(lr) + random.normal() }
  })
}

test('of ten parameters without effect PED-ANOVA finds any in about one of twenty searches', {
  tags: ['simulation'],
}, () => {
  const random = new Random(5)
  let found = 0
  for (let search = 0; search < 60; search++) {
    const rows = searchOf(() => 0, random, 9)
    const { parameters } = parameterImportance(runsOf(rows), {
      metric: 'loss',
      parameters: Object.keys(rows[0] ?? {}).filter((name) => name !== 'loss'),
      evaluator: 'ped-anova',
    })
    if (parameters.some(({ pValue }) => (pValue ?? 1) <= 0.05)) found++
  }
  expect(found).toBeLessThanOrEqual(7)
})

test('importance.csv has a row for each parameter, the most important first', () => {
  const rows = grid(
    { a: [1, 2], b: [1, 2], c: [0, 1] },
    ({ a = 0, b = 0 }, seed) => {
      return a + 10 * b + 0.1 * seed
    },
    [1, 2, 3],
  ).map((row) => ({ ...row, twin: row.a, third: row.a }))
  const { table, parameters, evaluator } = importance(rows, ['a', 'b', 'c', 'twin', 'third'])
  expect(parameters[0]?.parameter).toBe('b')
  const importances = parameters.map((each) => each.importance ?? Number.NaN)
  expect(importances).toEqual(importances.toSorted((one, other) => other - one))
  expect(table.columnNames()).toEqual([
    ...['parameter', 'importance', 'share_of_variance', 'p_adjusted', 'permutation', 'evaluator'],
    'confounded_with',
  ])
  expect(table.objects()).toEqual(
    parameters.map((each) => ({
      parameter: each.parameter,
      importance: each.importance,
      share_of_variance: each.share,
      p_adjusted: each.pValue,
      permutation: each.check,
      evaluator,
      confounded_with: each.confoundedWith.join(', '),
    })),
  )
  expect(parameters.find((each) => each.parameter === 'a')?.confoundedWith).toEqual([
    'twin',
    'third',
  ])
})

test('permutation checks another evaluator where there are twenty runs', () => {
  const checks = (nSeeds: number, more = {}) => {
    const seeds = Array.from({ length: nSeeds }, (_, seed) => seed)
    const rows = grid({ a: [1, 2], b: [1, 2] }, ({ a = 0 }, seed) => a + 0.1 * seed, seeds)
    return importance(rows, ['a', 'b'], more)
  }
  expect(checks(5).of.a?.check).toBeGreaterThan(0.5)
  expect(checks(4).of.a?.check).toBeNull()
  const alone = checks(5, { evaluator: 'permutation' })
  expect(alone.evaluator).toBe('permutation')
  expect(alone.of.a).toMatchObject({ check: null, pValue: null })
  expect(alone.residual).toBeNull()
})

test('the share is that of the evaluator, else that of the variance by the parameter alone', () => {
  const rows = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((i) => ({
    a: i % 3,
    loss: 1 + (i % 3) + i / 100,
  }))
  const { of, evaluator } = importance(rows, ['a'], { evaluator: 'ped-anova' })
  expect(evaluator).toBe('PED-ANOVA')
  expect(of.a?.share).toBeGreaterThan(0.99)
  expect(of.a?.share).toBeLessThan(1)
})

const ONCE =
  'Every setting was run once: importance and interactions contain the noise between seeds, and nothing tells them apart from it.'

test('a grid of single runs is said to hold the noise', () => {
  const value = ({ a = 0, b = 0 }: Record<string, number>, seed: number) => a + b + seed / 10
  const remarksOf = (seeds: number[]) =>
    importance(grid({ a: [1, 2, 3], b: [1, 2, 4, 7] }, value, seeds), ['a', 'b']).remarks
  expect(remarksOf([1])).toContain(ONCE)
  expect(remarksOf([1, 2])).not.toContain(ONCE)
  const search = Array.from({ length: 12 }, (_, i) => ({ a: i % 4, b: (i * 5) % 11, loss: i }))
  const { evaluator, remarks } = importance(search, ['a', 'b'])
  expect(evaluator).toBe('PED-ANOVA')
  expect(remarks).not.toContain(ONCE)
})

test('parameters that do much together are named, with what to compare', () => {
  const remarksOf = (weight: number) =>
    importance(
      grid(
        { a: [-1, 1], b: [-1, 1] },
        ({ a = 0, b = 0 }, seed) => a + weight * a * b + seed / 100,
        [1, 2],
      ),
      ['a', 'b'],
    ).remarks.join()
  expect(remarksOf(1)).toContain(
    'a and b interact: 50 % of the variance is what they do together beyond what each does alone. What a does depends ' +
      'on b; compare within one value of it, such as inputs.select.b=….',
  )
  // 0.09 / 1.09
  expect(remarksOf(0.3)).not.toContain('interact')
  expect(remarksOf(0.35)).toContain('a and b interact: 11 % of')
})

test('an interaction that noise gives as well, or that no repeated setting tells from noise, is not claimed', () => {
  const value = ({ a = 0, b = 0 }: Record<string, number>, seed: number) => a * b + 8 * (seed % 2)
  const remarksOf = (seeds: number[]) =>
    importance(grid({ a: [-1, 1], b: [-1, 1] }, value, seeds), ['a', 'b'])
  const noisy = remarksOf([1, 2, 4])
  expect(noisy.interactions[0]?.pValue).toBeGreaterThan(0.02)
  expect(noisy.remarks.join()).not.toContain('interact:')
  const once = remarksOf([1])
  expect(once.interactions[0]).toMatchObject({ share: 1, pValue: null })
  expect(once.remarks.join()).not.toContain('interact:')
})

test('a true effect of which both find a small share is not doubted', () => {
  const value = ({ a = 0, b = 0 }: Record<string, number>, seed: number) =>
    10 * a + 0.3 * b + seed / 100
  const rows = grid({ a: [1, 2], b: [1, 2] }, value, [1, 2, 3, 4, 5, 6])
  const { of, remarks } = importance(rows, ['a', 'b'])
  expect(of.b?.pValue).toBeLessThan(1e-6)
  expect(of.b?.importance).toBeLessThan(0.002)
  expect(remarks).toEqual([])
})

test('what permutation finds, and an evaluator does not, is doubted', () => {
  // What w does is nothing to the best, all of which have h = 0.
  const rows = Array.from({ length: 60 }, (_, i) => {
    const [h, w] = [i % 2, Math.floor(i / 2) % 3]
    return { h, w, v: i, loss: 100 * h + 50 * h * w + ((i * 7) % 11) / 10 }
  })
  const { remarks } = importance(rows, ['h', 'w', 'v'], { evaluator: 'ped-anova' })
  expect(remarks.join('\n')).toMatch(
    /PED-ANOVA and permutation importance disagree: the second finds w \(0(\.\d+)? and 0\.\d+\), the first nothing that chance does not give as well\. Do not rely on it before more runs agree\./,
  )
})

test.each([
  [
    { metric: 'los' },
    'COMPARISON_COLUMN_UNKNOWN',
    /^parameterImportance: the runs have no column "los"/,
  ],
  [
    { parameters: ['aa'] },
    'COMPARISON_COLUMN_UNKNOWN',
    /^parameterImportance: the runs have no column "aa"/,
  ],
  [
    { evaluator: 'annova' },
    'COMPARISON_OPTION_INVALID',
    /^parameterImportance: option "evaluator" is "annova", expected "auto", "anova", "ped-anova" or "permutation"\. Did you mean "anova"\?$/,
  ],
  [
    { evaluator: 'ped-anova' },
    'COMPARISON_OPTION_INVALID',
    /^parameterImportance: PED-ANOVA cannot be used, since 2 runs are too few, 10 are needed\. Leave the evaluator out\.$/,
  ],
])('%o is refused', (options, code, message) => {
  const runs = runsOf(grid({ a: [1, 2] }, ({ a = 0 }) => a))
  expect(() =>
    parameterImportance(runs, { ...OPTIONS, parameters: ['a'], ...(options as object) }),
  ).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
})

import { expect, test } from 'vitest'
import { parameterImportance } from '../../../compare/importance/parameterImportance.ts'
import { compareParameters } from '../../../compare/parameters/compareParameters.ts'
import { Random } from '../../../stats/random.ts'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { importanceBars } from './importanceBars.ts'

/** A full grid in which a does most, b little, and both something together. */
const importance = parameterImportance(
  runsOf(
    [0, 1].flatMap((a) =>
      [0, 1].flatMap((b) =>
        [0, 1, 2].map((seed) => ({
          a,
          b,
          seed,
          loss: 10 + 4 * a + b + 2 * a * b + 0.1 * ((seed * 7 + a + 2 * b) % 3),
        })),
      ),
    ),
  ),
  { metric: 'loss', parameters: ['a', 'b'], scale: 'difference' },
)
const figure = importanceBars(importance)
const rects = figure.marks.filter(({ shape }) => shape === 'rect')

test('bars begin at zero, the most important parameter first, then interactions', () => {
  expect(figure.chart.options.scales.x.min).toBe(0)
  expect(figure.chart.options.scales.y.fixedTicks.map(({ label }) => label)).toEqual([
    'A *',
    'B *',
    'A × B',
  ])
})

test('the dark part is the main effect, the light one reaches to the whole', () => {
  const [first] = importance.parameters
  expect(rects.slice(0, 2)).toMatchObject([
    { x: [0, first?.share] },
    { x: [first?.share, first?.importance] },
  ])
  expect(first?.share).toBeLessThan(first?.importance ?? 0)
})

test('the dashed line is the share between runs of one setting', () => {
  expect(figure.marks.at(-1)).toMatchObject({
    shape: 'line',
    points: [
      [importance.residual, -0.5],
      [importance.residual, 2.5],
    ],
  })
})

test('of more parameters than the limit it says how many there are', () => {
  expect(importanceBars(importance, { limit: 1 }).notes).toContain('Top 1 of 2 parameters.')
})

test('parameters that no run tells apart share a bar, so that shares of a sum reach 1', () => {
  const random = new Random(5)
  const runs = Array.from({ length: 60 }, (_, i) => ({
    ...{ lr: random.normal(), opt: ['p', 'q', 'r'][i % 3], wd: i % 3, loss: (i % 3) + 1 },
  }))
  const { parameters, ...rest } = parameterImportance(runsOf(runs), {
    ...{ metric: 'loss', parameters: ['lr', 'opt', 'wd'] },
  })
  const { chart, marks, caption, alt, notes } = importanceBars({ parameters, ...rest })
  const names = chart.options.scales.y.fixedTicks.map(({ label }) => label)
  expect(names).toEqual(['Opt, Wd *', 'Lr'])
  const ends = marks.flatMap((mark) => (mark.shape === 'rect' ? [mark.x[1]] : []))
  expect(ends.reduce((sum, end) => sum + end, 0)).toBeCloseTo(1, 9)
  expect(caption).toContain(' Parameters that vary together share a bar.')
  expect(alt).toContain('Importance of 3 parameters')
  expect(notes.join()).not.toContain('Top ')
  expect(figure.caption).not.toContain('share a bar')
})

/** Values that have nothing to do with the parameters. */
const ofNoise = parameterImportance(
  runsOf(
    Array.from({ length: 30 }, (_, i) => ({
      alpha: (i * 37) % 31,
      beta: (i * 23) % 29,
      kind: ['p', 'q'][i % 2],
      loss: (i * 41) % 43,
    })),
  ),
  { metric: 'loss', parameters: ['alpha', 'beta', 'kind'], scale: 'difference' },
)

test('what chance gives as well is pale, as the key, a note and the caption say', () => {
  expect(ofNoise.parameters.every(({ pValue }) => (pValue ?? 0) > 0.05)).toBe(true)
  const { marks, legend, notes, caption } = importanceBars(ofNoise)
  const pale = rects[1]?.shape === 'rect' ? rects[1].fill : undefined
  expect(marks.map((mark) => mark.shape === 'rect' && mark.fill)).toEqual([pale, pale, pale])
  expect(legend[0]?.items[0]).toMatchObject({ text: 'not told from chance', colour: pale })
  expect(notes[0]).toBe(
    'No parameter is told from chance: without any effect one would often look as important.',
  )
  expect(caption).toContain('together they reach 1 even where no parameter matters')
  expect(figure.caption).not.toContain('Pale')
})

test('the remarks of the importance are notes, those of a panel with its name', () => {
  const remarks = ['Do not rely on it.']
  const { notes } = importanceBars({ ...importance, remarks })
  expect(notes).toEqual(remarks)
  const panels = importanceBars([
    { ...importance, remarks, facet: 'loss' },
    { ...importance, remarks: [], facet: 'time' },
  ])
  expect(panels.notes).toEqual(['(loss) Do not rely on it.'])
})

test('axis and caption name the metric, and that p is adjusted', () => {
  expect(figure.chart.options.scales.x.title.text).toBe('Share of the variance of Loss')
  expect(importanceBars(ofNoise).chart.options.scales.x.title.text).toBe(
    'Importance for Loss (PED-ANOVA)',
  )
  expect(figure.caption).toContain(
    'Share of the variance of each parameter for Loss by functional ANOVA, the most important first.',
  )
  expect(figure.caption).toContain('adjusted for all parameters')
  const other = { ...importance, metric: 'time', facet: 'time' }
  const { x } = importanceBars([{ ...importance, facet: 'loss' }, other]).chart.options.scales
  expect(x.title.text).toBe('Share of the variance')
})

test('no importance is a figure that says so, and why', () => {
  const none = { evaluator: null, parameters: [], interactions: [], residual: null }
  expect(importanceBars({ ...none, remarks: ['Four runs are too few.'] }).notes).toEqual([
    'The runs do not tell how much the parameters matter.',
    'Four runs are too few.',
  ])
})

test('a note names what comparisons find and the importance does not tell from chance', () => {
  const random = new Random(1)
  const runs = runsOf(
    Array.from({ length: 24 }, (_, seed) => {
      const lr = random.uniform()
      return { lr, act: seed % 2 === 0 ? 'a' : 'b', seed, loss: 1 + lr + 0.9 * random.uniform() }
    }),
  )
  const options = { metric: 'loss', better: 'lower', parameters: ['lr', 'act'] } as const
  const ofRuns = parameterImportance(runs, options)
  const comparison = compareParameters(runs, options)
  const pValue = ofRuns.parameters.find(({ parameter }) => parameter === 'lr')?.pValue
  expect(pValue).toBeGreaterThan(0.05)
  expect(comparison.trends[0]).toMatchObject({ by: 'lr', verdict: 'rises' })
  const note =
    'Comparisons find an effect of Lr (p below 0.05 after Holm), which this importance does not tell from chance.'
  expect(importanceBars(ofRuns, { comparison }).notes).toContain(note)
  expect(importanceBars(ofRuns).notes).not.toContain(note)
})

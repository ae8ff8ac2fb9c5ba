import { describe, expect, test } from 'vitest'
import { computeAuroc } from '../../../stats/roc/auroc.ts'
import { rocCurve } from '../../../stats/roc/rocCurve.ts'
import { fakeScores } from '../../../testing/models/scoredModels.ts'
import type { Figure, Plot } from '../../figure.ts'
import { plotsOf } from '../../parts/panels/panels.ts'
import { calibrationCurve } from './calibrationCurve.ts'
import { backgroundRejection } from './cuts/backgroundRejection.ts'
import { significanceImprovement } from './cuts/significanceImprovement.ts'
import { precisionRecallCurves } from './precisionRecallCurves.ts'
import { rocCurves } from './rocCurves.ts'
import type { ScoredModel } from './scoredModel.ts'

type Models = readonly (ScoredModel & { readonly scores: readonly number[] })[]

const KINDS = {
  rocCurves: (models: Models) =>
    rocCurves(
      models.map(({ scores, labels, ...model }) => ({
        ...model,
        ...rocCurve(scores, labels),
        ...computeAuroc(scores, labels),
      })),
    ),
  precisionRecallCurves: (models: Models) => precisionRecallCurves(models),
  significanceImprovement: (models: Models) => significanceImprovement(models),
  backgroundRejection: (models: Models) => backgroundRejection(models),
}

/** Groups `g0`, `g1`, …; each `apart` standard deviations better than the one before. */
function modelsOf(nGroups: number, { apart = 0, seeds = 1 } = {}): Models {
  return Array.from({ length: nGroups * seeds }, (_, i) => {
    const group = Math.floor(i / seeds)
    return fakeScores({ name: `m${i}`, group: `g${group}`, shift: 1 + apart * group, seed: i })
  })
}

const logistic = (score: number) => 1 / (1 + Math.exp(-score))
const titlesOf = ({ panels }: Figure) => panels?.plots.map(({ title }) => title)
const textsOf = ({ marks }: Plot) => marks.filter((mark) => mark.shape === 'text')
const GREY = '#b8b8b8'

describe.each(Object.entries(KINDS))('%s', (_, draw) => {
  test('more than five groups that cover each other have a panel each', () => {
    expect(titlesOf(draw(modelsOf(6)))).toEqual(['g0', 'g1', 'g2', 'g3', 'g4', 'g5'])
    expect(titlesOf(draw(modelsOf(6, { seeds: 2 })))?.[0]).toBe('g0 (n = 2)')
    expect(draw(modelsOf(5)).panels).toBeUndefined()
  })

  test('groups that stand apart share one plot', () => {
    expect(draw(modelsOf(6, { apart: 0.6 })).panels).toBeUndefined()
  })

  test('each panel has the lines of all other groups grey behind, which the legend keys once', () => {
    const figure = draw(modelsOf(6))
    for (const { chart } of plotsOf(figure)) {
      const { datasets } = chart.data
      const grey = datasets.filter(({ borderColor }) => borderColor === GREY)
      expect(grey).toEqual([datasets.at(-1)])
      // A gap stands between two of the five lines.
      expect(grey[0]?.data.filter(({ y }) => y === null)).toHaveLength(4)
    }
    const items = figure.legend.flatMap(({ items }) => items)
    expect(items.filter(({ colour }) => colour === GREY)).toHaveLength(1)
    expect(items.filter(({ text }) => text.startsWith('g'))).toEqual([])
  })

  test('the number of the group stands in its panel, in its colour, as the legend would write it', () => {
    const models = modelsOf(6)
    const alone = draw(models.slice(0, 1)).legend[0]?.items[0]
    const [mark, ...others] = textsOf(plotsOf(draw(models))[0] as Plot)
    const value = alone?.text.split(': ')[1] as string
    expect([mark?.text, ...(mark?.shorter ?? [])].join(' | ')).toContain(value)
    expect(mark?.colour).toBe(alone?.colour)
    expect(others).toEqual([])
  })

  test('the caption says that panels are of groups', () => {
    expect(draw(modelsOf(6)).caption).toMatch(/A panel for each group\.$/)
  })
})

describe('events and models without a curve', () => {
  const perfect = {
    name: 'perfect',
    scores: [0.9, 0.8, 0.7, 0.2, 0.1, 0.05],
    labels: [0, 0, 0, 1, 1, 1],
  }

  test.each(Object.entries(KINDS))('%s counts events without a score', (_, draw) => {
    const model = fakeScores({ name: 'a' })
    const scores = model.scores.map((score, event) => (event < 500 ? Number.NaN : score))
    expect(draw([{ ...model, scores }, fakeScores({ name: 'b' })]).notes).toContain(
      'Left out: 500 events of 1 model without a valid score.',
    )
    expect(draw([model]).notes.join()).not.toContain('valid score')
  })

  test('the area of three against three events, wholly apart, may be little more than chance gives', () => {
    expect(KINDS.rocCurves([perfect]).legend[0]?.items[0]?.text).toBe(
      'perfect: 1.000 (0.501–1.000)',
    )
  })

  test('a model that lets no background pass has no line, and a note says so', () => {
    const { notes, legend, caption } = backgroundRejection([perfect])
    expect(notes).toEqual([
      'No background event passes any cut of perfect: there is no line to draw.',
      'Fewer than 10 signal events are behind perfect (3): signal efficiencies are uncertain.',
    ])
    expect(legend.flatMap(({ items }) => items.map(({ symbol }) => symbol))).not.toContain('band')
    expect(caption).not.toContain('haded')
  })
})

test('a panel of a group of several models has its mean over the single models', () => {
  const [first] = plotsOf(KINDS.rocCurves(modelsOf(6, { seeds: 3 })))
  const [main, single, others] = first?.chart.data.datasets ?? []
  expect(single?.borderColor).toBe(`${main?.borderColor}8c`)
  expect(single?.data.filter(({ y }) => y === null)).toHaveLength(2)
  expect(others?.borderColor).toBe(GREY)
})

test('single models are drawn where those of each panel are few enough, and the caption says so', () => {
  const models = modelsOf(6, { seeds: 11 })
  expect(KINDS.rocCurves(models).caption).toContain('; thin lines are single models.')
  expect(KINDS.significanceImprovement(models).caption).toContain('; thin lines are single models.')
  const probable = models.map((model) => ({ ...model, scores: model.scores.map(logistic) }))
  expect(calibrationCurve(probable).caption).toContain(', thin lines single models.')
})

test('panels below have the ratio of each group to a baseline that has a panel of its own', () => {
  const figure = backgroundRejection(modelsOf(6), { baseline: 'g0' })
  const ratios = figure.panels?.plots.filter((_, i) => i % 2 === 1) ?? []
  expect(ratios).toHaveLength(6)
  expect(figure.panels?.stack).toEqual([5, 2])
  const lineOf = ({ chart }: Plot) => chart.data.datasets[0]?.data.map(({ y }) => y)
  expect(new Set(lineOf(ratios[0] as Plot))).toEqual(new Set([1]))
  const [rejection, baseline] = [3, 0].map((group) =>
    plotsOf(backgroundRejection(modelsOf(6)))[group]?.chart.data.datasets[0]?.data.find(
      ({ x }) => x === 0.5,
    ),
  )
  const ratio = (ratios[3] as Plot).chart.data.datasets[0]?.data.find(({ x }) => x === 0.5)
  expect(ratio?.y).toBe((rejection?.y as number) / (baseline?.y as number))
})

import { expect, test } from 'vitest'
import { fakeScores } from '../../../testing/models/scoredModels.ts'
import { calibrationCurve } from './calibrationCurve.ts'
import { backgroundRejection } from './cuts/backgroundRejection.ts'
import { significanceImprovement } from './cuts/significanceImprovement.ts'
import { precisionRecallCurves } from './precisionRecallCurves.ts'
import { rocCurves } from './rocCurves.ts'

const scores = fakeScores({ name: 'a', shift: 1, seed: 1 })
const probable = {
  ...scores,
  scores: Array.from(scores.scores, (score) => 1 / (1 + Math.exp(-score))),
}
const models = ['a', 'b'].map((name) => ({ ...probable, name }))
const curve = { fpr: [0, 0.2, 1], tpr: [0, 0.7, 1], auroc: 0.75, low: 0.7, high: 0.8 }

const KINDS = {
  rocCurves: (facets?: string[]) =>
    rocCurves(models.map(({ name }, i) => ({ name, ...curve, ...facetOf(facets, i) }))),
  precisionRecallCurves: (facets?: string[]) => precisionRecallCurves(inPanels(facets)),
  backgroundRejection: (facets?: string[]) => backgroundRejection(inPanels(facets)),
  significanceImprovement: (facets?: string[]) => significanceImprovement(inPanels(facets)),
  calibrationCurve: (facets?: string[]) => calibrationCurve(inPanels(facets)),
}

function facetOf(facets: string[] | undefined, i: number) {
  return facets === undefined ? {} : { facet: facets[i] as string }
}

function inPanels(facets: string[] | undefined) {
  return models.map((model, i) => ({ ...model, ...facetOf(facets, i) }))
}

test.each(Object.entries(KINDS))(
  '%s names models whose lines cover each other, unless they stand in panels of their own',
  (_, draw) => {
    const note = 'Identical lines, of which one covers the others: a and b.'
    expect(draw().notes).toContain(note)
    expect(draw(['p', 'q']).notes.join(' ')).not.toContain(note)
    expect(draw(['p', 'p']).notes).toContain(note)
  },
)

import { expect, test } from 'vitest'
import { computeAuroc } from './roc/auroc.ts'
import { backgroundEfficiency } from './roc/backgroundEfficiency.ts'
import { calibrate, distributeProbabilities } from './roc/calibration.ts'
import { pairedAuroc } from './roc/pairedAuroc.ts'
import { precisionRecallCurve } from './roc/precisionRecall.ts'
import { rocCurve } from './roc/rocCurve.ts'

const labels = [1, 1, 0, 0]
/** Scores as JSON or a cell of a table may hold them. */
const scores = (missing: unknown) => [0.1, missing, 0.4, 0.9] as number[]

test.each([null, undefined, '', '0.95', Number.NaN])(
  'a score of %o is left out and counted',
  (missing) => {
    const given = scores(missing)
    expect(computeAuroc(given, labels)).toMatchObject({ auroc: 1, nNegative: 1, nInvalid: 1 })
    expect(precisionRecallCurve(given, labels)).toMatchObject({ nNegative: 1, nInvalid: 1 })
    expect(backgroundEfficiency(given, labels)).toMatchObject({ nNegative: 1, nInvalid: 1 })
    expect(calibrate(given, labels)).toMatchObject({ nNegative: 1, nInvalid: 1 })
    expect(rocCurve(given, labels)).toEqual(rocCurve([0.1, 0.4, 0.9], [1, 0, 0]))
    expect(pairedAuroc(given, [0.2, 0.2, 0.2, 0.2])).toMatchObject({ nPositive: 3, nInvalid: 1 })
    const [lowest, ...others] = distributeProbabilities(given)
    expect([lowest, others.reduce((sum, n) => sum + n)]).toEqual([0, 3])
  },
)

test.each([null, undefined, '0'])('a label of %o is none', (missing) => {
  const given = [1, 1, 0, missing] as number[]
  const found = computeAuroc([0.1, 0.2, 0.4, 0.9], given)
  expect(found).toMatchObject({ nPositive: 1, nUnlabelled: 1 })
})

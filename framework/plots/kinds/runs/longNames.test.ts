import { expect, test } from 'vitest'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { bestSoFar } from './bestSoFar.ts'
import { metricAgainstParameter } from './metricAgainstParameter.ts'
import { parallelCoordinates } from './parallelCoordinates.ts'

const LONG = 'a tokenizer with a very long name that has no room in any key or along any axis'
const runs = runsOf(
  [LONG, `${LONG}, again`].flatMap((tokenizer, i) =>
    [1, 2, 3].map((size) => ({ tokenizer, size, loss: size + i })),
  ),
)

test.each([
  ['bestSoFar', () => bestSoFar(runs, { metric: 'loss', group: 'tokenizer' })],
  [
    'metricAgainstParameter',
    () => metricAgainstParameter(runs, { metric: 'loss', parameter: 'size', group: 'tokenizer' }),
  ],
  [
    'parallelCoordinates',
    () => parallelCoordinates(runs, { value: 'loss', parameters: ['size', 'tokenizer'] }),
  ],
])('the caption of %s has the names in full that it shortens', (_, draw) => {
  expect(draw().caption).toContain(`${LONG}, again`)
})

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import * as face from '../../../index.ts'
import { PACKAGE_ROOT } from '../../../packageRoot.ts'
import { scatter } from '../../../plots/kinds/runs/scatter.ts'
import { timeline } from '../../../plots/kinds/runs/timeline.ts'
import { runKeys } from '../../../tables/columns.ts'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { galleryData } from '../../../testing/gallery/galleryData.ts'
import { evaluateExample, galleryExamples } from '../../../testing/gallery/galleryExamples.ts'
import { compactFigure } from '../compactFigure.ts'
import { readNumbers, writeNumbers } from './numberText.ts'
import { packFigure } from './packFigure.ts'
import { unpackFigure } from './unpackFigure.ts'

const page = readFileSync(path.join(PACKAGE_ROOT, 'docs/figures.md'), 'utf8')
const names = { ...face, ...(await galleryData()) }
const figures = galleryExamples(page).map((example) => evaluateExample(example, names))
const json = (value: unknown) => JSON.parse(JSON.stringify(value))

describe('numbers come back as they were', () => {
  test.each([
    ['none', []],
    ['whole ones', [0, 1, 2, -3, 1_000_000]],
    ['decimals', [0.1, 0.25, -0.333, 12.5]],
    ['those of many decades', [1e-12, 0.0345, 7, 123_000, 9.99e20]],
    ['with gaps', [1, null, 2, null, null]],
    ['beyond what is exact', [1, 1e300, -1e300, 2]],
    ['of all digits', [Math.PI, -Math.E, 1 / 3]],
  ] satisfies [string, (number | null)[]][])('%s', (_, values) => {
    expect(readNumbers(writeNumbers(values))).toEqual(values)
  })
})

test('a text of numbers has a letter for each that is near the one before', () => {
  const epochs = Array.from({ length: 100 }, (_, i) => i)
  expect(writeNumbers(epochs)).toBe(`d0:A${'C'.repeat(99)}`)
})

test.each(figures.map((figure) => [figure.kind, figure] as const))(
  '%s comes back as it was packed',
  (_, figure) => {
    const compact = compactFigure(figure)
    const runs = runKeys(names.runs)
    const packed = json(packFigure(compact, runs))
    expect(json(unpackFigure(packed, runs))).toEqual(json(compact))
  },
)

test('runs that the list lacks come back too', () => {
  const figure = scatter(
    runsOf([
      { run: 'a', x: 1, y: 1 },
      { run: 'b', x: 2, y: 2 },
    ]),
    {
      x: 'x',
      y: 'y',
      group: null,
    },
  )
  for (const list of [[], ['b'], ['a', 'b']]) {
    expect(json(unpackFigure(packFigure(figure, list), list))).toEqual(json(figure))
  }
})

test('a thousand runs take a few kilobytes', () => {
  const runs = runsOf(
    Array.from({ length: 1000 }, (_, i) => ({
      run: `multirun/2026-01-01/${i}`,
      x: (i * 0.618034) % 1,
      y: Math.exp((i * 0.7548777) % 1),
      started_at: new Date(1e12 + i * 1e5).toISOString(),
      duration_s: 100 + ((i * 0.618034) % 1),
    })),
  )
  const sizeOf = (figure: Parameters<typeof compactFigure>[0]) =>
    JSON.stringify(packFigure(compactFigure(figure), runKeys(runs))).length
  expect(sizeOf(scatter(runs, { x: 'x', y: 'y', group: null }))).toBeLessThan(13_000)
  expect(sizeOf(timeline(runs))).toBeLessThan(30_000)
})

import { expect, test } from 'vitest'
import { calibrationCurve } from '../../kinds/classification/calibrationCurve.ts'
import { renderFigure } from '../renderFigure.ts'

const SCORES = Array.from({ length: 100 }, (_, i) => i / 100)

/** The words of titles beside the rows of diagrams with histograms below them, of so many groups. */
async function words(nGroups: number): Promise<string[]> {
  const models = Array.from({ length: nGroups }, (_, i) => ({
    name: `model ${i}`,
    scores: SCORES,
    labels: SCORES.map((_, event) => event % 2),
  }))
  const svg = await renderFigure(calibrationCurve(models, { positiveLabel: 1 }), {
    ...{ format: 'svg', svgText: true, width: 6.3 },
  })
  const texts = [
    ...Buffer.from(svg)
      .toString()
      .matchAll(/>([^<>]+)</g),
  ].map(([, text = '']) => text)
  return [...new Set(texts.filter((text) => /^(Share of.*|positives|events)$/.test(text)))]
}

test('titles are broken where their own row is too low for them', async () => {
  expect(await words(2)).toEqual(['Share of positives', 'Share of events'])
  expect(await words(11)).toEqual(['Share of positives', 'Share of', 'events'])
})

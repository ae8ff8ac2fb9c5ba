import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, onTestFinished, test } from 'vitest'
import { HAS_CHROMIUM, sharedChromium } from '../../../../testing/browser/chromium.ts'
import { examplePerEpoch, exampleRuns, historyOf, runsOf } from '../../../../testing/exampleRuns.ts'
import type { Figure } from '../../../figure.ts'
import { learningCurves } from '../../../kinds/curves/learningCurves.ts'
import { horizontalBars } from '../../../kinds/groups/horizontalBars.ts'
import { scatter } from '../../../kinds/runs/scatter.ts'
import { type RenderOptions, renderFigure } from '../../renderFigure.ts'

const curves = learningCurves(exampleRuns, examplePerEpoch, { metric: 'val_loss' })
const bars = horizontalBars(exampleRuns, { value: 'loss.total_best', label: ['tokenizer', 'seed'] })

async function svgOf(figure: Figure, options?: Omit<RenderOptions, 'format'>): Promise<string> {
  return Buffer.from(await renderFigure(figure, { format: 'svg', ...options })).toString()
}

test('each letter is written once, and used wherever it stands', async () => {
  const svg = await svgOf(curves)
  const defined = Array.from(svg.matchAll(/<path id="([^"]+)"/g), ([, id]) => id)
  const used = Array.from(svg.matchAll(/xlink:href="#([^"]+)"/g), ([, id]) => id)
  expect(new Set(used)).toEqual(new Set(defined))
  expect(defined).toHaveLength(new Set(defined).size)
  expect(used.length).toBeGreaterThan(2 * defined.length)
  // The o of the regular font, and the T of the semibold one.
  expect(defined).toEqual(expect.arrayContaining(['r6f', 'b54']))
})

test('the same letter has the same outline under the same id in every SVG', async () => {
  const outlineOfA = (svg: string) => /<path id="r61" d="([^"]+)"/.exec(svg)?.[1]
  expect(outlineOfA(await svgOf(curves))).toBe(outlineOfA(await svgOf(bars)))
})

test('learning curves of 18 runs over 100 epochs take less than 100 KB', async () => {
  const runs = runsOf(
    Array.from({ length: 18 }, (_, i) => ({ run_dir: `run${i}`, tokenizer: 'abc'[i % 3] })),
  )
  const perEpoch = new Map(
    Array.from({ length: 18 }, (_, i) => [
      `run${i}`,
      historyOf(Array.from({ length: 100 }, (_, epoch) => (2 + Math.sin(epoch * i)) / (epoch + 1))),
    ]),
  )
  const svg = await svgOf(
    learningCurves(runs, perEpoch, { metric: 'val_loss', group: 'tokenizer' }),
  )
  expect(svg.length).toBeLessThan(100_000)
})

test('a text whose letters join is one outline, as it is shaped', async () => {
  const svg = await svgOf(curves, { title: 'بب' })
  expect(svg).toContain('<path id="b628-628"')
  expect(svg).not.toContain('<path id="b628"')
})

test('with svgText, texts are elements in fonts that are named, without markup of their own', async () => {
  const svg = await svgOf(curves, { svgText: true, title: 'a<b & "c"' })
  expect(svg).toMatch(/<svg [^>]*font-family="'Source Sans 3', [^"]*sans-serif"/)
  expect(svg).toContain('text-anchor="middle">Epoch</text>')
  expect(svg).toContain('>a&#60;b &#38; &#34;c&#34;</text>')
  expect(svg).not.toContain('<use')
})

test('a letter that XML forbids is left out of text', async () => {
  expect(await svgOf(curves, { svgText: true, title: 'a\ufffeb' })).toContain('>ab</text>')
})

test.skipIf(!HAS_CHROMIUM).each([
  ['curves', curves],
  ['bars', bars],
])('text stands where its outlines stand: %s (needs Chromium)', async (_, figure) => {
  const page = await (await sharedChromium()).newPage()
  onTestFinished(() => page.close())
  const boxes = async (svg: string, selector: string) => {
    await page.setContent(`<style>${fontFaces()} body { margin: 0 }</style>${svg}`)
    await page.evaluate('document.fonts.ready')
    return page.locator(selector).evaluateAll((elements) =>
      elements.map((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect()
        return { left, right, middle: (top + bottom) / 2, isTurned: bottom - top > right - left }
      }),
    )
  }
  const outlined = await boxes(await svgOf(figure), 'g:has(> use)')
  const texts = await boxes(await svgOf(figure, { svgText: true }), 'text')
  expect(texts).toHaveLength(outlined.length)
  texts.forEach((text, i) => {
    const outline = outlined[i]
    // A text's box has the room around its letters, which is less than this.
    expect(Math.abs(text.left - (outline?.left ?? 0))).toBeLessThan(text.isTurned ? 6 : 2)
    expect(Math.abs(text.right - (outline?.right ?? 0))).toBeLessThan(text.isTurned ? 6 : 2)
    expect(Math.abs(text.middle - (outline?.middle ?? 0))).toBeLessThan(6)
  })
})

function fontFaces(): string {
  const { resolve } = createRequire(import.meta.url)
  const face = (style: string, weight: number) => {
    const file = resolve(`@expo-google-fonts/source-sans-3/${style}/SourceSans3_${style}.ttf`)
    const url = `data:font/ttf;base64,${readFileSync(file, 'base64')}`
    return `@font-face { font-family: 'Source Sans 3'; font-weight: ${weight}; src: url(${url}) }`
  }
  return face('400Regular', 400) + face('600SemiBold', 600)
}

test('a name has its rim of paper behind the same outlines', async () => {
  const svg = await svgOf(
    scatter(exampleRuns, { x: 'seed', y: 'loss.total_best', label: 'run_dir' }),
  )
  const rims = svg.match(/<g [^>]*stroke="white"[^>]*stroke-linejoin="round"/g)
  expect(rims).toHaveLength(exampleRuns.numRows())
  expect(svg).not.toContain('<text')
})

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { HAS_CHROMIUM, sharedChromium } from '../../testing/browser/chromium.ts'
import { pageAssets } from './pageAssets.ts'

const STYLES = { 400: '400Regular', 600: '600SemiBold' }
/** Kerned pairs, and the signs of axes and formulas. */
const TEXTS = [
  'AVATAR Wo. Ty',
  '10⁻³ × 10⁴',
  '−1.5 ≤ ≥ ≈ ± ∞ …',
  'Größe αβγ σ² χ²',
  'Привет',
  '“a” – ‘b’ · √ ½ µ ° ′',
]

test.skipIf(!HAS_CHROMIUM)(
  'texts are as wide in the font of pages as in that of print (needs Chromium)',
  async () => {
    const { resolve } = createRequire(import.meta.url)
    const whole = Object.entries(STYLES).map(([weight, style]) => {
      const file = resolve(`@expo-google-fonts/source-sans-3/${style}/SourceSans3_${style}.ttf`)
      const url = `data:font/ttf;base64,${readFileSync(file, 'base64')}`
      return `@font-face { font-family: Whole; font-weight: ${weight}; src: url(${url}) }`
    })
    const page = await (await sharedChromium()).newPage()
    try {
      await page.setContent(`<style>${pageAssets().style}${whole.join('')}</style>`)
      const widths = (family: string) =>
        page.evaluate(
          async ([name, texts]) => {
            const context = document
              .createElement('canvas')
              .getContext('2d') as CanvasRenderingContext2D
            const measured: number[] = []
            for (const weight of [400, 600]) {
              // A letter that a font lacks would be taken from this one, which is as wide for all.
              context.font = `${weight} 100px ${name}, monospace`
              await document.fonts.load(context.font)
              measured.push(...texts.map((text) => context.measureText(text).width))
            }
            return measured
          },
          [family, TEXTS] as const,
        )
      expect(await widths('SourceSans')).toEqual(await widths('Whole'))
    } finally {
      await page.close()
    }
  },
)

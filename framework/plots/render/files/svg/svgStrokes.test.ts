import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { expect, onTestFinished, test } from 'vitest'
import { HAS_CHROMIUM, sharedChromium } from '../../../../testing/browser/chromium.ts'
import { createSvgCanvas } from './svgCanvas.ts'

const SIZE = { width: 200, height: 120 }

function drawnAsSvg(draw: (context: SKRSContext2D) => void): string {
  const metadata = { description: '' }
  const canvas = createSvgCanvas({ ...SIZE, pxPerInch: 96, metadata, svgText: false })
  draw(canvas.getContext('2d') as SKRSContext2D)
  return canvas.toBuffer().toString()
}

function drawLines(context: SKRSContext2D): void {
  const line = (y: number) => {
    context.beginPath()
    context.moveTo(10, y)
    context.lineTo(100, y + 15)
    context.lineTo(190, y)
    context.stroke()
  }
  context.lineWidth = 1.9444
  line(10)
  context.save()
  context.setLineDash([6, 3])
  context.strokeStyle = '#c00000'
  line(30)
  context.setLineDash([2, 2])
  context.lineDashOffset = 1.5
  context.lineWidth = 0.8333
  line(50)
  context.restore()
  // Whole again, as it was before.
  line(70)
  context.setLineDash([4, 1])
  context.strokeRect(20, 90, 150, 20)
}

test('a dashed line is one line with its dashes as an attribute, a whole one has none', () => {
  const strokes = Array.from(
    drawnAsSvg(drawLines).matchAll(/ (stroke-width="[^>]*?)(?: stroke-miterlimit| d=| x=)/g),
    ([, attributes]) => attributes,
  )
  expect(strokes).toEqual([
    'stroke-width="1.944"',
    'stroke-width="1.944" stroke-dasharray="6 3"',
    'stroke-width="0.833" stroke-dasharray="2 2" stroke-dashoffset="1.5"',
    'stroke-width="1.944"',
    'stroke-width="1.944" stroke-dasharray="4 1"',
  ])
})

test.skipIf(!HAS_CHROMIUM)('dashes stand where a canvas draws them (needs Chromium)', async () => {
  const page = await (await sharedChromium()).newPage({ viewport: SIZE })
  onTestFinished(() => page.close())
  const svg = drawnAsSvg(drawLines).replace(/^<\?xml[^>]*>/, '')
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`)
  const shown = PNG.sync.read(await page.screenshot())
  const canvas = createCanvas(SIZE.width, SIZE.height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, SIZE.width, SIZE.height)
  drawLines(context)
  const drawn = PNG.sync.read(canvas.toBuffer('image/png'))
  const { width, height } = SIZE
  expect(pixelmatch(shown.data, drawn.data, null, width, height, { threshold: 0.2 })).toBe(0)
})

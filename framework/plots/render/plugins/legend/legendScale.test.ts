import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { lyingScale, type ScaleLayout, standingScale } from './legendScale.ts'

const THREE = [
  { colour: '#440154', text: '0.1' },
  { colour: '#277f8e', text: '1' },
  { colour: '#9bd93c', text: '10' },
]
const thirty = Array.from({ length: 30 }, (_, i) => ({
  colour: '#277f8e',
  text: i % 7 === 0 ? `${i}.25` : '',
}))
const context = createCanvas(10, 10).getContext('2d')

function drawn(layout: ScaleLayout): SKRSContext2D {
  const onPaper = createCanvas(400, 400).getContext('2d')
  layout.draw(onPaper, 0, 0)
  return onPaper
}

function colourAt(onPaper: SKRSContext2D, x: number, y: number): string {
  const [r = 0, g = 0, b = 0] = onPaper.getImageData(Math.round(x), Math.round(y), 1, 1).data
  return `#${[r, g, b].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

test('standing, adjoining colours go from the smallest value at the foot to the largest', () => {
  const layout = standingScale(context, THREE)
  const onPaper = drawn(layout)
  const step = (layout.height - 4) / 3
  const seen = [2.5, 1.5, 0.5].map((row) => colourAt(onPaper, 6, row * step))
  expect(seen).toEqual(THREE.map(({ colour }) => colour))
})

test('lying, they go from left to right', () => {
  const layout = lyingScale(context, THREE, 300)
  const onPaper = drawn(layout)
  const seen = [0.5, 1.5, 2.5].map((column) => colourAt(onPaper, (column * layout.width) / 3, 8))
  expect(seen).toEqual(THREE.map(({ colour }) => colour))
})

test('numbers of runs stand beside the values, or below them', () => {
  const sized = THREE.map((step, i) => ({ ...step, size: `n = ${i}` }))
  expect(standingScale(context, sized).width).toBeGreaterThan(standingScale(context, THREE).width)
  expect(lyingScale(context, sized, 300).height).toBeGreaterThan(
    lyingScale(context, THREE, 300).height,
  )
})

test.each([120, 180, 250])('thirty values fit into %i pixels, labels included', (maxWidth) => {
  const layout = lyingScale(context, thirty, maxWidth)
  expect(layout.width).toBeLessThanOrEqual(maxWidth + 1e-9)
  const onPaper = drawn(layout)
  const { data } = onPaper.getImageData(Math.ceil(layout.width) + 1, 0, 100, 60)
  expect(data.every((value) => value === 0)).toBe(true)
})

test('a thousand values fit into 290 pixels', () => {
  const thousand = Array.from({ length: 1000 }, (_, i) => ({
    colour: '#277f8e',
    text: i % 333 === 0 ? '1.69×10⁻⁵' : '',
  }))
  expect(lyingScale(context, thousand, 290).width).toBeLessThanOrEqual(290)
})

test.each([
  [290, ['1.0000', '8.0000', '16.0000', '24.0000']],
  [160, ['1.0000', '24.0000']],
  [110, ['1.0000', '24.0000']],
])('in %i pixels, values from end to end are labelled', (maxWidth, texts) => {
  const steps = Array.from({ length: 24 }, (_, i) => ({
    colour: '#277f8e',
    text: i === 0 || i % 8 === 7 ? `${i + 1}.0000` : '',
  }))
  const written: string[] = []
  const onPaper = createCanvas(400, 100).getContext('2d')
  const fillText = onPaper.fillText.bind(onPaper)
  onPaper.fillText = (text, ...at) => {
    written.push(text)
    fillText(text, ...at)
  }
  lyingScale(context, steps, maxWidth).draw(onPaper, 0, 0)
  expect(written).toEqual(texts)
})

test('thirty values standing are no longer than a dozen', () => {
  const dozen = Array.from({ length: 12 }, () => ({ colour: '#277f8e', text: '1' }))
  expect(standingScale(context, thirty).height).toBeLessThan(standingScale(context, dozen).height)
})

import { expect, test } from 'vitest'
import { compactPath } from './compactPath.ts'
import { simplifyLine } from './simplifyLine.ts'

test('lines become relative, and say their letter once', () => {
  expect(compactPath('M10 20L11.5 19L12 19.5', 2)).toBe('m10 20 1.5-1 .5.5')
})

test('curves keep all their points', () => {
  const data = 'M0 0Q1 1 2 0Q3 1 4 0C5 0 6 1 7 1L8 1Z'
  expect(compactPath(data, 2)).toBe('m0 0q1 1 2 0 1 1 2 0c1 0 2 1 3 1h1z')
})

test('after a closed contour, the next begins relative to where that began', () => {
  expect(compactPath('M10 10L20 10L20 20ZM12 12L18 12Z', 2)).toBe('m10 10h10v10zm2 2h6z')
})

test('steps are level and upright lines, each as long as it goes on in one direction', () => {
  const data = 'M0 5L1 5L3 5L3 4L3 2L2 2L5 2'
  expect(compactPath(data, 2)).toBe('m0 5h3v-3h-1 3')
})

test('lines too short to be written are left out, but not a dot', () => {
  expect(compactPath('M1 1L1.001 1L2 2L2 2.001L3 4', 2)).toBe('m1 1 1 1 1 2')
  expect(compactPath('M1 1L1 1M2 2L2 2L2 2', 2)).toBe('m1 1 0 0m1 1 0 0')
})

test('errors of rounding do not add up', () => {
  const points = Array.from({ length: 1000 }, (_, i) => `L${i * 0.0149} ${i % 2}`)
  const numbers = compactPath(`M0 0${points.join('')}`, 2).match(/-?\d*\.?\d+/g) ?? []
  // Of each point x and y.
  const reached = numbers.reduce((sum, step, i) => sum + (i % 2 === 0 ? Number(step) : 0), 0)
  expect(reached).toBeCloseTo(999 * 0.0149, 2)
})

test('a line of many points leads past all of them, by less than a printer draws', () => {
  const wave = Array.from({ length: 500 }, (_, i) => ({ x: i / 4, y: 40 * Math.sin(i / 60) }))
  const short = compactPath(`M${wave.map(({ x, y }) => `${x} ${y}`).join('L')}`, 2)
  expect(short.length).toBeLessThan(500)
  const kept = simplifyLine(wave, 0.05)
  for (const { x, y } of wave) {
    const end = kept.findIndex((point) => point.x >= x)
    const [from, to] = [kept[Math.max(0, end - 1)], kept[end]]
    const share = from && to && to.x > from.x ? (x - from.x) / (to.x - from.x) : 0
    const level = (from?.y ?? 0) + share * ((to?.y ?? 0) - (from?.y ?? 0))
    expect(Math.abs(level - y)).toBeLessThan(0.15)
  }
})

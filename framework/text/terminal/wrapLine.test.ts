import { expect, test } from 'vitest'
import { loadTextWidth } from './textWidth.ts'
import { wrapLine } from './wrapLine.ts'

test('a line is broken at its spaces, and what follows is indented further', () => {
  expect(wrapLine('  Finding: vq is worse than none', 20)).toEqual([
    '  Finding: vq is',
    '    worse than none',
  ])
})

test('a path that is wider than the terminal stays whole', () => {
  const path = 'outputs/reports/report_20260102-030405_mine'
  expect(wrapLine(`written to ${path}`, 20)).toEqual(['written to', `  ${path}`])
})

test('what fits, and anything without a width, is left as it is', () => {
  expect(wrapLine('a bc', 4)).toEqual(['a bc'])
  expect(wrapLine('a '.repeat(200), Number.POSITIVE_INFINITY)).toEqual(['a '.repeat(200)])
})

test('signs of two columns count as two', async () => {
  await loadTextWidth()
  expect(wrapLine('日本 日本', 8)).toEqual(['日本', '  日本'])
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LongParts } from './longParts.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a part that takes long is named once, one that has ended is not', () => {
  const lines: string[] = []
  const parts = new LongParts((line) => lines.push(line))
  parts.begin('1', 'figure slow')
  parts.begin('2', 'figure quick')
  vi.advanceTimersByTime(4_999)
  parts.end('2')
  expect(lines).toEqual([])
  vi.advanceTimersByTime(60_000)
  expect(lines).toEqual(['  figure slow … takes longer than 5 s'])
})

test('at the end nothing more is said', () => {
  const lines: string[] = []
  const parts = new LongParts((line) => lines.push(line))
  parts.begin('1', 'figure slow')
  parts.endAll()
  vi.advanceTimersByTime(60_000)
  expect(lines).toEqual([])
})

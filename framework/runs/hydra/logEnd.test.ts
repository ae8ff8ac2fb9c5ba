import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { failureAtEnd, readLogEnd } from './logEnd.ts'

const TRACEBACK = ['Traceback (most recent call last):', '  File "a.py", line 1, in f']
const record = (text: string) => `[2026-01-31 12:00:00,000][__main__][INFO] - ${text}`

test('a log that ends in a traceback ends in its exception', () => {
  expect(failureAtEnd([record('start'), ...TRACEBACK, 'ValueError: nan loss'])).toBe(
    'ValueError: nan loss',
  )
  expect(failureAtEnd([...TRACEBACK, 'torch.cuda.OutOfMemoryError'])).toBe(
    'torch.cuda.OutOfMemoryError',
  )
})

test('the message of an exception may have several lines', () => {
  const message = ['RuntimeError: CUDA error', 'Compile with `TORCH_USE_CUDA_DSA`']
  expect(failureAtEnd([...TRACEBACK, ...message])).toBe(message[0])
})

test('of several tracebacks the last one counts', () => {
  const cause = [...TRACEBACK, 'KeyError: 1', 'During handling of the above exception, another:']
  expect(failureAtEnd([...cause, ...TRACEBACK, 'ValueError: 2'])).toBe('ValueError: 2')
})

test('what a program logs as it cleans up does not hide that it failed', () => {
  const log = [...TRACEBACK, 'ValueError: bad', record('Output dir: logs/0')]
  expect(failureAtEnd(log)).toBe('ValueError: bad')
})

test.each([
  ['a program that went on', [...TRACEBACK, 'ValueError: retried', record('epoch 2')]],
  ['an exception without a traceback', ['ValueError: bad']],
  ['a traceback that is cut', TRACEBACK],
  ['an empty log', []],
])('%s did not fail', (_, lines) => expect(failureAtEnd(lines)).toBeUndefined())

test('of a long log only the end is read, without empty lines', () => {
  const runDir = writeTree({ 'train.log': `${'x'.repeat(70_000)}\r\n\none\n  \ntwo\n` })
  const files: { name: string; size: number; mtimeMs: number }[] = []
  const lines = readLogEnd({ runDir, files }, 'train.log')
  expect(lines.slice(1)).toEqual(['one', 'two'])
  expect(lines[0]?.length).toBeLessThan(65_536)
  expect(files).toMatchObject([{ name: 'train.log', size: 70_014, isPart: true }])
  expect(readLogEnd({ runDir, files }, 'other.log')).toEqual([])
})

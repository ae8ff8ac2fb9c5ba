import { utimesSync } from 'node:fs'
import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { readJobLog } from './jobLog.ts'

const logOf = (text: string) => readJobLog(writeTree({ 'train.log': text }))

test('the log of the program gives its name and its last lines', () => {
  expect(logOf('one\r\ntwo\n\nthree\nfour\n')).toMatchObject({
    program: 'train',
    lastLines: ['two', 'three', 'four'],
    hasFailed: false,
    hasErrors: false,
  })
})

test.each([
  'Traceback (most recent call last):\n  File "a.py"',
  "Error executing job with overrides: ['lr=1']",
  'RuntimeError: CUDA out of memory',
])('%j is an error', (text) => expect(logOf(`start\n${text}\n`).hasErrors).toBe(true))

test.each(['no errors: 0', 'ErrorRate: 0.1', 'mean error: 3'])('%j is none', (text) =>
  expect(logOf(`${text}\n`).hasErrors).toBe(false),
)

test('a log has failed that ends in a traceback, not one that goes on after an error', () => {
  const traceback = 'Traceback (most recent call last):\n  File "a.py"\nValueError: bad\n'
  expect(logOf(traceback)).toMatchObject({ hasFailed: true, hasErrors: true })
  expect(logOf(`${traceback}INFO epoch 2\n`)).toMatchObject({ hasFailed: false, hasErrors: true })
})

test('of several logs the one that was written last counts', () => {
  const directory = writeTree({ 'a.log': 'new\n', 'b.log': 'old\n' })
  utimesSync(`${directory}/b.log`, 1e9, 1e9)
  expect(readJobLog(directory).lastLines).toEqual(['new'])
})

test('a job is active for a quarter of an hour after it last wrote', () => {
  const directory = writeTree({ 'a.log': '' })
  utimesSync(`${directory}/a.log`, 1e9, 1e9)
  expect(readJobLog(directory, 1e12 + 14 * 60_000).isActive).toBe(true)
  expect(readJobLog(directory, 1e12 + 16 * 60_000).isActive).toBe(false)
})

test('a fresh copy of a job that ended days ago is not active', () => {
  const directory = writeTree({ 'a.log': '[2024-01-01 10:00:00,000][a][INFO] - done\nbye\n' })
  const copied = Date.parse('2024-03-01T10:00:00Z')
  utimesSync(`${directory}/a.log`, copied / 1000, copied / 1000)
  expect(readJobLog(directory, copied + 60_000).isActive).toBe(false)
  const meanwhile = Date.parse('2024-01-01T10:05:00Z')
  utimesSync(`${directory}/a.log`, meanwhile / 1000, meanwhile / 1000)
  expect(readJobLog(directory, meanwhile).isActive).toBe(true)
})

test('a directory without a log, or that is gone, says nothing', () => {
  for (const directory of [writeTree({}), '/nowhere']) {
    expect(readJobLog(directory)).toEqual({
      program: undefined,
      lastLines: [],
      hasFailed: false,
      hasErrors: false,
      isActive: false,
    })
  }
})

import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readFirstLine } from './readFirstLine.ts'

test.each([
  ['a line feed', 'epoch,loss\n1,2\n', 'epoch,loss'],
  ['a carriage return', 'epoch,loss\r1,2\r', 'epoch,loss'],
  ['both', 'epoch,loss\r\n1,2\r\n', 'epoch,loss'],
  ['the end of the file', 'epoch,loss', 'epoch,loss'],
  ['a byte order mark before it', '\ufeffepoch,loss\n1,2\n', 'epoch,loss'],
])('the first line ends at %s', (_, text, line) => {
  expect(readFirstLine(`${writeTree({ 'a.csv': text })}/a.csv`)).toBe(line)
})

test('a first line of many columns is whole, as far as the limit', () => {
  const header = Array.from({ length: 1000 }, (_, at) => `column_${at}`).join()
  const file = `${writeTree({ 'a.csv': `${header}\n1\n` })}/a.csv`
  expect(readFirstLine(file)).toBe(header)
  expect(readFirstLine(file, 1500)).toBe(header.slice(0, 1500))
})

test('a file that is not there has none', () => {
  expect(readFirstLine('/nowhere/a.csv')).toBeUndefined()
})

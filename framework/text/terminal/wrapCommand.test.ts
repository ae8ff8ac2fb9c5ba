import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { terminalWidth } from './terminalWidth.ts'
import { wrapCommand } from './wrapCommand.ts'

test('a command that fits stays as it is', () => {
  expect(wrapCommand('  echo a    # b', 20)).toEqual(['  echo a    # b'])
})

test('a wider one is broken between words, and is still the same words for a shell', () => {
  const line = `  printf '%s,' one 'two words' "and three" four`
  const lines = wrapCommand(line, 24)
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(24)
  expect(lines.length).toBeGreaterThan(2)
  const { stdout } = spawnSync('bash', { input: lines.join('\n'), encoding: 'utf8' })
  expect(stdout).toBe('one,two words,and three,four,')
})

test('a comment goes before the command, where no backslash is lost in it', () => {
  expect(wrapCommand('  echo one    # what it does', 20)).toEqual([
    '  # what it does',
    '  echo one',
  ])
})

test('COLUMNS says how wide the text may be; else the terminal, and a pipe has no width', () => {
  expect(terminalWidth({ isTTY: true, columns: 100 }, {})).toBe(100)
  expect(terminalWidth({ isTTY: true, columns: 100 }, { COLUMNS: '40' })).toBe(40)
  expect(terminalWidth({}, { COLUMNS: '40' })).toBe(40)
  expect(terminalWidth({}, { COLUMNS: 'wide' })).toBe(Number.POSITIVE_INFINITY)
})

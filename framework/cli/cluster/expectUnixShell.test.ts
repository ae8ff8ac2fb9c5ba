import { expect, test } from 'vitest'
import { expectUnixShell } from './expectUnixShell.ts'

test('on Windows, submit says what does the same', () => {
  expect(() => expectUnixShell('win32')).toThrow(/a Unix shell, .* WSL .* --shard 1\/N/)
  expect(() => expectUnixShell('linux')).not.toThrow()
})

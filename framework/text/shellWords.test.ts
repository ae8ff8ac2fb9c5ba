import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { shellWords } from './shellWords.ts'

test('a shell reads the words back', () => {
  const words = ['reports/x', 'inputs.select.seed=[42,43]', "it's", 'a b', '$HOME', '']
  const script = `printf '%s\\n' ${shellWords(words)}`
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(`${words.join('\n')}\n`)
})

test('plain words stay as they are', () => {
  expect(shellWords(['--', 'inputs.sweep_dir=outputs/x'])).toBe('-- inputs.sweep_dir=outputs/x')
})

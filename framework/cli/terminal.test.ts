import { expect, test, vi } from 'vitest'
import { printError, printLines } from './terminal.ts'

test('what a terminal would act on is spelled out, on both streams', () => {
  const printed: string[] = []
  const keep = (text: unknown) => printed.push(String(text)) > 0
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(keep)
  const error = vi.spyOn(process.stderr, 'write').mockImplementation(keep)
  printLines('run \u001b[31mred\u001b[0m', 'a\nb')
  printError('name \u202etxt')
  out.mockRestore()
  error.mockRestore()
  expect(printed).toEqual(['run \\u001b[31mred\\u001b[0m\na\\u000ab\n', 'name \\u202etxt\n'])
})

import { table } from 'arquero'
import { expect, test } from 'vitest'
import { formatTable } from './formatTable.ts'

const runs = table([
  ['run_dir', ['a', 'b\u001b[31m']],
  ['loss', [0.123456789, null]],
])

test('text aligns columns, numbers to the right, and shows six digits', () => {
  expect(formatTable(runs, 'text')).toBe(
    'run_dir          loss\na            0.123457\nb\\u001b[31m\n',
  )
})

test('JSON keeps all digits, and null for what is missing', () => {
  const text = formatTable(runs, 'json')
  expect(text).toContain('"loss": 0.123456789')
  expect(text).toContain('"loss": null')
})

test('Markdown escapes what would be markup', () => {
  const markup = table([['name', ['<b>|x|</b>']]])
  expect(formatTable(markup, 'md')).toBe('| name |\n| --- |\n| \\<b\\>\\|x\\|\\</b\\> |\n')
})

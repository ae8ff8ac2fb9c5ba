import { table } from 'arquero'
import { expect, test } from 'vitest'
import { formatTable } from './formatTable.ts'

const runs = table([
  ['run_dir', ['a', 'b\u001b[31m']],
  ['loss', [0.123456789, null]],
])

test('text aligns columns, numbers to the right, and shows six digits', async () => {
  expect(await formatTable(runs, 'text')).toBe(
    'run_dir          loss\na            0.123457\nb\\u001b[31m\n',
  )
})

test('text aligns by the columns that a terminal gives to wide and combined letters', async () => {
  const named = table([
    ['name', ['漢字', 'e\u0301', '👩‍🔬', 'abcd']],
    ['n', [1, 2, 3, 4]],
  ])
  expect(await formatTable(named, 'text')).toBe(
    'name  n\n漢字  1\ne\u0301     2\n👩‍🔬    3\nabcd  4\n',
  )
})

test('JSON keeps all digits, and null for what is missing', async () => {
  const text = await formatTable(runs, 'json')
  expect(text).toContain('"loss": 0.123456789')
  expect(text).toContain('"loss": null')
})

test('Markdown escapes what would be markup', async () => {
  const markup = table([['name', ['<b>|x|</b>']]])
  expect(await formatTable(markup, 'md')).toBe('| name |\n| --- |\n| \\<b\\>\\|x\\|\\</b\\> |\n')
})

import { table } from 'arquero'
import { expect, test } from 'vitest'
import { checkCollected } from './checkCollected.ts'

const runs = table({ run_dir: ['a'] })
const loaded = {
  runs,
  parameters: [{ name: 'seed' }],
  perEpoch: new Map(),
  dataSections: new Map(),
  order: [],
  skipped: [],
  warnings: [],
  files: [],
}

test('what loadRuns gives, with more beside it, is taken as it is', () => {
  const collected = { ...loaded, more: 1 }
  expect(checkCollected(collected)).toBe(collected)
})

test.each<[string, unknown, string]>([
  ['a bare table', runs, 'collect returned a table. Return what loadRuns gives'],
  ['nothing', undefined, 'collect returned undefined.'],
  ['runs that were not awaited', { ...Promise.resolve(loaded) }, 'where "await" is missing'],
  [
    'a Promise as runs',
    { ...loaded, runs: Promise.resolve(runs) },
    'whose "runs" is a Promise (write "await" before what makes it), expected a table',
  ],
  [
    'a Promise of its own',
    { ...loaded, more: Promise.resolve(1) },
    'whose "more" is a Promise (write "await" before what makes it)',
  ],
  [
    'histories as an object',
    { ...loaded, perEpoch: {} },
    '"perEpoch" is an object, expected a Map',
  ],
  [
    'parameters by name',
    { ...loaded, parameters: ['seed'] },
    '"parameters" is an array, expected an array of { name, … }',
  ],
  ['an order that is text', { ...loaded, order: 'x' }, '"order" is a string, expected an array'],
  [
    'warnings that are sentences',
    { ...loaded, warnings: ['mine'] },
    '"warnings" is an array, expected an array of { detail, runDirs }',
  ],
  [
    'runs without directories',
    { ...loaded, runs: table({ seed: [1] }) },
    'whose "runs" is a table without the column "run_dir"',
  ],
])('%s is an error that says what belongs there', (_, result, message) => {
  expect(() => checkCollected(result)).toThrow(
    expect.objectContaining({ code: 'HOOK_RESULT', message: expect.stringContaining(message) }),
  )
})

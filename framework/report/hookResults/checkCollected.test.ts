import { table } from 'arquero'
import { expect, test } from 'vitest'
import { checkCollected } from './checkCollected.ts'

const runs = table({ run_dir: ['a'] })
const loaded = {
  runs,
  parameters: [{ name: 'seed' }],
  perEpoch: new Map(),
  dataSections: new Map(),
  goals: new Map(),
  order: [],
  skipped: [],
  warnings: [],
  files: [],
}

test('what loadRuns gives, with more beside it, is taken as it is', () => {
  const collected = { ...loaded, more: 1 }
  expect(checkCollected(collected)).toEqual({ result: collected, problems: [] })
})

test('a key that the report gives is left out, unless it is what the hook was given', () => {
  const given = { config: {}, inputs: {} }
  expect(checkCollected({ ...loaded, ...given, inputs: 7, notices: ['mine'] }, given)).toEqual({
    result: { ...loaded, config: given.config },
    problems: [
      {
        leftOut: 'the key "inputs"',
        reason:
          'collect returned a key "inputs" of its own, which is one that the report fills in. Give it another name.',
      },
      {
        leftOut: 'the key "notices"',
        reason:
          'collect returned a key "notices" of its own, which is one that the report fills in. Give it another name.',
      },
    ],
  })
})

test('a Promise under a key of its own is left out', () => {
  expect(checkCollected({ ...loaded, more: Promise.resolve(1) })).toEqual({
    result: loaded,
    problems: [
      {
        leftOut: 'the key "more"',
        reason:
          'collect returned a key "more" that is a Promise (write "await" before what makes it).',
      },
    ],
  })
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
    'histories as an object',
    { ...loaded, perEpoch: {} },
    '"perEpoch" is an object, expected a Map',
  ],
  [
    'parameters by name',
    { ...loaded, parameters: ['seed'] },
    '"parameters" is an array, expected an array of { name, … }',
  ],
  [
    'goals as an object',
    { ...loaded, goals: { loss: 'min' } },
    '"goals" is an object, expected a Map',
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

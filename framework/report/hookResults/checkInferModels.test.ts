import { expect, test } from 'vitest'
import { checkInferModels } from './checkInferModels.ts'

const run = async () => 1

test('models need no notes', () => {
  const found = { models: [{ runId: 'a', run }] }
  expect(checkInferModels(found)).toBe(found)
})

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'infer.models returned undefined. Return { models: [{ runId, run }]'],
  [
    'models that were not awaited',
    { models: Promise.resolve([]) },
    'whose "models" is a Promise (write "await" before what makes it), expected an array',
  ],
  [
    'a model without run',
    { models: [{ runId: 'a', run }, { runId: 'b' }] },
    'returned models[1] whose "run" is undefined, expected a function.',
  ],
  ['a model without a name', { models: [{ run }] }, 'models[0] whose "runId" is undefined'],
  [
    'two models of one name',
    {
      models: [
        { runId: 'a', run },
        { runId: 'a', run },
      ],
    },
    'returned two models with the runId "a".',
  ],
  [
    'notes as one text',
    { models: [], notes: 'slow' },
    '"notes" that are a string, expected an array of sentences',
  ],
])('%s is an error that says what belongs there', (_, result, message) => {
  expect(() => checkInferModels(result)).toThrow(
    expect.objectContaining({ code: 'HOOK_RESULT', message: expect.stringContaining(message) }),
  )
})

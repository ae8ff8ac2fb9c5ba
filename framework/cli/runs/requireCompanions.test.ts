import { expect, test } from 'vitest'
import type { RunsOptions } from '../options.ts'
import { requireCompanions } from './requireCompanions.ts'

test.each<[RunsOptions, RegExp]>([
  [{ agg: 'mean' }, /^--agg .*--group-by\.$/],
  [{ agg: 'mean', groupBy: 'lr', best: 'acc' }, /without --best/],
  [{ descending: true }, /--sort-by/],
  [{ onlyChanged: true, groupBy: 'lr' }, /--only-changed/],
])('%j would do nothing, and is wrong usage', (options, message) => {
  expect(() => requireCompanions(options)).toThrow(
    expect.objectContaining({ code: 'USAGE', message: expect.stringMatching(message) }),
  )
})

test.each<RunsOptions>([
  { agg: 'mean', groupBy: 'lr' },
  { descending: true, sortBy: 'lr' },
  { onlyChanged: true, groupBy: 'lr', best: 'acc' },
  {},
])('%j goes together', (options) => expect(requireCompanions(options)).toBeUndefined())

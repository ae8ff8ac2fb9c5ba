import { expect, test } from 'vitest'
import { maskNames } from './maskNames.ts'

const none = { runs: [], sweeps: [], users: [], hosts: [] }

function masked(text: string, names: Partial<Parameters<typeof maskNames>[0]> = {}): string {
  return maskNames({ ...none, ...names }).text(text)
}

test('runs are numbered in their order, with as many digits as all of them need', () => {
  expect(maskNames({ ...none, runs: [['a'], ['b']] }).runs).toEqual(['run-001', 'run-002'])
  const many = Array.from({ length: 1000 }, () => [])
  expect(maskNames({ ...none, runs: many }).runs.at(-1)).toBe('run-1000')
})

test('all forms of a name have one pseudonym, a path before the names in it', () => {
  const runs = [
    ['fox', '/data/mia/exp/fox'],
    ['fox-12', '/data/mia/exp/fox-12'],
  ]
  const text = 'fox-12 is better than fox: /data/mia/exp/fox-12/facts/scalars.csv, (fox)'
  expect(masked(text, { runs, users: ['mia'] })).toBe(
    'run-002 is better than run-001: run-002/facts/scalars.csv, (run-001)',
  )
})

test.each(['foxes', 'outfox', 'fox2', 'Füfox'])('%s is not the name fox', (word) => {
  expect(masked(word, { runs: [['fox']] })).toBe(word)
})

test('numbers and single letters are no names within a text', () => {
  expect(masked('3 of 12 in a', { runs: [['3'], ['12'], ['a']] })).toBe('3 of 12 in a')
})

test('names that are parts of pseudonyms, or hold signs, do no harm', () => {
  const runs = [['run'], ['b.*(c']]
  expect(masked('b.*(c and run', { runs })).toBe('run-002 and run-001')
})

test('sweeps, users and hosts have names of their own', () => {
  const names = { sweeps: [['exp_1']], users: ['mia', 'noor'], hosts: ['node7.cluster', 'node7'] }
  expect(masked('exp_1 by noor on node7.cluster', names)).toBe('sweep-1 by user-2 on host-1')
})

test.each([
  ['read from /data/mia/a.csv.', 'read from path-1'],
  ['/data/a/x and /data/b/x and /data/a/x', 'path-1 and path-2 and path-1'],
  ['~/x, …/y, ../z, C:\\work\\mia', 'path-1, path-2, path-3, path-4'],
  ['see https://wandb.ai/mia/p/runs/3', 'see url-1'],
  ['ask mia@example.org', 'ask address-1'],
])('%s loses paths and addresses', (text, expected) => {
  expect(masked(text)).toBe(expected)
})

test.each(['val/loss', '/loss', '1/2', 'n / a', 'mean [0.1, 0.2]', '±0.3'])(
  '%s is none of them',
  (text) => {
    expect(masked(text)).toBe(text)
  },
)

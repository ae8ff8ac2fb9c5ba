import { expect, it } from 'vitest'
import { noteColumns } from '../../tables/columnAliases.ts'
import { runsOf } from '../../testing/exampleRuns.ts'
import { groupLegend, groupRows, usualGroup } from './groups.ts'
import { colours } from './palette.ts'

it('sorts groups, with missing values in a group of their own', () => {
  const groups = groupRows(runsOf([{ dim: 16 }, { dim: 8 }, { dim: null }, { dim: 16 }]), 'dim')
  expect(groups.map(({ name, rows }) => [name, rows])).toEqual([
    ['8', [1]],
    ['16', [0, 3]],
    ['unknown', [2]],
  ])
})

it('gives a group the colour that it has in the report', () => {
  const palette = colours(['a', 'b', 'c'])
  const [group] = groupRows(runsOf([{ kind: 'b' }]), 'kind', palette)
  expect(group?.colour).toBe(palette.get('b'))
})

it('takes all runs for one group without a parameter', () => {
  const groups = groupRows(runsOf([{ kind: 'a' }, { kind: 'b' }]), null)
  expect(groups).toMatchObject([{ name: 'all runs', rows: [0, 1] }])
})

it('counts the groups of a legend past a dozen', () => {
  const runs = runsOf(Array.from({ length: 200 }, (_, i) => ({ kind: `k${i}` })))
  const { items } = groupLegend(groupRows(runs, 'kind'), 'kind', 'line')
  expect(items).toHaveLength(12)
  expect(items.at(-1)?.text).toBe('… and 189 more')
})

it('colours by the tokenizer, or else by the first parameter that the sweep varied', () => {
  const noted = (row: Record<string, unknown>, parameters: string[]) =>
    noteColumns(runsOf([row]), { aliases: new Map(), parameters })
  expect(usualGroup(noted({ tokenizer: 'vq', lr: 1 }, ['lr']))).toBe('tokenizer')
  expect(usualGroup(noted({ seed: 1, lr: 1 }, ['seed', 'lr']))).toBe('lr')
  expect(usualGroup(noted({ seed: 1 }, ['seed']))).toBeNull()
})

it('names numbers from end to end of their scale past a dozen', () => {
  const runs = runsOf(Array.from({ length: 21 }, (_, beta) => ({ beta })))
  const { items } = groupLegend(groupRows(runs, 'beta'), 'beta', 'line')
  expect(items.map(({ text }) => text)).toEqual([
    ...[0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20].map((beta) => `${beta} (n = 1)`),
    'and 10 more between',
  ])
  expect(items[0]?.colour).toBe('#440154')
})

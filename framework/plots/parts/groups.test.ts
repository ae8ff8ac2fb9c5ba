import { expect, test } from 'vitest'
import { noteColumns } from '../../tables/columnAliases.ts'
import { runsOf } from '../../testing/exampleRuns.ts'
import { BLACK } from './colours/categories.ts'
import { colours } from './colours/palette.ts'
import { groupLegend, groupRows, usualGroup } from './groups.ts'

test('sorts groups, with missing values in a group of their own', () => {
  const groups = groupRows(runsOf([{ dim: 16 }, { dim: 8 }, { dim: null }, { dim: 16 }]), 'dim')
  expect(groups.map(({ name, rows }) => [name, rows])).toEqual([
    ['8', [1]],
    ['16', [0, 3]],
    ['null', [2]],
  ])
})

test('gives a group the colour that it has in the report', () => {
  const palette = colours(['a', 'b', 'c'])
  const [group] = groupRows(runsOf([{ kind: 'b' }]), 'kind', palette)
  expect(group?.colour).toBe(palette.get('b'))
})

test('takes all runs for one group without a parameter', () => {
  const groups = groupRows(runsOf([{ kind: 'a' }, { kind: 'b' }]), null)
  expect(groups).toMatchObject([{ name: 'all runs', rows: [0, 1] }])
})

test('counts the groups of a legend past a dozen', () => {
  const runs = runsOf(Array.from({ length: 200 }, (_, i) => ({ kind: `k${i}` })))
  const { items } = groupLegend(groupRows(runs, 'kind'), 'kind', 'line')
  expect(items).toHaveLength(12)
  expect(items.at(-1)?.text).toBe('… and 189 more')
})

test('colours by the tokenizer, or else by the first parameter that the sweep varied', () => {
  const noted = (row: Record<string, unknown>, parameters: string[]) =>
    noteColumns(runsOf([row]), { aliases: new Map(), parameters })
  expect(usualGroup(noted({ tokenizer: 'vq', lr: 1 }, ['lr']))).toBe('tokenizer')
  expect(usualGroup(noted({ seed: 1, lr: 1 }, ['seed', 'lr']))).toBe('lr')
  expect(usualGroup(noted({ seed: 1 }, ['seed']))).toBeNull()
  expect(usualGroup(runsOf([{ size: 1, loss: 2 }]))).toBeNull()
})

const byBeta = (betas: (number | null)[]) => {
  const groups = groupRows(runsOf(betas.map((beta) => ({ beta }))), 'beta')
  return groupLegend(groups, 'beta', 'line')
}

test('three numbers are a strip from the smallest to the largest, with one number of runs', () => {
  expect(byBeta([10, 1, 0.1, 10, 1, 0.1])).toEqual({
    title: 'β',
    scale: [
      { colour: '#440154', text: '0.1' },
      { colour: '#2e6f8e', text: '1' },
      { colour: '#4ec36b', text: '10' },
    ],
    items: [{ text: 'n = 2 each', symbol: 'none', colour: '#222222' }],
  })
})

test('two numbers are told apart as names are', () => {
  const { scale, items } = byBeta([1, 2])
  expect(scale).toBeUndefined()
  expect(items.map(({ text }) => text)).toEqual(['1 (n = 1)', '2 (n = 1)'])
})

test('numbers of runs that differ stand at the values', () => {
  const { scale, items } = byBeta([1, 2, 2, 3])
  expect(scale?.map(({ text, size }) => [text, size])).toEqual([
    ['1', 'n = 1'],
    ['2', 'n = 2'],
    ['3', 'n = 1'],
  ])
  expect(items).toEqual([])
})

test('of thirty values five are labelled, both ends among them', () => {
  const { scale, items } = byBeta(Array.from({ length: 30 }, (_, i) => i))
  expect(scale).toHaveLength(30)
  expect(scale?.flatMap(({ text }) => text || [])).toEqual(['0', '7', '15', '22', '29'])
  expect(items.map(({ text }) => text)).toEqual(['n = 1 each'])
})

test('labels of thirty values of a random search have three digits', () => {
  const { scale } = byBeta(Array.from({ length: 30 }, (_, i) => 10 ** (-6 + i / 7.123456)))
  expect(scale?.flatMap(({ text }) => text || [])).toEqual([
    '1×10⁻⁶',
    '9.61×10⁻⁶',
    '1.28×10⁻⁴',
    '1.23×10⁻³',
    '1.18×10⁻²',
  ])
})

test('of thirty values with unequal numbers of runs the range is reported', () => {
  const betas = Array.from({ length: 30 }, (_, i) => i)
  expect(byBeta([...betas, 3, 3]).items.map(({ text }) => text)).toEqual(['n = 1 to 3 each'])
})

test('what is not a number is an item beside the strip', () => {
  const { scale, items } = byBeta([1, 2, 3, null])
  expect(scale).toHaveLength(3)
  expect(items.map(({ text }) => text)).toEqual(['n = 1 each', 'null (n = 1)'])
})

test('points of names have the marker of their colour, lines its dash', () => {
  const legendOf = (names: string[], symbol: 'point' | 'line') =>
    groupLegend(groupRows(runsOf(names.map((kind) => ({ kind }))), 'kind'), 'kind', symbol).items
  const tokenizers = ['linear', 'none', 'vq']
  expect(legendOf(tokenizers, 'point').map(({ pointStyle }) => pointStyle)).toEqual([
    'rect',
    undefined,
    'triangle',
  ])
  expect(legendOf(tokenizers, 'line').map(({ dash }) => dash)).toEqual([
    [10, 2.5],
    undefined,
    undefined,
  ])
  expect(legendOf(['linear'], 'line').map(({ dash }) => dash)).toEqual([undefined])
  const five = legendOf([...tokenizers, 'fsq', 'rvq'], 'line').map(({ dash }) => dash?.join(' '))
  expect(new Set(five).size).toBe(4)
})

test('runs without a value, and texts that look like none, each have a colour of their own', () => {
  const runs = runsOf(['', '(empty)', 'null', null, 'unknown'].map((kind) => ({ kind })))
  const groups = groupRows(runs, 'kind')
  expect(new Set(groups.map(({ colour }) => colour)).size).toBe(5)
  expect(groups.map(({ colour }) => colour)).not.toContain(BLACK)
})

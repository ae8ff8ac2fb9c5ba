import { expect, test } from 'vitest'
import type { LegendSection } from '../../figure.ts'
import { recountLegend, uncountLegend } from './recountLegend.ts'

const named: LegendSection = {
  title: 'Tokenizer',
  items: [
    { text: 'vq 2 (n = 3)', symbol: 'box', colour: '#000000', rows: [0, 1, 4] },
    { text: 'none (n = 2)', symbol: 'box', colour: '#111111', rows: [2, 3] },
    { text: 'mean', symbol: 'point', colour: '#222222' },
  ],
}
const scale: LegendSection = {
  title: 'Dim',
  scale: [
    { text: '8', colour: '#000000', size: 'n = 1' },
    { text: '16', colour: '#111111', size: 'n = 2' },
  ],
  items: [{ text: 'n = 3 each', symbol: 'none', colour: '#000000' }],
}

test('a legend counts the rows that are left, and names no group without one', () => {
  const [section] = recountLegend([named], new Set([0, 1]))
  expect(section?.items.map(({ text }) => text)).toEqual(['vq 2 (n = 2)', 'mean'])
})

test('a legend whose runs are partly hidden may leave out their numbers', () => {
  const [section] = uncountLegend([named])
  expect(section?.items.map(({ text }) => text)).toEqual(['vq 2', 'none', 'mean'])
})

test('a scale keeps its values, without the numbers of runs', () => {
  for (const [section] of [recountLegend([scale], new Set([0])), uncountLegend([scale])]) {
    expect(section?.scale).toEqual([
      { text: '8', colour: '#000000' },
      { text: '16', colour: '#111111' },
    ])
    expect(section?.items).toEqual([])
  }
})

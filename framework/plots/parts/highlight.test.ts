import { expect, test } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import { scatter } from '../kinds/runs/scatter.ts'
import { noteFigure } from './composeFigure.ts'
import { groupRows } from './groups.ts'
import {
  BACKGROUND,
  highlightGroups,
  highlightWords,
  matcher,
  withNotes,
  withoutHidden,
} from './highlight.ts'

const runs = runsOf([
  { tokenizer: 'none', seed: 1, loss: 4 },
  { tokenizer: 'vq', seed: 1, loss: 3 },
  { tokenizer: 'vq', seed: 2, loss: 2 },
  { tokenizer: 'fsq', seed: 2, loss: 5 },
])

test('runs stand out that have one of the wanted values in every column', () => {
  const standsOut = matcher(runs, { tokenizer: ['vq', 'fsq'], seed: '2' })
  expect([0, 1, 2, 3].filter((row) => standsOut?.(row))).toEqual([2, 3])
})

test('the others are one grey group, last in the legend and behind', () => {
  const groups = highlightGroups(runs, groupRows(runs, 'tokenizer'), { seed: 1 })
  expect(groups.map(({ name, rows }) => [name, rows])).toEqual([
    ['none', [0]],
    ['vq', [1]],
    ['other runs', [3, 2]],
  ])
  expect(groups.at(-1)?.colour).toBe(BACKGROUND)
})

test('without a highlight all groups are as they were', () => {
  const groups = groupRows(runs, 'tokenizer')
  expect(highlightGroups(runs, groups, undefined)).toEqual(groups)
})

test('the caption says what stands out, and a note that nothing does', () => {
  expect(highlightWords(runs, { tokenizer: 'vq', seed: [1, 2] })).toEqual({
    caption: ' Runs with Tokenizer vq and Seed 1 or 2 are highlighted; the others are grey.',
    notes: [],
  })
  expect(highlightWords(runs, { tokenizer: 'lfq' })).toEqual({
    caption: ' No run has Tokenizer lfq: all are grey.',
    notes: ['No run has Tokenizer lfq, so that none is highlighted.'],
  })
})

test('hidden runs are left out, with a note, and the others keep their colours', () => {
  const group = { group: 'tokenizer', palette: undefined }
  const shown = withoutHidden(runs, { tokenizer: 'vq' }, group)
  expect(shown.runs.array('loss')).toEqual([4, 5])
  expect(shown.notes).toEqual(['Left out: 2 runs with Tokenizer vq.'])
  const colourOf = (each: typeof shown) =>
    groupRows(each.runs, 'tokenizer', each.palette).find(({ name }) => name === 'fsq')?.colour
  expect(colourOf(shown)).toBe(colourOf(withoutHidden(runs, undefined, group)))
})

test('hiding what no run has is reported', () => {
  const { notes } = withoutHidden(runs, { tokenizer: 'lfq' }, { group: null, palette: undefined })
  expect(notes).toEqual(['No run has Tokenizer lfq, so that none is left out.'])
})

test('notes come after those of the figure', () => {
  expect(withNotes(noteFigure('scatter', 'one'), ['two']).notes).toEqual(['one', 'two'])
})

test('a column that the table lacks is an error with the nearest one', () => {
  expect(() => scatter(runs, { x: 'seed', y: 'loss', highlight: { tokeniser: 'vq' } })).toThrow(
    expect.objectContaining({
      code: 'FIGURE_OPTIONS_INVALID',
      message: expect.stringContaining('perhaps "tokenizer"'),
    }),
  )
})

test('of runs without groups, those that stand out are not called all runs', () => {
  const { legend } = scatter(runs, { x: 'seed', y: 'loss', group: null, highlight: { seed: 1 } })
  expect(legend[0]?.items.map(({ text }) => text)).toEqual([
    'highlighted runs (n = 2)',
    'other runs (n = 2)',
  ])
})

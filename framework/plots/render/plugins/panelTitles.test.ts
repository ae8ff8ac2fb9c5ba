import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { FONT_PX, font } from '../../theme.ts'
import { surface } from '../surface.ts'
import { linesOfTitles } from './panelTitles.ts'

surface()
const context = createCanvas(1, 1).getContext('2d')
context.font = font(FONT_PX.label)
const PANEL_PX = 135

test('titles that have room in two lines stay as they are', () => {
  expect(linesOfTitles(context, ['Tokenizer: vq (n = 4)', 'Tokenizer: none (n = 3)'], 90)).toEqual([
    ['Tokenizer: vq', '(n = 4)'],
    ['Tokenizer: none', '(n = 3)'],
  ])
})

test('where one has no room, none has the name of the column', () => {
  const titles = ['Tokenizer: residual_vector_quantizer (n = 4)', 'Tokenizer: vq (n = 4)']
  expect(linesOfTitles(context, titles, PANEL_PX)).toEqual([
    ['residual_vector_quantizer', '(n = 4)'],
    ['vq (n = 4)'],
  ])
})

test('titles that differ in their middle stay apart, with their sizes', () => {
  const titles = ['4', '8', '16'].map(
    (heads) => `Tokenizer: transformer_encoder_heads${heads}_and_cosine_annealing (n = 4)`,
  )
  expect(linesOfTitles(context, titles, PANEL_PX)).toEqual([
    ['…encoder_heads4_and…', '(n = 4)'],
    ['…encoder_heads8_and…', '(n = 4)'],
    ['…encoder_heads16_and…', '(n = 4)'],
  ])
})

test('words are cut to what two lines hold', () => {
  const titles = ['first', 'second'].map(
    (which) => `Kind: the ${which} of the two kinds of encoders that were trained with masks`,
  )
  const lines = linesOfTitles(context, titles, PANEL_PX)
  expect(lines.map(({ length }) => length)).toEqual([2, 2])
  expect(lines.map((each) => each.join(' '))).toEqual([
    expect.stringContaining('first'),
    expect.stringContaining('second'),
  ])
})

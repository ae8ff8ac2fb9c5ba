import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { FONT_PX, font } from '../../theme.ts'
import { surface } from '../surface.ts'
import { breakName, fitText, fitTexts, wrapText } from './text.ts'

// In the bundled font: what else a machine has breaks words elsewhere.
surface()
const context = createCanvas(1, 1).getContext('2d')
context.font = font(FONT_PX.tick)
const widthOf = (text: string) => context.measureText(text).width

describe('fitText', () => {
  test('leaves alone what fits', () => {
    expect(fitText(context, 'job1', widthOf('job1'))).toBe('job1')
  })

  test('cuts the middle, so that names that begin alike stay apart', () => {
    const cut = fitText(context, 'run_20251103-140953_experiment_job1', widthOf('m'.repeat(10)))
    expect(cut).toMatch(/^run_.*….*_job1$/)
    expect(widthOf(cut)).toBeLessThanOrEqual(widthOf('m'.repeat(10)))
  })
})

describe('wrapText', () => {
  test('keeps the size of a group in one piece', () => {
    const width = widthOf('some long name (n =')
    expect(wrapText(context, 'some long name (n = 1000)', width)).toEqual([
      'some long name',
      '(n = 1000)',
    ])
  })

  test('keeps a comma at the size that it follows', () => {
    expect(wrapText(context, 'vq (n = 3), masking', 1000)).toEqual(['vq (n = 3), masking'])
  })

  test('keeps the narrow spaces within numbers', () => {
    expect(wrapText(context, '12\u202f300 values', widthOf('12\u202f300 values'))).toEqual([
      '12\u202f300 values',
    ])
  })
})

test('wraps into as many lines as there may be, the rest cut in the last', () => {
  const lines = wrapText(context, 'one two three four five', widthOf('one two'), 2)
  expect(lines).toEqual(['one two', expect.stringMatching(/^t.*….*e$/)])
})

describe('fitTexts', () => {
  test('what a comparison rests on stays at the end of a cut name', () => {
    const names = [
      'a very long name of two values (6 pairs)',
      'another long name of two values (12 and 9 runs)',
    ]
    const cut = fitTexts(context, names, widthOf('a very long name (12 and 9 runs)'))
    expect(cut[0]).toMatch(/….*\(6 pairs\)$/)
    expect(cut[1]).toMatch(/….*\(12 and 9 runs\)$/)
  })

  test('both names of a comparison are cut, and never the sign between them', () => {
    const long = (heads: string) => `transformer_${heads}_and_cosine_annealing`
    const names = [
      `${long('heads4')} / ${long('heads8')} (4 and 4 settings)`,
      `${long('heads4')} / \u2068שלום\u2069 (4 pairs)`,
    ]
    const room = widthOf('…heads4… / …heads8… (4 and 4 settings)')
    const [first, second] = fitTexts(context, names, room)
    expect(first).toMatch(/^…?heads4…? \/ …?heads8…? \(4 and 4 settings\)$/)
    expect(second).toMatch(/^…?heads4…? \/ \u2068שלום\u2069 \(4 pairs\)$/)
  })

  test('what comparisons rest on gives way where their names need the room, and stays where they do not', () => {
    const names = ['transformer / perceiver (4 and 4 settings)', 'linear / vq (4 pairs)']
    expect(fitTexts(context, names, widthOf('transformer / perceiver'))).toEqual([
      'transformer / perceiver',
      'linear / vq (4 pairs)',
    ])
  })

  test('numbers of comparisons are never cut: their parameter is', () => {
    const names = [
      'Batch size of the loader: 64 / 32 (12 blocks)',
      'Learning rate: 10⁻² / 10⁻⁵ (6 pairs)',
    ]
    const [batch, rate] = fitTexts(context, names, widthOf('Batch size: 10⁻² / 10⁻⁵'))
    expect(batch).toMatch(/^Ba.*…?.*: 64 \/ 32$/)
    expect(rate).toMatch(/: 10⁻² \/ 10⁻⁵$/)
  })

  test('names stay different, and keep the sizes of their groups', () => {
    const names = ['transformer', 'perceiver'].map((kind) => `encoder_${kind}_dropout=0.1 (n = 6)`)
    expect(fitTexts(context, names, widthOf('encoder…transformer (n = 6)'))).toEqual([
      '…transformer…0.1 (n = 6)',
      '…perceiver…0.1 (n = 6)',
    ])
  })

  test('a row of a mean is told from those of models, however long the name of the group is', () => {
    const names = ['transformer_encoder: mean of 6', 'perceiver_encoder: mean of 12']
    for (const [i, name] of fitTexts(context, names, widthOf('transformer: mean of 6')).entries()) {
      expect(name).toMatch(/: mean of (6|12)$/)
      expect(name).not.toBe(names[i])
    }
    const model = 'transformer: model 1'
    expect(fitTexts(context, [...names, model], widthOf(model)).at(-1)).toBe(model)
  })

  test('sizes on a line of their own leave the names the whole width', () => {
    const names = ['first_long_name (n = 6)', 'other_long_name (n = 6)']
    const fitted = fitTexts(context, names, widthOf('other_long_name'), { sizesBelow: true })
    expect(fitted).toEqual(names)
  })
})

describe('breakName', () => {
  test('breaks where words end, and keeps the size of a group in one piece', () => {
    const name = 'encoder=transformer_version1.5 (n = 12)'
    expect(breakName(context, name, widthOf('transformer_'), 4)).toEqual([
      'encoder=',
      'transformer_',
      'version1.5',
      '(n = 12)',
    ])
  })

  test('does not break what takes more lines or a wider one', () => {
    expect(breakName(context, 'a_b_c', widthOf('a_'), 2)).toBe(undefined)
    expect(breakName(context, 'transformer', widthOf('trans'), 4)).toBe(undefined)
  })
})

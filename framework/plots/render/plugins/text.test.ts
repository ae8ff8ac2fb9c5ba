import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { fitText, wrapText } from './text.ts'

const context = createCanvas(1, 1).getContext('2d')
const widthOf = (text: string) => context.measureText(text).width

describe('fitText', () => {
  it('leaves alone what fits', () => {
    expect(fitText(context, 'job1', widthOf('job1'))).toBe('job1')
  })

  it('cuts the middle, so that names that begin alike stay apart', () => {
    const cut = fitText(context, 'run_20251103-140953_experiment_job1', widthOf('m'.repeat(10)))
    expect(cut).toMatch(/^run_.*….*_job1$/)
    expect(widthOf(cut)).toBeLessThanOrEqual(widthOf('m'.repeat(10)))
  })
})

describe('wrapText', () => {
  it('keeps the size of a group in one piece', () => {
    const width = widthOf('some long name (n =')
    expect(wrapText(context, 'some long name (n = 1000)', width)).toEqual([
      'some long name',
      '(n = 1000)',
    ])
  })

  it('keeps the narrow spaces within numbers', () => {
    expect(wrapText(context, '12\u202f300 values', widthOf('12\u202f300 values'))).toEqual([
      '12\u202f300 values',
    ])
  })
})

it('wraps into as many lines as there may be, the rest cut in the last', () => {
  const lines = wrapText(context, 'one two three four five', widthOf('one two'), 2)
  expect(lines).toEqual(['one two', expect.stringMatching(/^t.*….*e$/)])
})

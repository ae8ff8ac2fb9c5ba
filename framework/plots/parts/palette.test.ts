import { describe, expect, it } from 'vitest'
import { colours, compareNames, contrastingInk, sequentialColour, withOpacity } from './palette.ts'

describe('colours', () => {
  it('depend on the set of names, not on their order', () => {
    expect(colours(['b', 'a', 'c', 'a'])).toEqual(colours(['a', 'b', 'c']))
  })

  it('are fixed for the tokenizers, whatever else there is', () => {
    const alone = colours(['vq'])
    const among = colours(['a', 'b', 'none', 'vq', 'linear'])
    expect(among.get('vq')).toBe(alone.get('vq'))
    expect(new Set(among.values()).size).toBe(5)
  })

  it('stay apart for thirty groups', () => {
    const names = Array.from({ length: 30 }, (_, i) => `g${i}`)
    expect(new Set(colours(names).values()).size).toBe(30)
  })

  it('take missing values for a group of their own', () => {
    expect([...colours([null, 3, undefined, Number.NaN]).keys()]).toEqual(['3', 'unknown'])
  })

  it('do not reach a prototype', () => {
    expect(colours(['__proto__', 'constructor']).get('__proto__')).toMatch(/^#[0-9a-f]{6}$/)
  })
})

it('sorts numbers by value before names by code point', () => {
  expect(['b', '10', 'a', '9', '1e-3'].sort(compareNames)).toEqual(['1e-3', '9', '10', 'a', 'b'])
})

it('runs from dark to light', () => {
  expect([0, 1, -3, 7].map(sequentialColour)).toEqual(['#440154', '#fde725', '#440154', '#fde725'])
})

it('picks ink by the contrast with its ground', () => {
  expect([contrastingInk('#440154'), contrastingInk('#fde725')]).toEqual(['#ffffff', '#000000'])
})

it('writes opacity as a fourth channel', () => {
  expect(withOpacity('#0072b2', 0.5)).toBe('#0072b280')
})

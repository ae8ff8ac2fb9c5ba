import { describe, expect, test } from 'vitest'
import { colours, compareNames, contrastingInk, sequentialColour, withOpacity } from './palette.ts'

describe('colours', () => {
  test('depend on the set of names, not on their order', () => {
    expect(colours(['b', 'a', 'c', 'a'])).toEqual(colours(['a', 'b', 'c']))
  })

  test('are fixed for the tokenizers, whatever else there is', () => {
    const alone = colours(['vq'])
    const among = colours(['a', 'b', 'none', 'vq', 'linear'])
    expect(among.get('vq')).toBe(alone.get('vq'))
    expect(new Set(among.values()).size).toBe(5)
  })

  const ENCODERS = ['cnn', 'deepsets', 'gnn', 'lstm', 'mlp', 'pointnet', 'resnet', 'transformer']

  test('are those that a name prefers by itself, among few others as among many', () => {
    const alone = ENCODERS.map((name) => colours([name]).get(name))
    for (const [i, name] of ENCODERS.entries()) {
      const others = ENCODERS.filter((_, j) => alone[j] !== alone[i])
      expect(colours([name, ...others]).get(name)).toBe(alone[i])
    }
  })

  test('change for the later in order where two names prefer the same one', () => {
    const names = Array.from({ length: 60 }, (_, i) => `g${i}`)
    const alone = names.map((name) => colours([name]).get(name))
    let moved = 0
    for (const [i, a] of names.entries()) {
      for (const [j, b] of names.entries()) {
        if (compareNames(a, b) >= 0) continue
        const both = colours([a, b])
        expect(both.get(a)).toBe(alone[i])
        expect(both.get(b)).not.toBe(alone[i])
        if (both.get(b) !== alone[j]) moved++
      }
    }
    expect(moved / ((60 * 59) / 2)).toBeLessThan(0.2)
  })

  test('of all runs as one group are the first', () => {
    expect(colours(['all runs']).get('all runs')).toBe('#2d78e6')
  })

  test('stay apart for thirty groups', () => {
    const names = Array.from({ length: 30 }, (_, i) => `g${i}`)
    expect(new Set(colours(names).values()).size).toBe(30)
  })

  test('take missing values for a group of their own', () => {
    expect([...colours([null, 3, undefined, Number.NaN]).keys()]).toEqual(['3', 'null'])
  })

  test('do not reach a prototype', () => {
    expect(colours(['__proto__', 'constructor']).get('__proto__')).toMatch(/^#[0-9a-f]{6}$/)
  })
})

test('sorts numbers by value before names by code point', () => {
  expect(['b', '10', 'a', '9', '1e-3'].sort(compareNames)).toEqual(['1e-3', '9', '10', 'a', 'b'])
})

test('runs from dark to light', () => {
  expect([0, 1, -3, 7].map(sequentialColour)).toEqual(['#440154', '#fde725', '#440154', '#fde725'])
})

test('picks ink by the contrast with its ground', () => {
  expect([contrastingInk('#440154'), contrastingInk('#fde725')]).toEqual(['#ffffff', '#000000'])
})

test('writes opacity as a fourth channel', () => {
  expect(withOpacity('#0072b2', 0.5)).toBe('#0072b280')
})

import { expect, test } from 'vitest'
import { colourNotes, colourScale } from './colourScale.ts'

const seventeen = Array.from({ length: 17 }, (_, i) => 1 + i / 10)

test('a colour bar begins and ends at the values', () => {
  const bar = colourScale([3, 1, 2], { title: 'Loss' })
  expect(bar).toMatchObject({ title: 'Loss', type: 'linear', min: 1, max: 3 })
  expect(bar.openEnds).toBeUndefined()
})

test('a diverged run leaves the colours to the others, and the bar open at its end', () => {
  const values = [...seventeen, 1e9]
  const bar = colourScale(values, { title: 'Loss' })
  expect(bar).toMatchObject({ type: 'linear', min: 1, max: 2.6, openEnds: ['high'] })
  expect(colourNotes(values, bar, { noun: 'run' })).toEqual([
    'Beyond the colours: 1 run, at 1×10⁹.',
  ])
})

test('a bar is open at both ends where values lie beyond both', () => {
  expect(colourScale([...seventeen, -1e9, 1e9], { title: '' }).openEnds).toEqual(['low', 'high'])
})

test('colours hold all values on a scale that is chosen', () => {
  const bar = colourScale([...seventeen, 1e9], { title: '', scale: 'log' })
  expect([bar.type, bar.max]).toEqual(['logarithmic', 1e9])
  expect(colourNotes([...seventeen, 1e9], bar, { noun: 'run', scale: 'log' })).toEqual([])
})

test('colours that zeros keep from following the logarithm say so, unless their scale is chosen', () => {
  const values = [0, 0, 0, ...Array.from({ length: 9 }, (_, i) => 10 ** (i / 2))]
  const bar = colourScale(values, { title: '' })
  expect(bar.type).toBe('linear')
  expect(colourNotes(values, bar, { noun: 'cell' })).toEqual([
    'The colour bar is linear: 3 of 12 values are not above zero, which a logarithmic one cannot show.',
  ])
  const chosen = colourScale(values, { title: '', scale: 'linear' })
  expect(colourNotes(values, chosen, { noun: 'cell', scale: 'linear' })).toEqual([])
})

test('a single value has room on both sides', () => {
  expect(colourScale([5], { title: '' })).toMatchObject({ min: 4.5, max: 5.5 })
})

import { expect, test } from 'vitest'
import { markerOf } from './markers.ts'

test('markers without an area are strokes, the others are filled', () => {
  const styles = ['circle', 'rect', 'triangle', 'rectRot', 'cross', 'crossRot', 'star'] as const
  expect(styles.filter((style) => markerOf(style, 1).strokeWidth > 0)).toEqual([
    'cross',
    'crossRot',
    'star',
  ])
})

test('a triangle on its tip is a triangle that is turned', () => {
  expect(markerOf('triangleDown', 2)).toEqual({ ...markerOf('triangle', 2), rotation: 180 })
})

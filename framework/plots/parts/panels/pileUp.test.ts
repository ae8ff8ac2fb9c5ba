import { expect, test } from 'vitest'
import { arePiledUp } from './pileUp.ts'

const six = [1, 2, 3, 4, 5, 6]

test.each([
  ['six groups within each other', six.map((i) => [1 + i / 100, 2]), true],
  ['five of them', six.slice(1).map((i) => [1 + i / 100, 2]), false],
  ['six groups apart', six.map((i) => [i, i + 0.5]), false],
  ['six single curves', six.map(() => [1]), false],
  ['more than a page has panels for', Array.from({ length: 25 }, () => [1, 2]), false],
  [
    'two of six groups within each other',
    [[1, 2.5], ...six.slice(1).map((i) => [i, i + 0.5])],
    false,
  ],
])('whether curves pile up: %s', (_, sets, expected) => {
  expect(arePiledUp(sets)).toBe(expected)
})

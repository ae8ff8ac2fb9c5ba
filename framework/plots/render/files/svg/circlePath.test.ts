import { createCanvas, SvgExportFlag } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { circlePath } from './circlePath.ts'

/** The data of a path as Skia writes it. */
function dataOf(draw: (context: Path2D) => void): string {
  const canvas = createCanvas(100, 100, SvgExportFlag.NoPrettyXML)
  const context = canvas.getContext('2d')
  context.beginPath()
  draw(context as unknown as Path2D)
  context.stroke()
  return / d="([^"]*)"/.exec(canvas.getContent().toString())?.[1] ?? ''
}

test('a circle is two arcs about its centre', () => {
  const data = dataOf((path) => path.arc(40, 30, 2.5, 0, 2 * Math.PI))
  expect(data).toMatch(/^M/)
  expect(circlePath(data, 2)).toBe('m42.5 30a2.5 2.5 0 1 0 -5 0 2.5 2.5 0 1 0 5 0z')
})

test.each<[string, (path: Path2D) => void]>([
  ['a half circle', (path) => path.arc(40, 30, 2.5, 0, Math.PI)],
  ['an ellipse', (path) => path.ellipse(40, 30, 5, 2.5, 0, 0, 2 * Math.PI)],
  [
    'two circles',
    (path) => {
      for (const x of [10, 40]) path.arc(x, 30, 2.5, 0, 2 * Math.PI)
    },
  ],
  ['a square', (path) => path.rect(10, 10, 5, 5)],
])('%s is no circle', (_, draw) => {
  expect(circlePath(dataOf(draw), 2)).toBe(undefined)
})

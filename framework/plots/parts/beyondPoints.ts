import type { FigureAxis, FigureChart } from '../figure.ts'
import { isBeyond } from './axes/dataAxis.ts'

/** A point beyond the axes, and which way it lies. */
export interface BeyondPoint {
  x: number
  y: number
  colour: string
  towards: 'up' | 'down' | 'left' | 'right'
}

/** The points that a chart has no place for; lines leave the plot without more ado. */
export function beyondPoints({ data, options: { scales } }: FigureChart): BeyondPoint[] {
  return data.datasets.flatMap(({ data, showLine, pointBackgroundColor: colour }) => {
    if (showLine !== false || typeof colour !== 'string') return []
    return data.flatMap(({ x, y }): BeyondPoint[] => {
      if (x === null || y === null) return []
      const towards = isBeyond(y, scales.y)
        ? isTowardsEnd(y, scales.y)
          ? 'up'
          : 'down'
        : isBeyond(x, scales.x)
          ? isTowardsEnd(x, scales.x)
            ? 'right'
            : 'left'
          : null
      return towards === null ? [] : [{ x, y, colour, towards }]
    })
  })
}

function isTowardsEnd(value: number, { max, reverse }: FigureAxis): boolean {
  return value > max !== reverse
}

import type { FigureAxis, FigureChart } from '../figure.ts'
import { isBeyond } from './axes/dataAxis.ts'
import { runAt } from './runsOfPoints.ts'

/** A point beyond the axes, and which way it lies. */
export interface BeyondPoint {
  readonly x: number
  readonly y: number
  readonly colour: string
  readonly run?: string
  readonly towards: 'up' | 'down' | 'left' | 'right'
}

/** The points that a chart has no place for; lines leave the plot without more ado. */
export function beyondPoints({ data, options: { scales } }: FigureChart): BeyondPoint[] {
  return data.datasets.flatMap((dataset) => {
    const { data, showLine, pointBackgroundColor: colour } = dataset
    if (showLine !== false || typeof colour !== 'string') return []
    return data.flatMap(({ x, y }, at): BeyondPoint[] => {
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
      if (towards === null) return []
      const run = runAt(dataset, at)
      return [{ x, y, colour, towards, ...(run !== undefined && { run }) }]
    })
  })
}

function isTowardsEnd(value: number, { max, reverse }: FigureAxis): boolean {
  return value > max !== reverse
}

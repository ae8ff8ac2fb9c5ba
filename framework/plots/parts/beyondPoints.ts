import type { PointStyle } from 'chart.js'
import type { FigureAxis, FigureChart, FigureDataset } from '../figure.ts'
import { isBeyond } from './axes/dataAxis.ts'
import { runAt } from './runsOfPoints.ts'

/** A point beyond the axes, and which way it lies. */
export interface BeyondPoint {
  readonly x: number
  readonly y: number
  readonly colour: string
  readonly run?: string
  readonly towards: 'up' | 'down' | 'left' | 'right'
  /** Of means and medians, which are no arrow alone. */
  readonly marker?: BeyondMarker
}

/** A marker as Chart.js draws it, the radius in pixels and the rotation in degrees. */
interface BeyondMarker {
  readonly pointStyle: PointStyle
  readonly radius: number
  readonly rotation: number
}

/** The points that a chart has no place for; lines leave the plot without more ado. */
export function beyondPoints({ data, options: { scales } }: FigureChart): BeyondPoint[] {
  return data.datasets.flatMap((dataset) => {
    const { data, showLine, pointBackgroundColor: colour } = dataset
    if (showLine !== false || typeof colour !== 'string') return []
    const marker = markerOfMiddle(dataset)
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
      return [
        {
          ...{ x, y, colour, towards },
          ...(run !== undefined && { run }),
          ...(marker !== undefined && { marker }),
        },
      ]
    })
  })
}

function markerOfMiddle({
  isMiddle,
  pointStyle,
  pointRadius: radius,
  pointRotation: rotation = 0,
}: FigureDataset): BeyondMarker | undefined {
  const isPlain = typeof radius === 'number' && typeof rotation === 'number'
  return isMiddle === true && isPlain && typeof pointStyle === 'string'
    ? { pointStyle, radius, rotation }
    : undefined
}

function isTowardsEnd(value: number, { max, reverse }: FigureAxis): boolean {
  return value > max !== reverse
}

import type { FigureDataset } from '../figure.ts'
import { runsOfKept } from './runsOfPoints.ts'

/** Of a dataset, some points: by their places in it, and null for a gap before the next one. */
export function pickPoints(
  dataset: FigureDataset,
  places: readonly (number | null)[],
): FigureDataset {
  const { data, pointRadius, runs } = dataset
  const owners = places.map((place, at) => place ?? places[at + 1] ?? 0)
  return {
    ...dataset,
    data: places.map((place) =>
      place === null ? { x: null, y: null } : data[place],
    ) as typeof data,
    ...(Array.isArray(pointRadius) && {
      pointRadius: places.map((place) => (place === null ? 0 : pointRadius[place])),
    }),
    ...(runs && { runs: runsOfKept(dataset, owners) }),
  }
}

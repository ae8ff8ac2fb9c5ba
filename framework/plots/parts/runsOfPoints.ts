import type { FigureDataset } from '../figure.ts'

type Runs = NonNullable<FigureDataset['runs']>

/** The runs of points as datasets have them, from one for each point; an empty name is not a run. */
export function runsOfPoints(runs: readonly string[]): Runs {
  const begins = [...runs.keys()].filter((at) => runs[at] !== runs[at - 1])
  return begins.map((at) => [at, runs[at] as string])
}

/** The run of a point of a dataset; undefined where it is of none. */
export function runAt(
  { runs = [] }: Pick<FigureDataset, 'runs'>,
  point: number,
): string | undefined {
  let [from, to] = [0, runs.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((runs[middle] as Runs[number])[0] <= point) from = middle + 1
    else to = middle
  }
  return runs[from - 1]?.[1] || undefined
}

/** The runs of some points of a dataset, in their order. */
export function runsOfKept(dataset: Pick<FigureDataset, 'runs'>, kept: readonly number[]): Runs {
  return runsOfPoints(kept.map((point) => runAt(dataset, point) ?? ''))
}

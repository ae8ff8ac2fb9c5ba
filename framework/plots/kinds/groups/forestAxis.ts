import type { FigureAxis } from '../../figure.ts'
import { isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { extentOfBulk } from '../../parts/axes/bulk.ts'
import { type DataAxis, dataAxis, isBeyond } from '../../parts/axes/dataAxis.ts'
import type { Reference } from '../../parts/reference.ts'
import { type Estimate, type ForestRows, isModel, type Row } from './forestRows.ts'

interface ForestAxisOptions {
  readonly title: string
  readonly scale: ScaleChoice
  /** Whether extreme values may lie beyond it. Default: unless the scale is chosen. */
  readonly cuts: boolean | undefined
  readonly reference: Reference | undefined
  /** What is drawn on a kind of axis. */
  readonly rowsOn: (type: FigureAxis['type']) => ForestRows
}

/**
 * The axis of a forest. A few extreme models may lie beyond it, as on {@link dataAxis}, with the means that they have
 * drawn away; the mean over models that have no row is on it.
 */
export function forestAxis(
  estimates: readonly Estimate[],
  { title, scale, cuts, reference, rowsOn }: ForestAxisOptions,
): DataAxis {
  const values = estimates.map(({ value }) => value)
  const onAxis = (axis: FigureAxis): readonly Row[] => {
    const { rows } = rowsOn(axis.type)
    if (cuts === false) return rows
    const [low, high] = extentOfBulk(values, axis.type)
    return rows.filter((row) =>
      isModel(row) ? !isBeyond(row.value, axis) : row.value >= low && row.value <= high,
    )
  }
  const shown = rowsOn('linear').rows.filter(isModel)
  return dataAxis(
    shown.map(({ value }) => [value]),
    'x',
    {
      ...{ title, scale, cuts, gridLines: true, noun: 'model' },
      holding: (axis) => [
        ...(reference ? [reference.value] : []),
        ...onAxis(axis).map(({ value }) => value),
      ],
      intervalEnds: (axis) =>
        onAxis(axis)
          .flatMap(({ low, high }) => [low, high])
          .filter((end) => isDrawable(end, axis)),
    },
  )
}

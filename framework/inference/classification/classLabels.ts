import { ReportError } from '../../errors.ts'

/** The classes of events, by the index of a classifier's output. */
export interface ClassLabels {
  /** Of each event the index of its class; -1 where it has none. */
  readonly labels: Int32Array
  /** Events by class index. */
  readonly counts: ReadonlyMap<number, number>
}

/**
 * Labels as indices of classes: whole numbers from 0, and -1 or NaN for no label.
 *
 * @param where names the dataset, for the error
 * @throws {ReportError} LABELS_UNCLEAR naming the first event whose label is neither
 */
export function classLabels(values: ArrayLike<number>, where: string): ClassLabels {
  const labels = new Int32Array(values.length)
  const counts = new Map<number, number>()
  for (let event = 0; event < values.length; event++) {
    const value = values[event] as number
    if (Number.isNaN(value) || value === -1) {
      labels[event] = -1
      continue
    }
    if (value < 0 || (value | 0) !== value) {
      throw new ReportError(
        'LABELS_UNCLEAR',
        `The label of event ${event} in ${where} is ${value}: expected the index of its class, a whole number ` +
          "from 0 in the order of the model's outputs, or -1 or NaN for none.",
      )
    }
    labels[event] = value
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return { labels, counts: new Map([...counts].sort(([a], [b]) => a - b)) }
}

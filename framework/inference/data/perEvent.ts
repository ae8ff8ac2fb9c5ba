import { ReportError } from '../../errors.ts'
import { checkWeights } from '../../stats/roc/weights.ts'
import type { PerEvent, Split } from './dataset.ts'
import type { Hdf5Files } from './hdf5/hdf5Links.ts'
import { type RowsRead, readRows } from './hdf5/readRows.ts'
import type { RowReader } from './hdf5/rowReader.ts'
import type { Values } from './hdf5/values.ts'
import { openRows } from './openRows.ts'

/** The events that labels and weights belong to. */
export interface EventRows {
  readonly split: Split
  readonly datasets: Readonly<Record<string, string | null>>
  /** The name that the events were asked for by. */
  readonly name: string
  readonly rows: RowReader
  /** How many of them are read. */
  readonly nEvents: number
  /** What is read is added here. */
  readonly read: RowsRead[]
}

/**
 * The labels of events: those that the options name, else `Y_<split>` beside `X_<split>`. Of one-hot labels,
 * [events, classes], the index of the class; -1 for a row of zeros or of NaN, an event without a label.
 *
 * @throws {ReportError} DATASET_SHAPE unless there is one per event; `LABELS_UNCLEAR` for a row of several
 *   numbers that is not one-hot; and as `openRows` does
 */
export async function readLabels(
  files: Hdf5Files,
  events: EventRows,
): Promise<PerEvent | undefined> {
  const name = await labelsName(files, events)
  return name === undefined ? undefined : readPerEvent(files, name, 'label', events)
}

/**
 * The weights of events, where the options name them.
 *
 * @throws {ReportError} DATASET_SHAPE unless there is one per event, `WEIGHTS_INVALID` for negative
 *   ones, and as `openRows` does
 */
export async function readWeights(
  files: Hdf5Files,
  events: EventRows,
): Promise<PerEvent | undefined> {
  const name = events.datasets[`w_${events.split}`] ?? undefined
  if (name === undefined) return undefined
  const weights = await readPerEvent(files, name, 'weight', events)
  checkWeights(weights.values, events.nEvents, weights.where)
  return weights
}

async function labelsName(
  files: Hdf5Files,
  { split, datasets, name }: EventRows,
): Promise<string | undefined> {
  const named = datasets[`y_${split}`]
  if (named !== undefined) return named ?? undefined
  const conventional = `Y_${split}`
  const isThere = name === `X_${split}` && (await files.find(conventional)) !== undefined
  return isThere ? conventional : undefined
}

async function readPerEvent(
  files: Hdf5Files,
  name: string,
  what: string,
  { rows: events, nEvents, read }: EventRows,
): Promise<PerEvent> {
  const rows = await openRows(files, name)
  const mayBeOneHot = what === 'label' && rows.width > 1
  if ((rows.width !== 1 && !mayBeOneHot) || rows.nRows !== events.nRows) {
    throw new ReportError(
      'DATASET_SHAPE',
      `The ${rows.where} has shape [${rows.shape.join(', ')}]; expected one ${what} for each of ` +
        `${events.nRows} events.`,
    )
  }
  const values = new Float64Array(nEvents)
  const take = (block: Values, firstRow: number) => {
    if (mayBeOneHot) decodeOneHot(block, rows, firstRow, values)
    else values.set(block, firstRow)
  }
  read.push(readRows(rows, nEvents, take))
  return { name, where: rows.where, values, ...(mayBeOneHot && { nClasses: rows.width }) }
}

function decodeOneHot(
  block: Values,
  { width, where }: RowReader,
  firstRow: number,
  labels: Float64Array,
): void {
  for (let row = 0; row < block.length / width; row++) {
    const cells = block.subarray(row * width, (row + 1) * width)
    if (cells.every(Number.isNaN)) {
      labels[firstRow + row] = -1
      continue
    }
    const isOneHot = cells.every((cell) => cell === 0 || cell === 1)
    if (!isOneHot || cells.indexOf(1) !== cells.lastIndexOf(1)) {
      throw new ReportError(
        'LABELS_UNCLEAR',
        `The labels of event ${firstRow + row} in ${where} are ${[...cells].slice(0, 8).join(', ')}: expected one ` +
          'label per event, or one-hot labels, a single 1 among zeros (all zeros or all NaN: none).',
      )
    }
    labels[firstRow + row] = cells.indexOf(1)
  }
}

import { ReportError } from '../../errors.ts'
import type { DatasetOptions, PerEvent } from './dataset.ts'
import { Hdf5Files } from './hdf5/hdf5Links.ts'
import { type RowsRead, readRows } from './hdf5/readRows.ts'
import type { RowReader } from './hdf5/rowReader.ts'
import type { Values } from './hdf5/values.ts'
import { AS_THEY_ARE, type Normalisation, NormalisationBuilder } from './normalisation.ts'
import { openRows } from './openRows.ts'
import { readLabels, readWeights } from './perEvent.ts'

interface RowsParts {
  readonly files: Hdf5Files
  readonly rows: RowReader
  nEvents: number
  readonly labels: PerEvent | undefined
  readonly weights: PerEvent | undefined
  readonly normalisation: Normalisation
  readonly read: readonly RowsRead[]
}

/** A batch of rows. Arrays have room for `capacity` events; whoever reads batches reuses them. */
export interface RowBatch {
  /** Index, within the split, of the batch's first event. */
  firstEvent: number
  nEvents: number
  readonly capacity: number
  /** [capacity, columns], in double precision where the file has more than float32. */
  readonly features: Values
  /** [capacity]: 0 where the row held a NaN or an infinity; such a row is all zeros here. */
  readonly isValid: Uint8Array
}

/** One split of an HDF5 file whose rows are what a model takes as its one input. */
export class RowsDataset {
  nEvents: number
  /** Numbers per event. */
  readonly columns: number
  readonly labels: Float64Array | undefined
  readonly labelsName: string | undefined
  /** Names that dataset and its file, for messages. */
  readonly labelsWhere: string | undefined
  /** The columns of one-hot labels; undefined of others. */
  readonly labelColumns: number | undefined
  readonly weights: Float64Array | undefined
  readonly weightsName: string | undefined
  readonly normalisation: Normalisation
  readonly where: string
  readonly #parts: RowsParts

  constructor(parts: RowsParts) {
    this.nEvents = parts.nEvents
    this.columns = parts.rows.width
    this.labels = parts.labels?.values
    this.labelsName = parts.labels?.name
    this.labelsWhere = parts.labels?.where
    this.labelColumns = parts.labels?.nClasses
    this.weights = parts.weights?.values
    this.weightsName = parts.weights?.name
    this.normalisation = parts.normalisation
    this.where = parts.rows.where
    this.#parts = parts
  }

  get files(): readonly string[] {
    return this.#parts.files.paths
  }

  /**
   * An empty batch with room for `capacity` rows.
   *
   * @throws {ReportError} DATA_READ_FAILED
   */
  createBatch(capacity: number): RowBatch {
    const length = capacity * this.columns
    const isDouble = this.#parts.rows.read(0, 1).values instanceof Float64Array
    const features = isDouble ? new Float64Array(length) : new Float32Array(length)
    return { firstEvent: 0, nEvents: 0, capacity, features, isValid: new Uint8Array(capacity) }
  }

  /**
   * Fills `batch` with the rows from `firstEvent` on, as many as it has room for and the split has left.
   *
   * @throws {ReportError} DATA_READ_FAILED
   */
  read(firstEvent: number, batch: RowBatch): void {
    const { rows } = this.#parts
    const { columns } = this
    const end = Math.min(firstEvent + batch.capacity, this.nEvents)
    batch.firstEvent = firstEvent
    batch.nEvents = end - firstEvent
    for (let event = firstEvent; event < end; ) {
      const { values, nRows } = rows.read(event, end)
      batch.features.set(values, (event - firstEvent) * columns)
      event += nRows
    }
    for (let i = 0; i < batch.nEvents; i++) {
      const row = batch.features.subarray(i * columns, (i + 1) * columns)
      const isValid = row.every((value) => Number.isFinite(Math.fround(value)))
      batch.isValid[i] = isValid ? 1 : 0
      if (!isValid) row.fill(0)
    }
  }

  /** Everything that is read, with its hash. Reads all events once. */
  digest(): { readonly events: RowsRead; readonly others: readonly RowsRead[] } {
    return { events: readRows(this.#parts.rows, this.nEvents), others: this.#parts.read }
  }

  close(): void {
    this.#parts.files.close()
  }
}

/**
 * Opens one split of an HDF5 file of plain rows; axes after the first are taken together. Close it after
 * use.
 *
 * @throws {ReportError} as `openDataset` does, and `DATASET_SHAPE` where the normalisation has another
 *   number of columns
 */
export async function openRowsDataset(options: DatasetOptions): Promise<RowsDataset> {
  const { path, split = 'test', datasets = {}, norm = AS_THEY_ARE } = options
  const files = new Hdf5Files(path, options)
  try {
    const name = datasets[`x_${split}`] ?? `X_${split}`
    const rows = await openRows(files, name)
    if (rows.nRows === 0) {
      throw new ReportError(
        'EMPTY_SPLIT',
        `The ${rows.where} holds no events: choose another split or file.`,
      )
    }
    const nEvents = Math.min(rows.nRows, options.maxSamples ?? rows.nRows)
    const read: RowsRead[] = []
    const events = { split, datasets, name, rows, nEvents, read }
    const labels = await readLabels(files, events)
    const weights = await readWeights(files, events)
    const normalisation =
      norm === 'zscore'
        ? zScoreOf(await openRows(files, datasets.x_train ?? 'X_train'), rows, read)
        : norm
    checkColumns(normalisation, rows)
    return new RowsDataset({ files, rows, nEvents, labels, weights, normalisation, read })
  } catch (error) {
    files.close()
    throw error
  }
}

function zScoreOf(train: RowReader, rows: RowReader, read: RowsRead[]): Normalisation {
  if (train.width !== rows.width) {
    throw new ReportError(
      'DATASET_SHAPE',
      `The ${train.where} has ${train.width} columns, but the ${rows.where} has ${rows.width}: the ` +
        'z-score of the one does not fit the other.',
    )
  }
  const columns = Array.from({ length: rows.width }, (_, column) => `column ${column}`)
  const builder = new NormalisationBuilder(columns)
  read.push(
    readRows(train, train.nRows, (values, firstRow) => {
      for (let row = 0; row < values.length / train.width; row++) {
        builder.add(values.subarray(row * train.width, (row + 1) * train.width), firstRow + row)
      }
    }),
  )
  return builder.finish(train.where)
}

function checkColumns({ mean }: Normalisation, rows: RowReader): void {
  if (mean.length === 0 || mean.length === rows.width) return
  throw new ReportError(
    'DATASET_SHAPE',
    `The ${rows.where} has ${rows.width} columns, but data.norm has ${mean.length} means: give one ` +
      'for each column.',
  )
}

import type { File } from 'h5wasm/node'
import { ReportError } from '../../errors.ts'
import { type EventBatch, type EventShape, N_FEATURES } from './eventBatch.ts'
import { hasDataset, openHdf5, RowReader } from './hdf5.ts'
import { type Normalisation, NormalisationBuilder } from './normalisation.ts'

export type Split = 'train' | 'val' | 'test'

export interface DatasetOptions {
  /** The HDF5 file. */
  path: string
  /** Which events to read. Default `test`. */
  split?: Split
  /**
   * Names of the file's datasets: `x_train`, `x_val`, `x_test`, and optionally labels `y_train`,
   * `y_val`, `y_test`. Default `X_<split>`. Labels that are not named are taken from `Y_<split>`
   * if the events are called `X_<split>` and the file has it.
   */
  datasets?: Readonly<Record<string, string | null>>
  /** Tokens an event. Default 18. */
  nTokens?: number
  /** Event-wise numbers. Default 2. */
  nGlobals?: number
  /** `zscore` computes it from the train split; else what is given. Default `zscore`. */
  norm?: 'zscore' | Normalisation
  /** Read only the first so many events of the split; the normalisation still uses all of train. */
  maxSamples?: number
}

interface DatasetParts extends EventShape {
  file: File
  rows: RowReader
  /** Name of the events' dataset in the file. */
  name: string
  split: Split
  nEvents: number
  labels: Float64Array | undefined
  normalisation: Normalisation
}

/**
 * One split of an HDF5 file of events, read in place. A row is `nTokens` ids, `nGlobals` globals
 * and `nTokens` × (E, pT, eta, phi), as float32 or float64. Made by `openDataset`.
 */
export class Dataset implements EventShape {
  readonly path: string
  readonly split: Split
  readonly nEvents: number
  readonly nTokens: number
  readonly nGlobals: number
  readonly normalisation: Normalisation
  /** One a event, or undefined if the file has none for this split. */
  readonly labels: Float64Array | undefined
  readonly #file: File
  readonly #rows: RowReader
  readonly #name: string
  /** A row that stands for one that is not valid. */
  readonly #padding: Float32Array

  constructor(parts: DatasetParts) {
    this.path = parts.file.filename
    this.split = parts.split
    this.nEvents = parts.nEvents
    this.nTokens = parts.nTokens
    this.nGlobals = parts.nGlobals
    this.normalisation = parts.normalisation
    this.labels = parts.labels
    this.#file = parts.file
    this.#rows = parts.rows
    this.#name = parts.name
    this.#padding = new Float32Array(parts.rows.width)
  }

  /**
   * Fills `batch` with the events from `firstEvent` on, as many as it has room for and the split
   * has left, and returns their number. A row with a NaN or an infinity becomes an event of
   * padding that is marked as not valid.
   *
   * @throws {ReportError} `INVALID_TOKEN_ID` for an id that is negative, not whole or beyond int32,
   *   `DATA_READ_FAILED` where the file is damaged
   */
  read(firstEvent: number, batch: EventBatch): number {
    const end = Math.min(firstEvent + batch.capacity, this.nEvents)
    batch.firstEvent = firstEvent
    batch.nEvents = end - firstEvent
    const { width } = this.#rows
    for (let event = firstEvent; event < end; ) {
      const { values, nRows } = this.#rows.read(event, end)
      for (let row = 0; row < nRows; row++, event++) {
        this.#unpack(values.subarray(row * width, (row + 1) * width), batch, event)
      }
    }
    return batch.nEvents
  }

  close(): void {
    this.#file.close()
  }

  #unpack(row: Float32Array | Float64Array, batch: EventBatch, event: number): void {
    const { nTokens, nGlobals } = this
    const slot = event - batch.firstEvent
    let sum = 0
    for (let i = 0; i < row.length; i++) sum += row[i] as number
    const isValid = Number.isFinite(sum)
    const values = isValid ? row : this.#padding
    batch.isValid[slot] = isValid ? 1 : 0
    for (let i = 0; i < nTokens; i++) {
      const id = values[i] as number
      if (id < 0 || (id | 0) !== id) this.#refuseId(id, event)
      batch.ids[slot * nTokens + i] = id
    }
    batch.globals.set(values.subarray(nTokens, nTokens + nGlobals), slot * nGlobals)
    batch.features.set(values.subarray(nTokens + nGlobals), slot * nTokens * N_FEATURES)
  }

  #refuseId(id: number, event: number): never {
    throw new ReportError(
      'INVALID_TOKEN_ID',
      `Token id ${id} in row ${event} of dataset ${this.#name} of ${this.path}: ids are whole ` +
        'numbers from 0 (padding) up. A model would look up a wrong embedding for it; mend the file.',
    )
  }
}

/**
 * Opens one split of an HDF5 file of events, checks its layout, reads its labels and computes the
 * normalisation from the train split. Close it after use.
 *
 * @throws {ReportError} `DATA_FILE_NOT_FOUND`, `DATA_FILE_UNREADABLE`, `DATASET_NOT_FOUND`,
 *   `DATASET_SHAPE`, `EMPTY_SPLIT`, `NORMALISATION_NOT_FINITE`, `DATA_READ_FAILED`
 */
export async function openDataset(options: DatasetOptions): Promise<Dataset> {
  const { split = 'test', datasets = {}, nTokens = 18, nGlobals = 2, norm = 'zscore' } = options
  const file = await openHdf5(options.path)
  try {
    const shape = { nTokens, nGlobals }
    const name = datasets[`x_${split}`] ?? `X_${split}`
    const rows = openEvents(file, name, shape)
    const labels = readLabels(file, labelsName(file, split, datasets, name), rows.nRows)
    const nEvents = Math.min(rows.nRows, options.maxSamples ?? rows.nRows)
    return new Dataset({
      ...shape,
      file,
      rows,
      name,
      split,
      nEvents,
      labels: labels?.subarray(0, nEvents),
      normalisation:
        norm === 'zscore' ? zScoreOf(file, datasets.x_train ?? 'X_train', shape) : norm,
    })
  } catch (error) {
    file.close()
    throw error
  }
}

function openEvents(file: File, name: string, { nTokens, nGlobals }: EventShape): RowReader {
  const rows = new RowReader(file, name)
  const expected = nTokens + nGlobals + nTokens * N_FEATURES
  if (rows.width !== expected) {
    throw new ReportError(
      'DATASET_SHAPE',
      `Dataset ${name} of ${file.filename} has ${rows.width} columns; expected ${expected}: ` +
        `${nTokens} ids, ${nGlobals} globals and ${nTokens} × ${N_FEATURES} features. ` +
        'Check data.n_tokens and data.globals.size.',
    )
  }
  if (rows.nRows === 0) {
    throw new ReportError(
      'EMPTY_SPLIT',
      `Dataset ${name} of ${file.filename} holds no events: choose another split or file.`,
    )
  }
  return rows
}

function labelsName(
  file: File,
  split: Split,
  datasets: Readonly<Record<string, string | null>>,
  events: string,
): string | undefined {
  const named = datasets[`y_${split}`]
  if (named !== undefined) return named ?? undefined
  const conventional = `Y_${split}`
  return events === `X_${split}` && hasDataset(file, conventional) ? conventional : undefined
}

function readLabels(
  file: File,
  name: string | undefined,
  nEvents: number,
): Float64Array | undefined {
  if (name === undefined) return undefined
  const rows = new RowReader(file, name)
  if (rows.width !== 1 || rows.nRows !== nEvents) {
    throw new ReportError(
      'DATASET_SHAPE',
      `Dataset ${name} of ${file.filename} has shape [${rows.nRows}, ${rows.width}]; expected one ` +
        `label for each of ${nEvents} events.`,
    )
  }
  const labels = new Float64Array(nEvents)
  for (let event = 0; event < nEvents; ) {
    const { values, nRows } = rows.read(event, nEvents)
    labels.set(values, event)
    event += nRows
  }
  return labels
}

function zScoreOf(file: File, name: string, shape: EventShape): Normalisation {
  const rows = openEvents(file, name, shape)
  const builder = new NormalisationBuilder()
  for (let event = 0; event < rows.nRows; ) {
    const { values, nRows } = rows.read(event, rows.nRows)
    for (let row = 0; row < nRows; row++, event++) {
      const end = (row + 1) * rows.width
      builder.add(values.subarray(end - shape.nTokens * N_FEATURES, end), event)
    }
  }
  return builder.finish(`dataset ${name} of ${file.filename}`)
}

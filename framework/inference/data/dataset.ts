import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { COUNT, FINITE, TEXT, YES_OR_NO } from '../../text/checkOptions.ts'
import { recordOf } from '../../text/schema/recordOf.ts'
import { type EventBatch, type EventShape, N_FEATURES } from './eventBatch.ts'
import type { Hdf5Files } from './hdf5/hdf5Links.ts'
import { type RowsRead, readRows } from './hdf5/readRows.ts'
import type { RowReader } from './hdf5/rowReader.ts'
import type { Normalisation } from './normalisation.ts'

/** Labels that belong to events of another name, if they are not those of this split. */
const OTHER_LABELS = /^Y_(train|val|test)$/

export type Split = 'train' | 'val' | 'test'

/**
 * What a row of the data is: ids, globals and features of `tokens`, or, as `rows`, whatever a model takes
 * as its one input.
 */
export type Layout = 'tokens' | 'rows'

export interface DatasetOptions {
  /** The HDF5 file. */
  readonly path: string
  /** Default `tokens`. */
  readonly layout?: Layout
  /** Which events to read. Default `test`. */
  readonly split?: Split
  /**
   * Names of datasets: `x_train`, `x_val`, `x_test`, and optionally labels `y_train`, `y_val`,
   * `y_test` and event weights `w_train`, `w_val`, `w_test`. A name may lead into groups (`test/x`) and to a file
   * beside this one (`other.h5::test/x`). Default `X_<split>`. Labels that are not named are taken from `Y_<split>`
   * if the events are called `X_<split>` and the file has it; null means none. Weights are never taken unless they
   * are named.
   */
  readonly datasets?: Readonly<Record<string, string | null>>
  /** Tokens per event. Default 18. */
  readonly nTokens?: number
  /** Event-wise numbers. Default 2. */
  readonly nGlobals?: number
  /** `zscore` computes it from the train split; else what is given. Default `zscore`; plain rows stay as they are. */
  readonly norm?: 'zscore' | Normalisation
  /**
   * Whether links, virtual datasets and names of datasets may lead out of the folder of the file,
   * `security.follow_external`. Default false.
   */
  readonly followExternal?: boolean
  /** Read only the first so many events of the split; the normalisation still uses all of train. */
  readonly maxSamples?: number
}

/** What these options take, for functions that are given them. */
export const DATASET_OPTIONS = {
  path: TEXT,
  layout: v.picklist(['tokens', 'rows']),
  split: v.picklist(['train', 'val', 'test']),
  datasets: recordOf(v.nullable(TEXT)),
  nTokens: FINITE,
  nGlobals: FINITE,
  norm: v.union([v.literal('zscore'), v.looseObject({})]),
  followExternal: YES_OR_NO,
  maxSamples: COUNT,
}

interface DatasetParts extends EventShape {
  readonly path: string
  readonly files: Hdf5Files
  readonly rows: RowReader
  /** The name that the events were asked for by. */
  readonly name: string
  /** Whether the options say that there are no labels. */
  readonly withoutLabels: boolean
  readonly split: Split
  readonly nEvents: number
  readonly labels: PerEvent | undefined
  readonly weights: PerEvent | undefined
  readonly normalisation: Normalisation
  /** What was read of the train split and the labels. */
  readonly read: readonly RowsRead[]
}

/** A number for each event: labels or weights. */
export interface PerEvent {
  /** Of the dataset. */
  readonly name: string
  /** Names the dataset and the file that holds it, for messages. */
  readonly where: string
  readonly values: Float64Array
  /** Of one-hot labels: their columns. */
  readonly nClasses?: number
}

/**
 * One split of an HDF5 file of events, read in place. A row is `nTokens` ids, `nGlobals` globals
 * and `nTokens` × (E, pT, eta, phi), in any type of numbers. Made by `openDataset`.
 */
export class Dataset implements EventShape {
  readonly path: string
  readonly split: Split
  readonly nEvents: number
  readonly nTokens: number
  readonly nGlobals: number
  readonly normalisation: Normalisation
  /** One per event, or undefined if the file has none for this split. */
  readonly labels: Float64Array | undefined
  /** The name of the labels' dataset. */
  readonly labelsName: string | undefined
  /** Names that dataset and its file, for messages. */
  readonly labelsWhere: string | undefined
  /** The columns of one-hot labels; undefined of others. */
  readonly labelColumns: number | undefined
  /** One per event, none negative, or undefined if the options name none. */
  readonly weights: Float64Array | undefined
  /** The name of the weights' dataset. */
  readonly weightsName: string | undefined
  /** Names the events' dataset and its file, for messages. */
  readonly where: string
  readonly #parts: DatasetParts
  /** A row that stands for one that is not valid. */
  readonly #padding: Float32Array

  constructor(parts: DatasetParts) {
    this.path = parts.path
    this.split = parts.split
    this.nEvents = parts.nEvents
    this.nTokens = parts.nTokens
    this.nGlobals = parts.nGlobals
    this.normalisation = parts.normalisation
    this.labels = parts.labels?.values
    this.labelsName = parts.labels?.name
    this.labelsWhere = parts.labels?.where
    this.labelColumns = parts.labels?.nClasses
    this.weights = parts.weights?.values
    this.weightsName = parts.weights?.name
    this.where = parts.rows.where
    this.#parts = parts
    this.#padding = new Float32Array(parts.rows.width)
  }

  /** The files that the data are read from, with those that they refer to: the one named first. */
  get files(): readonly string[] {
    return this.#parts.files.paths
  }

  /**
   * Fills `batch` with the events from `firstEvent` on, as many as it has room for and the split
   * has left, and returns their number. A row with a NaN or an infinity becomes an event of
   * padding that is marked as not valid.
   *
   * @throws {ReportError} INVALID_TOKEN_ID for an id that is negative, not whole or beyond int32,
   *   `DATA_READ_FAILED` where the file cannot be read
   */
  read(firstEvent: number, batch: EventBatch): number {
    const end = Math.min(firstEvent + batch.capacity, this.nEvents)
    batch.firstEvent = firstEvent
    batch.nEvents = end - firstEvent
    const { rows } = this.#parts
    for (let event = firstEvent; event < end; ) {
      const { values, nRows } = rows.read(event, end)
      for (let row = 0; row < nRows; row++, event++) {
        this.#unpack(values.subarray(row * rows.width, (row + 1) * rows.width), batch, event)
      }
    }
    return batch.nEvents
  }

  /**
   * Everything that this dataset reads, with its hash: the events, and what opening it has read.
   * Reads all events once.
   *
   * @throws {ReportError} DATA_READ_FAILED
   */
  digest(): { readonly events: RowsRead; readonly others: readonly RowsRead[] } {
    return { events: readRows(this.#parts.rows, this.nEvents), others: this.#parts.read }
  }

  /** Names of datasets beside the events that may be their labels: those of one number per event. */
  async findPossibleLabels(): Promise<string[]> {
    const { files, name, rows, withoutLabels } = this.#parts
    if (withoutLabels) return []
    const shapes = [...(await files.shapesBeside(name))]
    return shapes.flatMap(([other, [nRows, ...columns]]) => {
      const fits = nRows === rows.nRows && columns.every((n) => n === 1)
      return fits && !OTHER_LABELS.test(other) ? [other] : []
    })
  }

  close(): void {
    this.#parts.files.close()
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
      `Token id ${id} in row ${event} of ${this.where}: ids are whole numbers from 0 (padding) up, ` +
        'and come first in a row. A model would look up a wrong embedding for it; mend the file.',
    )
  }
}

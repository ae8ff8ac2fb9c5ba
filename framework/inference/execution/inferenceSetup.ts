import type { DatasetOptions } from '../data/dataset.ts'
import type { FileState } from '../data/fileStates.ts'
import type { RowsRead } from '../data/hdf5/readRows.ts'
import type { LabelSummary } from '../data/labels.ts'
import type { InferenceOptions } from './inferenceOptions.ts'
import type { ModelKind } from './modelResult.ts'

/** What all models of a report share, worked out once. Plain data: it goes to other processes. */
export interface InferenceSetup<Kind extends ModelKind = ModelKind> {
  readonly kind: Kind
  /** Where and how to read the events, normalisation included. */
  readonly data: DatasetOptions
  readonly nEvents: number
  /** What the labels say to an anomaly score. */
  readonly labels: LabelSummary | undefined
  readonly options: InferenceOptions
  /** What is read of the data, by content: with other data, models are run again. */
  readonly contents: { readonly events: RowsRead; readonly others: readonly RowsRead[] }
  /** The data file, and the files that it refers to, as they were before their content was read. */
  readonly files: readonly FileState[]
  /** The folder of finished results; undefined keeps none. */
  readonly cacheDir: string | undefined
  /** What the user should know, such as labels that are of one class. */
  readonly notes: readonly string[]
  /** What models are run over, such as the labels and their counts, a sentence each. */
  readonly methods: readonly string[]
}

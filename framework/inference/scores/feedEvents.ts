import { COUNT, checkArguments, checkOptions, objectOf } from '../../text/checkOptions.ts'
import { DATASET_OPTIONS, Dataset, type DatasetOptions } from '../data/dataset.ts'
import { createEventBatch } from '../data/eventBatch.ts'
import { normalise } from '../data/normalisation.ts'
import { openDataset } from '../data/openDataset.ts'
import { openRowsDataset, type RowsDataset } from '../data/rowsDataset.ts'
import type { ModelInput } from '../model/modelInputs.ts'

/** A batch of events as a model takes them. All arrays are reused: take what you need before the next. */
export interface FedBatch {
  /** Index, within the split, of the batch's first event. */
  readonly firstEvent: number
  /** [nEvents]: 0 where the row held a NaN or an infinity. */
  readonly isValid: Uint8Array
  readonly input: ModelInput
}

/**
 * Opens one split of events of tokens or of plain rows, as `options.layout` says. Close it after use.
 *
 * @throws {ReportError} as `openDataset` and `openRowsDataset` do
 */
export async function openEvents(
  options: DatasetOptions & { readonly layout: 'rows' },
): Promise<RowsDataset>
export async function openEvents(options: DatasetOptions): Promise<Dataset | RowsDataset>
export async function openEvents(options: DatasetOptions): Promise<Dataset | RowsDataset> {
  checkOptions('OPTION_INVALID', 'openEvents', options, DATASET_OPTIONS, ['path'])
  return options.layout === 'rows' ? openRowsDataset(options) : openDataset(options)
}

const EVENTS = objectOf('a dataset, as openEvents returns it')

/**
 * The events of a split in batches, normalised.
 *
 * @throws {ReportError} as reading them does
 */
export function feedEvents(events: Dataset | RowsDataset, batchSize: number): Generator<FedBatch> {
  const data = { events, batchSize }
  checkArguments('OPTION_INVALID', 'feedEvents', data, { events: EVENTS, batchSize: COUNT })
  const capacity = Math.min(batchSize, events.nEvents)
  return events instanceof Dataset ? feedTokens(events, capacity) : feedRows(events, capacity)
}

function* feedTokens(dataset: Dataset, capacity: number): Generator<FedBatch> {
  const batch = createEventBatch(dataset, capacity)
  const features = new Float32Array(batch.features.length)
  const { ids, globals, isValid } = batch
  for (let firstEvent = 0; firstEvent < dataset.nEvents; firstEvent += capacity) {
    const nEvents = dataset.read(firstEvent, batch)
    normalise(batch.features, features.length, dataset.normalisation, features)
    yield { firstEvent, isValid, input: { nEvents, firstEvent, features, ids, globals } }
  }
}

const NO_TOKENS = { ids: new Int32Array(0), globals: new Float32Array(0) }

function* feedRows(rows: RowsDataset, capacity: number): Generator<FedBatch> {
  const batch = rows.createBatch(capacity)
  const { isValid } = batch
  const features = new Float32Array(batch.features.length)
  const isNormalised = rows.normalisation.mean.length > 0
  for (let firstEvent = 0; firstEvent < rows.nEvents; firstEvent += capacity) {
    rows.read(firstEvent, batch)
    const { nEvents } = batch
    if (isNormalised) {
      normalise(batch.features, nEvents * rows.columns, rows.normalisation, features)
    } else features.set(batch.features)
    yield { firstEvent, isValid, input: { nEvents, firstEvent, features, ...NO_TOKENS } }
  }
}

import { ReportError } from '../../errors.ts'
import { checkOptions } from '../../text/checkOptions.ts'
import { DATASET_OPTIONS, Dataset, type DatasetOptions } from './dataset.ts'
import { type EventShape, N_FEATURES } from './eventBatch.ts'
import { Hdf5Files } from './hdf5/hdf5Links.ts'
import { type RowsRead, readRows } from './hdf5/readRows.ts'
import type { RowReader } from './hdf5/rowReader.ts'
import { asFloat32, type Normalisation, NormalisationBuilder } from './normalisation.ts'
import { openRows } from './openRows.ts'
import { readLabels, readWeights } from './perEvent.ts'

/**
 * Opens one split of an HDF5 file of events, checks its layout, reads its labels and computes the
 * normalisation from the train split. Close it after use.
 *
 * @throws {ReportError} DATA_FILE_NOT_FOUND, `DATA_FILE_UNREADABLE`, `DATA_SOURCE_MISSING`,
 *   `DATASET_NOT_FOUND`, `DATASET_SHAPE`, `DATASET_TYPE`, `DATASET_FILTER`, `EMPTY_SPLIT`,
 *   `NORMALISATION_NOT_FINITE`, `DATA_READ_FAILED`
 */
export async function openDataset(options: DatasetOptions): Promise<Dataset> {
  checkOptions('OPTION_INVALID', 'openDataset', options, DATASET_OPTIONS, ['path'])
  const { split = 'test', datasets = {}, nTokens = 18, nGlobals = 2, norm = 'zscore' } = options
  const files = new Hdf5Files(options.path, options)
  try {
    const shape = { nTokens, nGlobals }
    const name = datasets[`x_${split}`] ?? `X_${split}`
    const rows = await openEvents(files, name, shape)
    const nEvents = Math.min(rows.nRows, options.maxSamples ?? rows.nRows)
    const read: RowsRead[] = []
    const events = { split, datasets, name, rows, nEvents, read }
    const labels = await readLabels(files, events)
    const weights = await readWeights(files, events)
    const normalisation =
      norm === 'zscore' ? await zScoreOf(files, datasets.x_train ?? 'X_train', shape, read) : norm
    const { path } = options
    const withoutLabels = datasets[`y_${split}`] === null
    return new Dataset({
      ...shape,
      path,
      files,
      rows,
      name,
      withoutLabels,
      split,
      nEvents,
      labels,
      weights,
      normalisation,
      read,
    })
  } catch (error) {
    files.close()
    throw error
  }
}

async function openEvents(
  files: Hdf5Files,
  name: string,
  { nTokens, nGlobals }: EventShape,
  advice?: string,
): Promise<RowReader> {
  const rows = await openRows(files, name, advice)
  const expected = nTokens + nGlobals + nTokens * N_FEATURES
  if (rows.width !== expected) {
    throw new ReportError(
      'DATASET_SHAPE',
      `The ${rows.where} has ${rows.width} columns; expected ${expected}: ${nTokens} ids, ` +
        `${nGlobals} globals and ${nTokens} × ${N_FEATURES} features. ` +
        'Check data.n_tokens and data.globals.size.',
    )
  }
  if (rows.nRows === 0) {
    throw new ReportError(
      'EMPTY_SPLIT',
      `The ${rows.where} holds no events: choose another split or file.`,
    )
  }
  return rows
}

async function zScoreOf(
  files: Hdf5Files,
  name: string,
  shape: EventShape,
  read: RowsRead[],
): Promise<Normalisation> {
  const advice =
    ' Where there is no train split, give its z-score: data.norm={mean: […], std: […]}.'
  const rows = await openEvents(files, name, shape, advice)
  const builder = new NormalisationBuilder()
  read.push(
    readRows(rows, rows.nRows, (values, firstRow) => {
      for (let row = 0; row < values.length / rows.width; row++) {
        const end = (row + 1) * rows.width
        builder.add(values.subarray(end - shape.nTokens * N_FEATURES, end), firstRow + row)
      }
    }),
  )
  return asFloat32(builder.finish(rows.where))
}

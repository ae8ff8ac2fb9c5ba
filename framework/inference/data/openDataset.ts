import { ReportError } from '../../errors.ts'
import { Dataset, type DatasetOptions, type Labels, type Split } from './dataset.ts'
import { type EventShape, N_FEATURES } from './eventBatch.ts'
import { Hdf5Files } from './hdf5/hdf5Links.ts'
import { type RowsRead, readRows } from './hdf5/readRows.ts'
import { RowReader } from './hdf5/rowReader.ts'
import { type Normalisation, NormalisationBuilder } from './normalisation.ts'

/**
 * Opens one split of an HDF5 file of events, checks its layout, reads its labels and computes the
 * normalisation from the train split. Close it after use.
 *
 * @throws {ReportError} `DATA_FILE_NOT_FOUND`, `DATA_FILE_UNREADABLE`, `DATA_SOURCE_MISSING`,
 *   `DATASET_NOT_FOUND`, `DATASET_SHAPE`, `DATASET_TYPE`, `DATASET_FILTER`, `EMPTY_SPLIT`,
 *   `NORMALISATION_NOT_FINITE`, `DATA_READ_FAILED`
 */
export async function openDataset(options: DatasetOptions): Promise<Dataset> {
  const { split = 'test', datasets = {}, nTokens = 18, nGlobals = 2, norm = 'zscore' } = options
  const files = new Hdf5Files(options.path)
  try {
    const shape = { nTokens, nGlobals }
    const name = datasets[`x_${split}`] ?? `X_${split}`
    const rows = await openEvents(files, name, shape)
    const nEvents = Math.min(rows.nRows, options.maxSamples ?? rows.nRows)
    const read: RowsRead[] = []
    const labels = await readLabels(files, await labelsName(files, split, datasets, name), {
      ofFile: rows.nRows,
      wanted: nEvents,
      read,
    })
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
      normalisation,
      read,
    })
  } catch (error) {
    files.close()
    throw error
  }
}

async function openRows(files: Hdf5Files, name: string, advice = ''): Promise<RowReader> {
  const found = await files.find(name)
  if (found) return new RowReader(found)
  const { path, names } = await files.beside(name)
  throw new ReportError(
    'DATASET_NOT_FOUND',
    `There is no dataset ${name} of ${path}; it has: ${names.join(', ') || 'nothing'}. ` +
      `Name the right one under data.datasets.${advice}`,
  )
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

async function labelsName(
  files: Hdf5Files,
  split: Split,
  datasets: Readonly<Record<string, string | null>>,
  events: string,
): Promise<string | undefined> {
  const named = datasets[`y_${split}`]
  if (named !== undefined) return named ?? undefined
  const conventional = `Y_${split}`
  const isThere = events === `X_${split}` && (await files.find(conventional)) !== undefined
  return isThere ? conventional : undefined
}

async function readLabels(
  files: Hdf5Files,
  name: string | undefined,
  { ofFile, wanted, read }: { ofFile: number; wanted: number; read: RowsRead[] },
): Promise<Labels | undefined> {
  if (name === undefined) return undefined
  const rows = await openRows(files, name)
  if (rows.width !== 1 || rows.nRows !== ofFile) {
    throw new ReportError(
      'DATASET_SHAPE',
      `The ${rows.where} has shape [${rows.nRows}, ${rows.width}]; expected one label for each of ` +
        `${ofFile} events.`,
    )
  }
  const values = new Float64Array(wanted)
  read.push(readRows(rows, wanted, (block, firstRow) => values.set(block, firstRow)))
  return { name, values }
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
  return builder.finish(rows.where)
}

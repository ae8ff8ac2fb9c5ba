import type { Dataset } from '../data/dataset.ts'
import { createEventBatch } from '../data/eventBatch.ts'
import { stateOfFiles } from '../data/fileStates.ts'
import {
  areAllOfTwoClasses,
  labelsNote,
  summarizeLabels,
  unnamedLabelsNote,
} from '../data/labels.ts'
import { checkLayout } from '../data/layout.ts'
import { openDataset } from '../data/openDataset.ts'
import type { InferenceOptions } from './inferenceOptions.ts'
import type { InferenceSetup } from './inferenceSetup.ts'
import { dataToOpen, type PrepareOptions } from './prepareOptions.ts'

/** Events whose layout is checked. */
const EVENTS_CHECKED = 4096

/**
 * Reads the data once: checks its layout and its labels, computes its normalisation, and hashes what
 * models will be given.
 *
 * @throws {ReportError} as `readDataConfig`, `openDataset`, `checkLayout` and `summarizeLabels` do
 */
export async function prepareInference(
  request: PrepareOptions,
): Promise<InferenceSetup<'reconstruction'>> {
  const { options, cacheDir } = request
  const data = dataToOpen(request)
  const before = stateOfFiles([data.path])
  const dataset = await openDataset(data)
  try {
    checkFirstEvents(dataset, options)
    const labels = options.auroc ? summarizeLabels(dataset, options.positiveLabel) : undefined
    const note = labels ? labelsNote(labels) : await noteOnMissingLabels(dataset, options)
    const isUsual = labels !== undefined && areAllOfTwoClasses(labels)
    const { nEvents, normalisation, files } = dataset
    return {
      kind: 'reconstruction',
      data: { ...data, norm: normalisation, maxSamples: nEvents },
      nEvents,
      labels,
      options,
      contents: dataset.digest(),
      files: [...before, ...stateOfFiles(files)],
      cacheDir,
      notes: note === undefined || isUsual ? [] : [note],
      methods: note !== undefined && isUsual ? [note] : [],
    }
  } finally {
    dataset.close()
  }
}

function checkFirstEvents(dataset: Dataset, { checkLayout: isWanted }: InferenceOptions): void {
  const batch = createEventBatch(dataset, Math.min(EVENTS_CHECKED, dataset.nEvents))
  dataset.read(0, batch)
  if (isWanted) checkLayout(batch, dataset.where)
}

async function noteOnMissingLabels(
  dataset: Dataset,
  { auroc }: InferenceOptions,
): Promise<string | undefined> {
  return auroc ? unnamedLabelsNote(dataset) : undefined
}

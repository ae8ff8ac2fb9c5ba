import { readDataConfig } from '../data/dataConfig.ts'
import type { Dataset } from '../data/dataset.ts'
import { createEventBatch } from '../data/eventBatch.ts'
import { labelsNote, summarizeLabels, unnamedLabelsNote } from '../data/labels.ts'
import { checkLayout } from '../data/layout.ts'
import { openDataset } from '../data/openDataset.ts'
import type { InferenceOptions } from './inferenceOptions.ts'
import type { InferenceSetup } from './inferenceSetup.ts'

export interface PrepareOptions {
  /** The resolved `data` section of a run's config, or of the report's if that has one. */
  readonly dataConfig: unknown
  readonly options: InferenceOptions
  /** The run whose `data` section it is: relative paths are sought from its parent folders too. */
  readonly runDir: string
  /** Default the process's. */
  readonly cwd?: string
  /** Default none: nothing is kept. */
  readonly cacheDir?: string | undefined
  /** Whether files may refer to others outside of their folder. Default false. */
  readonly followExternal?: boolean
  /** Whether the data file need not lie near the run that names it. Default false. */
  readonly mayLieAnywhere?: boolean
}

/** Events whose layout is checked. */
const EVENTS_CHECKED = 4096

/**
 * Reads the data once: checks its layout and its labels, computes its normalisation, and hashes what
 * models will be given.
 *
 * @throws {ReportError} as `readDataConfig`, `openDataset`, `checkLayout` and `summarizeLabels` do
 */
export async function prepareInference({
  dataConfig,
  options,
  runDir,
  cwd = process.cwd(),
  cacheDir,
  followExternal = false,
  mayLieAnywhere = false,
}: PrepareOptions): Promise<InferenceSetup<'reconstruction'>> {
  const data = {
    ...readDataConfig(dataConfig, { runDir, split: options.split, cwd, mayLieAnywhere }),
    followExternal,
  }
  const dataset = await openDataset({
    ...data,
    ...(options.maxSamples === null ? {} : { maxSamples: options.maxSamples }),
  })
  try {
    checkFirstEvents(dataset, options)
    const labels = options.auroc ? summarizeLabels(dataset, options.positiveLabel) : undefined
    const note = labels ? labelsNote(labels) : await noteOnMissingLabels(dataset, options)
    const { nEvents, normalisation, files } = dataset
    return {
      kind: 'reconstruction',
      data: { ...data, norm: normalisation, maxSamples: nEvents },
      nEvents,
      labels,
      options,
      contents: dataset.digest(),
      files,
      cacheDir,
      notes: note === undefined ? [] : [note],
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

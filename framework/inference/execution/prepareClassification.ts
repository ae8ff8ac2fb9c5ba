import { ReportError } from '../../errors.ts'
import { count } from '../../text/counts.ts'
import { classLabels } from '../classification/classLabels.ts'
import { stateOfFiles } from '../data/fileStates.ts'
import { openEvents } from '../scores/feedEvents.ts'
import type { InferenceSetup } from './inferenceSetup.ts'
import { dataToOpen, type PrepareOptions } from './prepareOptions.ts'

/** Classes that a sentence lists. */
const MAX_LISTED = 10

/**
 * Reads the data of classifiers once: checks the labels, computes the normalisation, and hashes what models
 * will be given.
 *
 * @throws {ReportError} LABELS_MISSING without labels, and as `readDataConfig`, `openEvents` and
 *   `classLabels` do
 */
export async function prepareClassification(
  request: PrepareOptions,
): Promise<InferenceSetup<'classification'>> {
  const { options, cacheDir } = request
  const data = dataToOpen(request)
  const before = stateOfFiles([data.path])
  const events = await openEvents(data)
  try {
    const { nEvents, normalisation, files, labels, where, weightsName } = events
    if (labels === undefined) {
      throw new ReportError(
        'LABELS_MISSING',
        `The events of ${where} have no labels, which say what classifiers are right about. Name them with ` +
          `data.datasets.y_${options.split}=<dataset>.`,
      )
    }
    const { counts } = classLabels(labels, events.labelsWhere ?? where)
    const nLabelled = [...counts.values()].reduce((sum, n) => sum + n, 0)
    const nWithout = labels.length - nLabelled
    const without = nWithout === 0 ? '' : `, none (${count(nWithout, 'event')})`
    const weighted = weightsName === undefined ? '' : ` Events are weighted with ${weightsName}.`
    return {
      kind: 'classification',
      data: { ...data, norm: normalisation, maxSamples: nEvents },
      nEvents,
      labels: undefined,
      options,
      contents: events.digest(),
      files: [...before, ...stateOfFiles(files)],
      cacheDir,
      notes: [],
      methods: [
        `Labels ${events.labelsName}: ${describe(counts, options.classes)}${without}.${weighted}`,
      ],
    }
  } finally {
    events.close()
  }
}

/** `0 (qcd, 250 events), 1 (top, 249 events)` */
function describe(
  counts: ReadonlyMap<number, number>,
  classes: readonly string[] | undefined,
): string {
  const described = [...counts].map(([label, n]) => {
    const name = classes?.[label]
    return `${label} (${name === undefined ? '' : `${name}, `}${count(n, 'event')})`
  })
  const rest = described.length - MAX_LISTED
  const listed = described.slice(0, MAX_LISTED).join(', ')
  return listed === '' ? 'none' : rest > 0 ? `${listed} and ${rest} more` : listed
}

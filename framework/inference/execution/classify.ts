import { ReportError } from '../../errors.ts'
import { summarizeScores } from '../classification/classifierSummary.ts'
import { classifyEvents } from '../classification/classifyEvents.ts'
import { classLabels } from '../classification/classLabels.ts'
import { classScoresTable } from '../classification/classScoresTable.ts'
import { scoresFromLogits } from '../classification/scoredEvents.ts'
import { Dataset } from '../data/dataset.ts'
import { loadClassifier } from '../model/classifier.ts'
import { findModelFile } from '../model/modelFile.ts'
import { EVENTS_ASKED_AGAIN, refuseChangingAnswers } from '../model/sameAnswers.ts'
import { feedEvents, openEvents } from '../scores/feedEvents.ts'
import type { InferenceSetup } from './inferenceSetup.ts'
import type { ModelResult, ModelRun, Progress } from './modelResult.ts'

/**
 * Runs one classifier over the data.
 *
 * @throws {ReportError} naming the model or the data file and what is wrong with it
 */
export async function classify(
  { data, options, nEvents }: InferenceSetup<'classification'>,
  { runId, runDir }: ModelRun,
  onProgress: (progress: Progress) => void = () => {},
): Promise<ModelResult<'classification'>> {
  const modelFile = findModelFile(runDir, options.model)
  const events = await openEvents(data)
  try {
    const { device, names, isLogits } = options
    const shape =
      events instanceof Dataset
        ? { nTokens: events.nTokens, nGlobals: events.nGlobals }
        : { columns: events.columns }
    const classifier = await loadClassifier(modelFile, {
      ...{ ...shape, device, followExternal: data.followExternal },
      ...names,
      isLogits,
    })
    try {
      refuseOtherColumns(events, classifier.nScores)
      const [few] = feedEvents(events, EVENTS_ASKED_AGAIN)
      if (few) {
        await refuseChangingAnswers(modelFile, few.input, (input) => classifier.classify(input))
      }
      const outputs = await classifyEvents(classifier, events, options.batchSize, (done) =>
        onProgress({ runId, done, total: nEvents }),
      )
      const { nScores } = classifier
      const scored = {
        ...(classifier.isLogits
          ? scoresFromLogits(outputs, nScores)
          : { scores: outputs, nScores }),
        labels: classLabels(events.labels ?? [], events.labelsWhere ?? events.where).labels,
        weights: events.weights,
      }
      return {
        ...summarizeScores(scored, { ...options, signal: options.positiveLabel }),
        scores: options.persistRawScores ? await classScoresTable(scored) : undefined,
      }
    } finally {
      await classifier.close()
    }
  } finally {
    events.close()
  }
}

/** Of one-hot labels with a column too few, the events of the class that has none would be without labels. */
function refuseOtherColumns(
  { labelColumns, labelsWhere }: Pick<Dataset, 'labelColumns' | 'labelsWhere'>,
  nScores: number,
): void {
  const nClasses = Math.max(2, nScores)
  if (labelColumns === undefined || labelColumns === nClasses) return
  throw new ReportError(
    'LABELS_UNCLEAR',
    `The one-hot labels in ${labelsWhere} have ${labelColumns} columns, but the model tells ${nClasses} classes ` +
      'apart: give labels with a column for each class, or the index of the class of each event.',
  )
}

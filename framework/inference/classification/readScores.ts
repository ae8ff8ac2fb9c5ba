import { compareNatural } from '../../text/naturalOrder.ts'
import { classLabels } from './classLabels.ts'
import { readScoreColumns, scoresError } from './scoreColumns.ts'
import type { ScoredEvents } from './scoredEvents.ts'

/**
 * Scores that somebody already has: a CSV or Parquet file with a row for each event, `label`, a `score_…` for
 * each class (by their numbers, or, if they have names, as they stand) or one `score`, and
 * `weight` if there is one. It is what `inference.persist_raw_scores` writes.
 *
 * @returns the events, and the classes' names where the columns have names other than numbers
 * @throws {ReportError} SCORES_INVALID, `LABELS_UNCLEAR`, `WEIGHTS_INVALID`
 */
export async function readScores(
  file: string,
): Promise<{ readonly events: ScoredEvents; readonly classes: readonly string[] | undefined }> {
  const columns = await readScoreColumns(file)
  const label = columns.get('label')
  const names = [...columns.keys()].filter((name) => name.startsWith('score_'))
  const ordered = names.every((name) => isNumbered(name)) ? names.sort(compareNatural) : names
  const scores = ordered.length > 0 ? ordered : columns.has('score') ? ['score'] : []
  if (label === undefined || scores.length === 0) {
    const found = [...columns.keys()].join(', ') || 'none'
    throw scoresError(file, `there is no ${label ? 'score' : 'label'} among its columns (${found})`)
  }
  if (label.length === 0) throw scoresError(file, 'it has no rows')
  const nScores = scores.length
  const values = new Float64Array(label.length * nScores)
  scores.forEach((name, i) => {
    columns.get(name)?.forEach((score, event) => {
      values[event * nScores + i] = score
    })
  })
  return {
    events: {
      scores: values,
      nScores,
      labels: classLabels(label, `column label of ${file}`).labels,
      weights: columns.get('weight'),
    },
    classes: nScores > 1 && !ordered.every(isNumbered) ? ordered.map(classOf) : undefined,
  }
}

const classOf = (column: string) => column.slice('score_'.length)

function isNumbered(column: string): boolean {
  return /^score_\d+$/.test(column)
}

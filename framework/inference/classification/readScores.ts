import { ReportError } from '../../errors.ts'
import { compareNatural } from '../../text/naturalOrder.ts'
import { classLabels } from './classLabels.ts'
import { readScoreColumns, type ScoreColumns, scoresError } from './scoreColumns.ts'
import type { ScoredEvents } from './scoredEvents.ts'

/**
 * Scores that somebody already has: a CSV or Parquet file with a row for each event, `label`, a `score_…` for
 * each class (by their numbers, or, if they have names, as they stand) or one `score`, and
 * `weight` if there is one. It is what `inference.persist_raw_scores` writes. Labels are indices of classes or
 * their names; of two classes also `True` and `False`.
 *
 * @returns the events, and the classes' names where the columns have names other than numbers
 * @throws {ReportError} SCORES_INVALID, `LABELS_UNCLEAR`, `WEIGHTS_INVALID`
 */
export async function readScores(
  file: string,
): Promise<{ readonly events: ScoredEvents; readonly classes: readonly string[] | undefined }> {
  const columns = await readScoreColumns(file)
  const { numbers } = columns
  const scores = scoreNames(file, [...numbers.keys()])
  const names = scores.length === 1 ? ['0', '1'] : scores.map(classOf)
  const labels = labelsOf(file, columns, names)
  const nScores = scores.length
  const values = new Float64Array(labels.length * nScores)
  scores.forEach((name, i) => {
    numbers.get(name)?.forEach((score, event) => {
      values[event * nScores + i] = score
    })
  })
  return {
    events: { scores: values, nScores, labels, weights: numbers.get('weight') },
    classes: scores.length === 1 || scores.every(isNumbered) ? undefined : names,
  }
}

/** The columns of scores, in the order of the classes. */
function scoreNames(file: string, columns: readonly string[]): readonly string[] {
  const names = columns.filter((name) => name.startsWith('score_'))
  const found = columns.join(', ') || 'none'
  if (!columns.includes('label')) {
    throw scoresError(file, `there is no label among its columns (${found})`)
  }
  if (names.length === 0) {
    if (columns.includes('score')) return ['score']
    throw scoresError(file, `there is no score among its columns (${found})`)
  }
  if (columns.includes('score')) {
    throw scoresError(file, `it has both score and ${names.join(', ')}: leave one of them out`)
  }
  if (names.length === 1) {
    const problem = `${names[0]} is the only score: call it score if it is that of the second of two classes`
    throw scoresError(file, problem)
  }
  if (!names.every(isNumbered)) return names
  const ordered = names.toSorted(compareNatural)
  if (ordered.every((name, i) => name === `score_${i}`)) return ordered
  throw scoresError(
    file,
    `it has ${ordered.join(', ')}: numbers of classes go from 0 up, none left out`,
  )
}

/** The class of each event, from numbers or names. */
function labelsOf(
  file: string,
  { numbers, labelNames }: ScoreColumns,
  classes: readonly string[],
): Int32Array {
  const where = `column label of ${file}`
  const label = numbers.get('label') ?? new Float64Array()
  if (label.length === 0) throw scoresError(file, 'it has no rows')
  if (labelNames === undefined) return classLabels(label, where).labels
  const indices = new Map(classes.map((name, i) => [name, i]))
  const indexOf = (name: string) => {
    const truth = classes.length === 2 ? TRUTH.indexOf(name.toLowerCase()) : -1
    return indices.get(name) ?? (truth >= 0 ? truth : undefined)
  }
  return Int32Array.from(labelNames, (name, event) => {
    const index = indexOf(name) ?? (NO_CLASS.includes(name.toLowerCase()) ? -1 : undefined)
    if (index !== undefined) return index
    throw new ReportError(
      'LABELS_UNCLEAR',
      `The label of event ${event} in ${where} is "${name}", which is none of the classes ` +
        `${classes.join(', ')}: name classes as the columns score_<class> do, or give their indices.`,
    )
  })
}

/** Of two classes, whether an event is of the second one. */
const TRUTH: readonly string[] = ['false', 'true']
/** Labels of events of no class. */
const NO_CLASS: readonly string[] = ['', 'nan', '-1']

const classOf = (column: string) => column.slice('score_'.length)

function isNumbered(column: string): boolean {
  return /^score_\d+$/.test(column)
}

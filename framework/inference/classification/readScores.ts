import { ReportError } from '../../errors.ts'
import { compareNatural } from '../../text/naturalOrder.ts'
import { classLabels } from './classLabels.ts'
import { joinColumns } from './joinColumns.ts'
import { readScoreColumns, type ScoreColumns, scoresError } from './scoreColumns.ts'
import { type ScoredEvents, scoresFromLogits } from './scoredEvents.ts'

/**
 * Scores that somebody already has: a CSV or Parquet file with a row for each event, `label`, a `score_…` for
 * each class (by their numbers, or, if they have names, as they stand) or one `score`, and
 * `weight` if there is one. Logits may stand beside the scores, to order events, or in their place: `logit_…`, or one
 * `logit`. It is what `inference.persist_raw_scores` writes. Labels are indices of classes or
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
  const { scores, logits } = columnsByKind(file, [...numbers.keys()])
  const names = scores.length > 0 ? scores : logits
  const classes = names.length === 1 ? undefined : names.map(classOf)
  const labels = labelsOf(file, columns, classes ?? ['0', '1'])
  const joined = (wanted: readonly string[]) =>
    joinColumns(
      wanted.flatMap((name) => numbers.get(name) ?? []),
      labels.length,
    )
  const nScores = names.length
  const ofLogits = logits.length > 0 ? joined(logits) : undefined
  const outputs =
    scores.length > 0 || ofLogits === undefined
      ? { scores: validScores(joined(scores), ofLogits), nScores, logits: ofLogits }
      : scoresFromLogits(ofLogits, nScores)
  return {
    events: { ...outputs, labels, weights: numbers.get('weight') },
    classes: classes?.every(isNumber) ? undefined : classes,
  }
}

/** The scores, without those whose logit is NaN: such an event has no place in the order of the others. */
function validScores(scores: Float64Array, logits: Float64Array | undefined): Float64Array {
  return scores.map((score, i) => (Number.isNaN(logits?.[i]) ? Number.NaN : score))
}

/** The columns of scores and of logits, in the order of the classes; no logits, or no scores, where there are none. */
function columnsByKind(file: string, columns: readonly string[]) {
  const found = columns.join(', ') || 'none'
  if (!columns.includes('label')) {
    throw scoresError(file, `there is no label among its columns (${found})`)
  }
  const [scores, logits] = [columnsOf(file, columns, 'score'), columnsOf(file, columns, 'logit')]
  if (scores.length + logits.length === 0) {
    throw scoresError(file, `there is no score among its columns (${found})`)
  }
  const areBoth = scores.length > 0 && logits.length > 0
  if (areBoth && scores.map(classOf).join() !== logits.map(classOf).join()) {
    const problem = `it has ${scores.join(', ')} but ${logits.join(', ')}: give both for the same classes in the same order`
    throw scoresError(file, problem)
  }
  return { scores, logits }
}

/** The columns of a kind, in the order of the classes; none where there are none. */
function columnsOf(
  file: string,
  columns: readonly string[],
  kind: 'score' | 'logit',
): readonly string[] {
  const names = columns.filter((name) => name.startsWith(`${kind}_`))
  if (names.length === 0) return columns.includes(kind) ? [kind] : []
  if (columns.includes(kind)) {
    throw scoresError(file, `it has both ${kind} and ${names.join(', ')}: leave one of them out`)
  }
  if (names.length === 1) {
    const problem = `${names[0]} is the only ${kind}: call it ${kind} if it is that of the second of two classes`
    throw scoresError(file, problem)
  }
  if (!names.map(classOf).every(isNumber)) return names
  const ordered = names.toSorted(compareNatural)
  if (ordered.every((name, i) => name === `${kind}_${i}`)) return ordered
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

/** The class of a column, which has none where it is the only one. */
function classOf(column: string): string {
  return column.slice('score_'.length)
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name)
}

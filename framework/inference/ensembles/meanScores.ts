import { ReportError } from '../../errors.ts'
import type { NumberColumns } from '../scores/parquetColumns.ts'
import { MeanLogits } from './meanLogits.ts'

/** The per-event scores of one model. */
export interface MemberScores {
  readonly runId: string
  /** As they are kept: `event`, `label` and `weight` where events have them, and one column per score and logit. */
  readonly columns: NumberColumns
  /** Names of the classes that the scores are of. Default: not of classes. */
  readonly classes?: readonly string[] | undefined
}

/** What events are, which does not depend on the model. */
const OF_EVENTS: ReadonlySet<string> = new Set(['event', 'label', 'weight'])
/** What probabilities are made from, which is not averaged as they are. */
export const LOGIT_COLUMN = /^logit(_|$)/

/**
 * The mean of the scores of models that saw the same events, added one after another, so that memory does not
 * grow with their number. An event that is not valid for one of them has no mean. Logits, where all have them, are those
 * of the mean probabilities.
 */
export class MeanScores {
  readonly #members: string[] = []
  #first: MemberScores | undefined
  readonly #sums = new Map<string, Float64Array>()
  readonly #logits = new MeanLogits()

  /** The run IDs of the models so far. */
  get members(): readonly string[] {
    return this.#members
  }

  /**
   * Adds the scores of one more model.
   *
   * @throws {ReportError} ENSEMBLE_INVALID naming the two models where their events, labels, weights,
   *   classes or scores differ
   */
  add(member: MemberScores): void {
    this.#first ??= member
    checkAlike(this.#first, member)
    const columns = [...member.columns]
    this.#logits.add(columns.filter(([name]) => LOGIT_COLUMN.test(name)).map(([, each]) => each))
    for (const [name, values] of columns) {
      if (OF_EVENTS.has(name) || LOGIT_COLUMN.test(name)) continue
      const sums = this.#sums.get(name)
      if (sums === undefined) this.#sums.set(name, values.slice())
      else
        for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (values[i] as number)
    }
    this.#members.push(member.runId)
  }

  /** The columns of the ensemble, as those of a model. Nothing may be added afterwards. */
  mean(): NumberColumns {
    const n = this.#members.length
    const logits = this.#logits.mean()
    const meanOf = (name: string, values: Float64Array) =>
      this.#sums.get(name)?.map((sum) => sum / n) ?? values
    return new Map(
      [...(this.#first?.columns ?? [])].flatMap(([name, values]) => {
        const mean = LOGIT_COLUMN.test(name) ? logits.shift() : meanOf(name, values)
        return mean === undefined ? [] : [[name, mean] as const]
      }),
    )
  }
}

function checkAlike(first: MemberScores, other: MemberScores): void {
  const problem =
    differentClasses(first, other) ?? differentScores(first, other) ?? differentEvents(first, other)
  if (problem === undefined) return
  throw new ReportError(
    'ENSEMBLE_INVALID',
    `Models ${first.runId} and ${other.runId} differ in the seed only, but cannot be one ensemble: ${problem}. ` +
      'Evaluate them on the same events, select runs that belong together, or set inference.ensemble=false.',
  )
}

function differentClasses({ classes: a }: MemberScores, { classes: b }: MemberScores) {
  if (a?.join('\n') === b?.join('\n')) return undefined
  return `their classes are ${a?.join(', ')} and ${b?.join(', ')}`
}

function differentScores({ columns: a }: MemberScores, { columns: b }: MemberScores) {
  const namesOf = (columns: NumberColumns) =>
    [...columns.keys()].filter((name) => !LOGIT_COLUMN.test(name)).join(', ')
  const [ofFirst, ofOther] = [namesOf(a), namesOf(b)]
  return ofFirst === ofOther ? undefined : `they have the columns ${ofFirst} and ${ofOther}`
}

function differentEvents({ columns: a }: MemberScores, { columns: b }: MemberScores) {
  for (const name of OF_EVENTS) {
    const [ofFirst, ofOther] = [a.get(name), b.get(name)]
    if (ofFirst === undefined || ofOther === undefined) continue
    if (ofFirst.length !== ofOther.length) {
      return `they were evaluated on ${ofFirst.length} and ${ofOther.length} events`
    }
    const at = ofFirst.findIndex((value, i) => !Object.is(value, ofOther[i]))
    if (at >= 0) {
      return `the ${name} of the event in row ${at} is ${ofFirst[at]} for one and ${ofOther[at]} for the other`
    }
  }
  return undefined
}

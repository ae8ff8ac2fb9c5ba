import type { ClassScores, UsableEvents } from '../../stats/classification/classScores.ts'

/**
 * Which labelled events have no valid scores, a bit each from the lowest of the first byte on, in base64; empty where
 * all have. Events of weight 0 count as valid: they are left out whatever their scores.
 */
export function invalidEvents(
  { labels, weights }: ClassScores,
  { events, nInvalid }: UsableEvents,
): string {
  if (nInvalid === 0) return ''
  const bits = new Uint8Array(Math.ceil(labels.length / 8))
  let next = 0
  for (let event = 0; event < labels.length; event++) {
    if (events[next] === event) next++
    else if ((labels[event] as number) >= 0 && weights?.[event] !== 0) {
      bits[event >> 3] = (bits[event >> 3] as number) | (1 << (event & 7))
    }
  }
  return Buffer.from(bits).toString('base64')
}

/** A model's events without valid scores. */
export interface EventsOfModel {
  readonly nEvents: number
  /** As `invalidEvents` gives them. */
  readonly invalid: string
}

/**
 * How many events each model has no valid scores for that another model has, of as many events. What is invalid for
 * all, such as a row of the data with a NaN, is not among them.
 */
export function countLacked<Name>(
  models: ReadonlyMap<Name, EventsOfModel>,
): ReadonlyMap<Name, number> {
  const common = new Map<number, Uint8Array>()
  const bitsOf = ({ nEvents, invalid }: EventsOfModel) =>
    invalid === '' ? new Uint8Array(Math.ceil(nEvents / 8)) : Buffer.from(invalid, 'base64')
  for (const model of models.values()) {
    const bits = bitsOf(model)
    const before = common.get(model.nEvents)
    common.set(
      model.nEvents,
      before ? before.map((byte, i) => byte & (bits[i] as number)) : Uint8Array.from(bits),
    )
  }
  const lackedBy = (model: EventsOfModel) => {
    const ofAll = common.get(model.nEvents)
    return bitsOf(model).reduce((n, byte, i) => n + setBits(byte & ~(ofAll?.[i] ?? 0)), 0)
  }
  return new Map([...models].map(([name, model]) => [name, lackedBy(model)]))
}

function setBits(byte: number): number {
  let n = 0
  for (let rest = byte; rest !== 0; rest >>= 1) n += rest & 1
  return n
}

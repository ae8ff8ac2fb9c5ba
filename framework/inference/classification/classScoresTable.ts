import type { ScoredEvents } from './scoredEvents.ts'

/**
 * Scores of events as a Parquet file: `event` (its index in the split), `label`, `weight` where events have
 * one, and `score_0`, `score_1`, …, or `score` where there is one; NaN for events that are not valid. Where scores are
 * made from logits, these stand beside them, `logit_0`, `logit_1`, … or `logit`: probabilities that round to 1 do not
 * order events.
 */
export async function classScoresTable({
  scores,
  nScores,
  logits,
  labels,
  weights,
}: ScoredEvents): Promise<Uint8Array> {
  const nEvents = labels.length
  const columnsOf = (name: string, values: Float64Array) =>
    Array.from({ length: nScores }, (_, i) => ({
      name: nScores === 1 ? name : `${name}_${i}`,
      data: Float64Array.from(
        { length: nEvents },
        (_, event) => values[event * nScores + i] as number,
      ),
      type: 'DOUBLE' as const,
    }))
  const columnData = [
    { name: 'event', data: Int32Array.from(labels.keys()), type: 'INT32' as const },
    { name: 'label', data: labels, type: 'INT32' as const },
    ...(weights ? [{ name: 'weight', data: weights, type: 'DOUBLE' as const }] : []),
    ...columnsOf('score', scores),
    ...(logits ? columnsOf('logit', logits) : []),
  ]
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}

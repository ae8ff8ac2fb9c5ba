import type { ScoredEvents } from './scoredEvents.ts'

/**
 * Scores of events as a Parquet file: `event` (its index in the split), `label`, `weight` where events have
 * one, and `score_0`, `score_1`, …, or `score` where there is one; NaN for events that are not valid.
 */
export async function classScoresTable({
  scores,
  nScores,
  labels,
  weights,
}: ScoredEvents): Promise<Uint8Array> {
  const nEvents = labels.length
  const columnOf = (score: number) =>
    Float64Array.from({ length: nEvents }, (_, event) => scores[event * nScores + score] as number)
  const columnData = [
    { name: 'event', data: Int32Array.from(labels.keys()), type: 'INT32' as const },
    { name: 'label', data: labels, type: 'INT32' as const },
    ...(weights ? [{ name: 'weight', data: weights, type: 'DOUBLE' as const }] : []),
    ...Array.from({ length: nScores }, (_, score) => ({
      name: nScores === 1 ? 'score' : `score_${score}`,
      data: columnOf(score),
      type: 'DOUBLE' as const,
    })),
  ]
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}

import { BASELINE, type EventScores } from './eventScores.ts'
import type { Truth } from './modelSummary.ts'

/**
 * Per-event scores as a Parquet file: `event` (its index in the split), `label` and `weight` where the data
 * has them, and for the events as they are (`baseline`) and each strategy `<name>.mse` and
 * `<name>.mae`; NaN for events that are not valid.
 */
export async function scoresTable(
  scores: ReadonlyMap<string, EventScores>,
  { labels, weights }: Truth,
): Promise<Uint8Array> {
  const nEvents = scores.get(BASELINE)?.mse.length ?? 0
  const event = Int32Array.from({ length: nEvents }, (_, i) => i)
  const perVariant = [...scores].flatMap(([name, { mse, mae }]) => [
    { name: `${name}.mse`, data: mse, type: 'FLOAT' as const },
    { name: `${name}.mae`, data: mae, type: 'FLOAT' as const },
  ])
  const columnData = [
    { name: 'event', data: event, type: 'INT32' as const },
    ...(labels ? [{ name: 'label', data: labels, type: 'DOUBLE' as const }] : []),
    ...(weights ? [{ name: 'weight', data: weights, type: 'DOUBLE' as const }] : []),
    ...perVariant,
  ]
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}

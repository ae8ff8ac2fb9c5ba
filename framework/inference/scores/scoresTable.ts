import type { EventScores } from './eventScores.ts'

/**
 * Per-event scores as a Parquet file: `event` (its index in the split), `label` where the data has
 * labels, and for the events as they are (`baseline`) and each strategy `<name>.mse` and
 * `<name>.mae`; NaN for events that are not valid.
 */
export async function scoresTable(
  scores: ReadonlyMap<string, EventScores>,
  labels: Float64Array | undefined,
  nEvents: number,
): Promise<Uint8Array> {
  const event = Int32Array.from({ length: nEvents }, (_, i) => i)
  const perVariant = [...scores].flatMap(([name, { mse, mae }]) => [
    { name: `${name}.mse`, data: mse, type: 'FLOAT' as const },
    { name: `${name}.mae`, data: mae, type: 'FLOAT' as const },
  ])
  const columnData = [
    { name: 'event', data: event, type: 'INT32' as const },
    ...(labels ? [{ name: 'label', data: labels, type: 'DOUBLE' as const }] : []),
    ...perVariant,
  ]
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}

/** The last values of the metrics that a source, or a file of one, has of a run. */
export interface RecordedMetrics {
  readonly source: string
  readonly last: ReadonlyMap<string, number | null | undefined>
}

const SHOWN = 3

/**
 * What must be told where several sources have the same metrics of one run, of which the first counts, and values differ
 * by more than the float32 of TensorBoard: which metrics, and both values.
 */
export function doubleMetrics(records: readonly RecordedMetrics[]): string[] {
  const owners = new Map<string, RecordedMetrics>()
  const doubles = new Map<string, { names: string[]; differing: string[] }>()
  for (const record of records) {
    for (const [metric, value] of record.last) {
      const owner = owners.get(metric)
      if (owner === undefined) owners.set(metric, record)
      if (owner === undefined || owner.source === record.source) continue
      const pair = `${record.source} has metrics that ${owner.source} has too, which counts`
      const told = doubles.get(pair) ?? { names: [], differing: [] }
      doubles.set(pair, told)
      told.names.push(metric)
      const counted = owner.last.get(metric)
      if (!isSame(counted, value)) {
        told.differing.push(`${metric} (${spell(counted)}, not ${spell(value)})`)
      }
    }
  }
  return [...doubles]
    .filter(([, { differing }]) => differing.length > 0)
    .map(
      ([pair, { names, differing }]) =>
        `${pair}: ${listed(names, 1)}; they differ in ${listed(differing)}`,
    )
}

function isSame(a: number | null | undefined, b: number | null | undefined): boolean {
  if (a == null || b == null) return (a ?? null) === (b ?? null)
  return Object.is(Math.fround(a), Math.fround(b)) || a === b
}

function spell(value: number | null | undefined): string {
  return value == null ? 'not finite' : String(value)
}

function listed(texts: readonly string[], shown = SHOWN): string {
  const more = texts.length > shown ? ` and ${texts.length - shown} more` : ''
  return texts.slice(0, shown).join(', ') + more
}

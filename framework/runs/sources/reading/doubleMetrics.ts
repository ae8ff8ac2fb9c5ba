/** The last values of the metrics that a source, or a file of one, has of a run. */
export interface RecordedMetrics {
  readonly source: string
  readonly last: ReadonlyMap<string, number | null | undefined>
}

const SHOWN = 3

/**
 * What must be told where several sources have the same metrics of one run, of which the first counts:
 * which metrics, and where the values differ by more than the float32 of TensorBoard, both of them.
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
  return Array.from(doubles, ([pair, { names, differing }]) => {
    const differ = differing.length === 0 ? '' : `; they differ in ${listed(differing)}`
    return `${pair}: ${listed(names, 1)}${differ}`
  })
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

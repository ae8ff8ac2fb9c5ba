import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Series, Source, SourceRun } from '../../runs/sources/source.ts'

/**
 * Test support: real runs of other tools with the values that are in them, and small odd ones. They
 * lie beside the checkout; tests over them are skipped where they are absent.
 */
const TREES = new URL('../../../../shared/trees/', import.meta.url)

export const hasRecordedTrees = existsSync(TREES)

/** A run as it is recorded; `NaN` and infinities are texts. */
export interface RecordedRun {
  readonly path: string
  readonly status: string
  readonly status_raw?: string
  readonly params: Readonly<Record<string, unknown>>
  readonly last: Readonly<Record<string, unknown>>
  readonly min?: Readonly<Record<string, unknown>>
  readonly max?: Readonly<Record<string, unknown>>
  readonly n?: Readonly<Record<string, number>>
  readonly history?: Readonly<Record<string, unknown>>
  /** Of a Hydra job with Lightning's logger in it: the file that counts, and its parameters. */
  readonly used_metrics_file?: string
  /** Of a Hydra job: what it was given. */
  readonly overrides?: readonly string[]
  readonly hparams?: Readonly<Record<string, unknown>>
}

export interface RecordedTree {
  /** Such as `traps/csv-torn-line`. */
  readonly name: string
  /** The folder with the files. */
  readonly data: string
  readonly runs: readonly RecordedRun[]
  /** Of an MLflow store that lies beside Hydra's runs. */
  readonly mlflowRuns: readonly RecordedRun[]
}

/** The trees below a folder such as `lightning`, or one such as `traps/csv-torn-line`. */
export function recordedTrees(folder: string): RecordedTree[] {
  const url = new URL(`${folder}/`, TREES)
  if (!existsSync(url)) return []
  const names = existsSync(new URL('expected.json', url))
    ? [folder]
    : readdirSync(url).map((name) => `${folder}/${name}`)
  return names.map((name) => {
    const expected = readFileSync(new URL(`${name}/expected.json`, TREES), 'utf8')
    const { runs, mlflow_runs: mlflowRuns = [] } = JSON.parse(expected)
    return { name, data: new URL(`${name}/data`, TREES).pathname, runs, mlflowRuns }
  })
}

/** All runs that a source claims in a folder and below, by their paths from there. */
export async function readTree(source: Source, root: string): Promise<Map<string, SourceRun>> {
  const runs = new Map<string, SourceRun>()

  async function walk(path: string): Promise<void> {
    const entries = readdirSync(path, { withFileTypes: true })
    const claims = source.claims({ path, entries })
    for (const claim of claims) {
      for (const run of await source.read(claim)) {
        runs.set(run.path === root ? '.' : run.path.slice(root.length + 1), run)
      }
    }
    const taken = new Set(claims.flatMap(({ names }) => names))
    if (claims.some(({ isWhole }) => isWhole)) return
    for (const folder of entries.filter((entry) => isOpen(entry, taken))) {
      await walk(`${path}/${folder.name}`)
    }
  }

  await walk(root)
  return runs
}

function isOpen(entry: Dirent, taken: ReadonlySet<string>): boolean {
  return entry.isDirectory() && !taken.has(entry.name)
}

/** A run in the notation of the recording, with just what the recording has of it. */
export function asRecorded(run: SourceRun, recorded: RecordedRun): RecordedRun {
  const each = (take: (series: Series) => unknown) =>
    Object.fromEntries(Array.from(run.metrics, ([name, series]) => [name, noted(take(series))]))
  return {
    path: recorded.path,
    // The recording has only what most formats state; that a trial was pruned is in `status_raw`.
    status: run.status === 'pruned' ? 'unknown' : run.status,
    ...(recorded.status_raw !== undefined && { status_raw: run.statusRaw ?? '' }),
    params: Object.fromEntries(
      Array.from(run.params, ([name, value]) => [name, likeRecorded(value, recorded.params[name])]),
    ),
    last: each(({ last, value }) => last ?? value.at(-1)),
    ...(recorded.min && { min: each(({ value }) => extreme(value, Math.min)) }),
    ...(recorded.max && { max: each(({ value }) => extreme(value, Math.max)) }),
    ...(recorded.n && { n: each(({ value }) => value.length) as Record<string, number> }),
    ...(recorded.history && {
      history: Object.fromEntries(
        Object.keys(recorded.history).map((name) => [name, points(run.metrics.get(name))]),
      ),
    }),
  }
}

/** What a recording has in the keys that `asRecorded` compares; a blank cell gives no metric. */
export function comparable(recorded: RecordedRun): RecordedRun {
  const { path, status, status_raw, params, last, min, max, n, history } = recorded
  const present = { status_raw, min, max, n, history }
  return {
    path,
    status,
    params,
    last: Object.fromEntries(Object.entries(last).filter(([, value]) => value !== null)),
    ...Object.fromEntries(Object.entries(present).filter(([, value]) => value !== undefined)),
  }
}

/** Lists and mappings are recorded as such, and are texts in a run. */
function likeRecorded(value: unknown, recorded: unknown): unknown {
  const isWhole = typeof recorded === 'object' && recorded !== null && typeof value === 'string'
  return isWhole ? JSON.parse(value) : noted(value)
}

function points(series: Series | undefined): unknown[] {
  return Array.from(series?.value ?? [], (value, point) => {
    const step = series?.step[point] ?? Number.NaN
    return [Number.isNaN(step) ? null : step, noted(value)]
  })
}

function extreme(values: Float64Array, pick: (...values: number[]) => number): number | null {
  const finite = values.filter(Number.isFinite)
  return finite.length === 0 ? null : finite.reduce((a, b) => pick(a, b))
}

function noted(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

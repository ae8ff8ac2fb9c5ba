import type { ColumnTable } from 'arquero'
import type { Parameter } from './parameters/parameter.ts'
import { tabulateParameters } from './parameters/tabulateParameters.ts'
import { readRuns } from './readRuns.ts'
import { separateCopies } from './records/copies.ts'
import type { FindingKind, RunFinding, SkippedRun } from './runRecord.ts'
import { epochTable, runsTable, takenColumns } from './runsTable.ts'
import { findRuns, type RunInputs } from './search/discovery.ts'

export interface LoadRunsOptions extends RunInputs {
  /** Leave out runs without `on_train_end`. Default true. */
  readonly requireComplete?: boolean
  /**
   * The key that holds the seed of the training, such as `train.seed`, or its end. Default: `seed`,
   * `*.trainer.seed`, `random_seed`, `random_state` or `pl_seed`, whichever there is.
   */
  readonly seed?: string | undefined
  /** The folder in which `facts/` keeps what was read for the next time. Default: none. */
  readonly cacheDir?: string | undefined
}

export interface LoadedRuns {
  /** One row a run; `docs/facts.md` lists the columns. Missing values are `null`. */
  readonly runs: ColumnTable
  /** By `run_dir`: all splits, sorted by epoch, each epoch once. Missing values are `null`. */
  readonly perEpoch: Map<string, ColumnTable>
  /** By `run_dir`: the `data` section of the run's config, for what runs its model. */
  readonly dataSections: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** What differs between the runs: the parameters that the sweep varied. */
  readonly parameters: readonly Parameter[]
  /** The `run_dir`s in the order of the rows. */
  readonly order: string[]
  /** Runs that were left out, and why. */
  readonly skipped: SkippedRun[]
  /** What is odd in the runs that were used, a kind each. */
  readonly warnings: RunWarning[]
  /** Every file that was read, in the order of the runs. */
  readonly files: RunFile[]
}

export interface RunFile {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Modification time, milliseconds since 1970. */
  readonly mtimeMs: number
}

export interface RunWarning {
  readonly kind: FindingKind
  /** What was seen in the first of the runs, naming file and line. */
  readonly detail: string
  /** The runs that it was seen in. */
  readonly runDirs: string[]
}

/**
 * Reads the facts of the runs that the inputs name.
 *
 * A run that cannot be used is in `skipped` with the reason; no file of a run, whatever it holds,
 * makes this throw or changes another run's row.
 *
 * Throws `INPUTS_AMBIGUOUS` or `SWEEP_DIR_NOT_FOUND` as `discoverRuns` does, and `SEED_UNKNOWN` where
 * no run has the key that `seed` names.
 */
export async function loadRuns(options: LoadRunsOptions): Promise<LoadedRuns> {
  const { requireComplete = true } = options
  const discovery = findRuns(options)
  const { results, findings: cacheFindings } = await readRuns(
    discovery.runDirs,
    { requireComplete },
    options.cacheDir,
  )
  const {
    runs: loaded,
    copies,
    findings: copyFindings,
  } = separateCopies(results.filter((result) => result.status === 'loaded'))
  const taken = takenColumns(loaded)
  const parameters = tabulateParameters(loaded, {
    seed: options.seed,
    isTaken: (name) => taken.has(name),
  })
  const findings = [
    ...discovery.findings,
    ...cacheFindings,
    ...results.flatMap(({ runDir, findings }) => findings.map((each) => ({ ...each, runDir }))),
    ...copyFindings,
    ...[parameters.finding ?? []]
      .flat()
      .map((each) => ({ ...each, runDir: loaded[0]?.runDir ?? '' })),
  ]
  return {
    runs: runsTable(loaded, parameters),
    parameters: parameters.parameters,
    perEpoch: new Map(loaded.map(({ runDir, epochs }) => [runDir, epochTable(epochs)])),
    dataSections: new Map(loaded.map(({ runDir, dataSection }) => [runDir, section(dataSection)])),
    order: loaded.map(({ runDir }) => runDir),
    skipped: [
      ...discovery.skipped,
      ...results
        .filter((result) => result.status === 'skipped')
        .map(({ runDir, reason }) => ({ runDir, reason })),
      ...copies,
    ],
    warnings: groupByKind(findings),
    files: results.flatMap(({ runDir, files }) =>
      files.map(({ name, ...stat }) => ({ path: `${runDir}/${name}`, ...stat })),
    ),
  }
}

/** Only a mapping is a section; the JSON is this program's own. */
function section(json: string | null): Readonly<Record<string, unknown>> {
  const value: unknown = json === null ? null : JSON.parse(json)
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isMapping ? (value as Record<string, unknown>) : {}
}

function groupByKind(findings: readonly RunFinding[]): RunWarning[] {
  const warnings = new Map<FindingKind, RunWarning>()
  for (const { kind, detail, runDir } of findings) {
    const warning = warnings.get(kind)
    if (!warning) warnings.set(kind, { kind, detail, runDirs: [runDir] })
    else if (warning.runDirs.at(-1) !== runDir) warning.runDirs.push(runDir)
  }
  return [...warnings.values()]
}

import path from 'node:path'
import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import {
  checkArguments,
  checkOptions,
  FUNCTION,
  objectOf,
  TEXT,
  YES_OR_NO,
} from '../text/checkOptions.ts'
import { recordOf } from '../text/schema/recordOf.ts'
import { groupFindings, type RunWarning } from './findings.ts'
import type { Parameter } from './parameters/parameter.ts'
import { tabulateParameters } from './parameters/tabulateParameters.ts'
import { readRuns } from './readRuns.ts'
import { findLookalikes } from './records/alike/lookalikes.ts'
import { wholeRuns } from './records/alike/wholeRuns.ts'
import { withCollections } from './records/collections.ts'
import { findShorterRuns } from './records/doubts/shorterRuns.ts'
import { findUnevenLosses } from './records/doubts/unevenLosses.ts'
import { findUnreadResults } from './records/doubts/unreadResults.ts'
import { joinRuns } from './records/joinRuns.ts'
import { chooseGoals, findGoalsOfNone } from './records/metrics/goals.ts'
import { runNames } from './records/runNames.ts'
import { separateSameIds } from './records/sameId/copies.ts'
import type { LoadedRun, RunFinding, RunResult, SkippedRun } from './runRecord.ts'
import { epochTable, namesOfNoParameter, runsTable } from './runsTable.ts'
import { directoryProblem, IS_FILE, NOT_FOUND } from './search/directories.ts'
import { findRuns, INPUTS, RUN_INPUTS, type RunInputs } from './search/discovery.ts'
import type { FoundJob } from './search/foundJob.ts'
import type { Discovery } from './search/foundRuns.ts'
import { selectRecords } from './selectRecords.ts'
import { chooseSources, type SourceOptions } from './sources/chooseSources.ts'
import type { Goal } from './sources/source.ts'

export interface LoadRunsOptions extends RunInputs, SourceOptions {
  /**
   * Leave out runs that failed, are running or were pruned, and facts without `on_train_end`. Runs of
   * which no file says how they ended count. Default true.
   */
  readonly requireComplete?: boolean
  /** With `requireComplete`: take runs that are running all the same, and facts that have no end yet. Default false. */
  readonly includeRunning?: boolean
  /**
   * The key that holds the seed of the training, such as `train.seed`, or its end. Default: `seed`,
   * `*.trainer.seed`, `random_seed`, `random_state` or `pl_seed`, whichever there is.
   */
  readonly seed?: string | undefined
  /** Metric -> which values are better. Default: as the runs' files say, else by the name. */
  readonly goal?: Readonly<Record<string, Goal>> | undefined
  /** Run (its name, or the end of its path) -> why it is left out. */
  readonly exclude?: Readonly<Record<string, string>> | undefined
  /** A parameter, or `run`, whose equal values join records of several sources into one run. */
  readonly join?: string | undefined
  /** Take runs that were deleted in their tracker. Default false. */
  readonly deleted?: boolean | undefined
  /**
   * The path of a file below a run's directory that the caller reads, so that it is not told as unread; `*` is any
   * text.
   */
  readonly readOtherwise?: string | undefined
  /** Called with the number of directories that were searched, now and then in a large tree. */
  readonly onProgress?: ((directories: number) => void) | undefined
  /** Called now and then with the number of runs that are read and that there are to read. */
  readonly onRead?: ((done: number, total: number) => void) | undefined
  /** Called with the number of runs that the cache holds and that there are to read, before they are read. */
  readonly onKnown?: ((known: number, total: number) => void) | undefined
  /** The folder in which `facts/` keeps what was read for the next time. Default: none. */
  readonly cacheDir?: string | undefined
}

const OPTIONS = {
  ...RUN_INPUTS,
  sources: v.union([v.literal('auto'), v.array(v.looseObject({}))]),
  logMetrics: recordOf(TEXT),
  table: objectOf('which columns are parameters and which results'),
  requireComplete: YES_OR_NO,
  includeRunning: YES_OR_NO,
  seed: TEXT,
  goal: recordOf(v.picklist(['min', 'max'])),
  exclude: recordOf(TEXT),
  join: TEXT,
  deleted: YES_OR_NO,
  readOtherwise: TEXT,
  onProgress: FUNCTION,
  onRead: FUNCTION,
  onKnown: FUNCTION,
  cacheDir: TEXT,
}

export interface LoadedRuns {
  /** One row a run; `docs/facts.md` lists the columns. Missing values are `null`. */
  readonly runs: ColumnTable
  /**
   * By `run_dir`: of facts all splits, sorted by epoch, each epoch once; of other sources a column for
   * each metric beside `step`, `epoch` and `time_s`. Missing values are `null`.
   */
  readonly perEpoch: Map<string, ColumnTable>
  /** By `run_dir`: the `data` section of the run's config, for what runs its model. */
  readonly dataSections: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** What differs between the runs: the parameters that the sweep varied. */
  readonly parameters: readonly Parameter[]
  /** Which values of a metric are better; metrics of which nobody knows are absent. */
  readonly goals: ReadonlyMap<string, Goal>
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
  /** Not all of it was read: it is larger than is read of such a file. */
  readonly isPart?: true
}

/**
 * Reads the runs that the inputs name, whatever wrote them.
 *
 * A run that cannot be used is in `skipped` with the reason; no file of a run, whatever it holds,
 * makes this throw or changes another run's row.
 *
 * @throws {ReportError} INPUTS_AMBIGUOUS or `SWEEP_DIR_NOT_FOUND` as `discoverRuns` does;
 *   `SEED_UNKNOWN` where no run has the key that `seed` names, `RUN_UNKNOWN` where none has a name to
 *   exclude, `CONFIG_VALUE_INVALID` for a pattern of `logMetrics` that is none
 */
export async function loadRuns(options: LoadRunsOptions): Promise<LoadedRuns> {
  checkArguments('OPTION_INVALID', 'loadRuns', { options }, { options: INPUTS })
  checkOptions('OPTION_INVALID', 'loadRuns', options, OPTIONS)
  const { requireComplete = true, includeRunning = false } = options
  const discovery = findRuns(options, await chooseSources(options), options.onProgress)
  const read = await readRuns(
    withFactsAlike(discovery),
    { requireComplete: requireComplete && !includeRunning },
    { cacheDir: options.cacheDir, onRead: options.onRead, onKnown: options.onKnown },
  )
  const joined = joinRuns(
    onceEach(read.results.filter((result) => result.status === 'loaded')),
    options.join,
  )
  const separated = separateSameIds(joined.runs)
  const { runs: whole, copies } = wholeRuns(separated.runs)
  const leftOut = [
    ...discovery.skipped,
    ...read.results
      .filter((result) => result.status === 'skipped')
      .map(({ runDir, reason }) => ({ runDir, reason })),
    ...joined.earlier,
    ...separated.copies,
    ...copies,
  ]
  const names = namesOf(whole, [
    ...read.results.filter((result) => result.status === 'skipped'),
    ...placesBeside(whole, discovery),
  ])
  const selected = selectRecords(whole, names, {
    requireComplete,
    includeRunning,
    deleted: options.deleted ?? false,
    exclude: options.exclude ?? {},
    leftOut: leftOut.map(({ runDir }) => runDir),
  })
  const loaded = selected.runs
  const taken = namesOfNoParameter(loaded)
  const parameters = tabulateParameters(withCollections(loaded), {
    seed: options.seed,
    isTaken: (name) => taken.has(name),
  })
  const { goals, findings: goalFindings } = chooseGoals(
    loaded,
    new Map(Object.entries(options.goal ?? {})),
  )
  const table = runsTable(loaded, { parameters, goals, names })
  const findings = [
    ...findingsOfSearch(discovery),
    ...findGoalsOfNone(Object.keys(options.goal ?? {}), { goals, runs: table }),
    ...joined.findings,
    ...read.findings,
    ...[...read.results.filter(({ status }) => status === 'skipped'), ...loaded].flatMap(
      ({ runDir, findings }) => findings.map((each) => ({ ...each, runDir })),
    ),
    ...separated.findings,
    ...findLookalikes(loaded),
    ...findShorterRuns(loaded),
    ...findUnreadResults(loaded, options.readOtherwise),
    ...findUnevenLosses(
      loaded,
      [
        ...selected.broken,
        ...read.results.flatMap((each) => (each.status === 'skipped' ? (each.settings ?? []) : [])),
      ],
      options.seed,
    ),
    ...goalFindings,
    ...parameters.findings.map((each) => ({
      ...each,
      runDir: each.kind === 'names-runs' ? '' : (loaded[0]?.runDir ?? ''),
    })),
  ]
  return {
    runs: table,
    parameters: parameters.parameters,
    goals,
    perEpoch: new Map(loaded.map(({ runDir, epochs }) => [runDir, epochTable(epochs)])),
    dataSections: new Map(loaded.map(({ runDir, dataSection }) => [runDir, section(dataSection)])),
    order: loaded.map(({ runDir }) => runDir),
    skipped: [...leftOut, ...selected.left],
    warnings: groupFindings(findings),
    files: filesOf(read.results),
  }
}

/**
 * The runs' names, which differ also from those of runs that are left out or could not be read: what becomes
 * of one run must not change another's name.
 */
function namesOf(
  runs: readonly LoadedRun[],
  others: readonly Pick<LoadedRun, 'runDir' | 'directory' | 'files'>[],
): ReadonlyMap<LoadedRun, string> {
  const known = new Set(runs.map(({ runDir }) => runDir))
  const unnamed = others
    .filter(({ runDir }) => !known.has(runDir))
    .map(({ runDir, directory, files }) => ({ runDir, directory, files, name: null }))
  const names = runNames([...runs, ...unnamed])
  return new Map(runs.map((run, at) => [run, names[at] as string]))
}

/** Directories beside those of the runs in which nothing could be read: they may be runs too. */
function placesBeside(
  runs: readonly LoadedRun[],
  { skipped, notSearched }: Discovery,
): Pick<LoadedRun, 'runDir' | 'directory' | 'files'>[] {
  const parents = new Set(runs.map(({ directory }) => path.posix.dirname(directory)))
  const places = [...skipped.map(({ runDir }) => runDir), ...notSearched.map((each) => each.path)]
  return [...new Set(places)]
    .filter((place) => parents.has(path.posix.dirname(place)) && mayBeDirectory(place))
    .map((place) => ({ runDir: place, directory: place, files: [] }))
}

/** Also one that cannot be looked at. */
function mayBeDirectory(place: string): boolean {
  return ![IS_FILE, NOT_FOUND].includes(directoryProblem(place) ?? '')
}

/** A record is read twice where its file is given beside the directory that it lies in. */
function onceEach(runs: readonly LoadedRun[]): LoadedRun[] {
  return [...new Map(runs.map((run) => [run.runDir, run])).values()]
}

/** Where some runs keep facts, a job of Hydra's without any is a run that broke off before its first. */
export function withFactsAlike({ jobs }: Discovery): FoundJob[] {
  const hasFacts = jobs.some((job) => job.hasFacts)
  return jobs.map((job) => (hasFacts && job.claims.length === 0 ? { ...job, hasFacts } : job))
}

function findingsOfSearch({ findings, notSearched, unreadable }: Discovery): RunFinding[] {
  return [
    ...findings,
    ...notSearched.map(({ path, reason }): RunFinding => {
      return { kind: 'not-searched', runDir: path, detail: reason }
    }),
    ...unreadable.map(({ path, reason }): RunFinding => {
      return { kind: 'unreadable-records', runDir: path, detail: reason }
    }),
  ]
}

/** Every file once: a store of many runs is read for each of them. */
function filesOf(results: readonly RunResult[]): RunFile[] {
  const files = new Map<string, RunFile>()
  for (const { directory, files: read } of results) {
    for (const { name, ...stat } of read) {
      const file = path.posix.join(directory, name)
      const known = files.get(file)
      if (!known || (known.isPart && !stat.isPart)) files.set(file, { path: file, ...stat })
    }
  }
  return [...files.values()]
}

/** Only a mapping is a section; the JSON is this program's own. */
function section(json: string | null): Readonly<Record<string, unknown>> {
  const value: unknown = json === null ? null : JSON.parse(json)
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isMapping ? (value as Record<string, unknown>) : {}
}

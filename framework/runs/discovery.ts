import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { ReportError } from '../errors.ts'
import { describeError, NO_CONFIG } from './reasons.ts'
import { normaliseRunPath, sortRunPaths } from './runPath.ts'
import type { RunFinding, SkippedRun } from './runRecord.ts'

/** Where the runs are: exactly one of the two. */
export interface RunInputs {
  /** A sweep's directory, with globs if wanted (`outputs/multiruns/exp_*_vq`), or several of them. */
  readonly sweepDir?: string | readonly string[] | null | undefined
  /** The runs' own directories, taken as they are written. */
  readonly runDirs?: readonly string[] | null | undefined
}

export interface Discovery {
  /** Run directories in order: part by part, by code point. */
  readonly runDirs: string[]
  /** What was given or looks like a run, but is none. */
  readonly skipped: SkippedRun[]
  readonly findings: RunFinding[]
}

/** How deep below a sweep's directory a relative `output_root` is looked for. */
const MAX_NESTING = 6
const SWEEP_NAME = /^exp_(\d{8}-\d{6})(?:_(.*))?$/s

/**
 * The directories of the runs that the inputs name, sorted.
 *
 * A sweep's runs are, in `outputs/runs` beside `outputs/multiruns`, those named
 * `run_<timestamp>_<name>` or `run_<timestamp>_<name>_job<N>` after the sweep's
 * `exp_<timestamp>_<name>`; in the sweep's directory itself, its children (older trainers), the
 * targets of `*.pointer.json` files, and runs at the relative `output_root` that Hydra resolves
 * against it.
 *
 * Throws `INPUTS_AMBIGUOUS` unless exactly one of `sweepDir` and `runDirs` is given, and
 * `SWEEP_DIR_NOT_FOUND` where a sweep's directory does not exist or is a file.
 */
export async function discoverRuns(inputs: RunInputs): Promise<string[]> {
  return findRuns(inputs).runDirs
}

/** `discoverRuns` with what was passed over and why. */
export function findRuns(inputs: RunInputs): Discovery {
  const sweepDirs = [inputs.sweepDir ?? []].flat().filter((dir) => dir !== '')
  const runDirs = inputs.runDirs ?? []
  if (sweepDirs.length > 0 === runDirs.length > 0) {
    throw new ReportError(
      'INPUTS_AMBIGUOUS',
      `Give exactly one of inputs.sweep_dir and inputs.run_dirs; ${
        runDirs.length > 0 ? 'both are set' : 'neither is set'
      }. For example inputs.sweep_dir=outputs/multiruns/exp_20251103-140953_experiment`,
    )
  }
  const search = new Search()
  if (sweepDirs.length > 0) {
    for (const dir of sweepDirs.flatMap(expandSweepDir)) search.addSweep(dir)
  } else {
    for (const dir of runDirs) search.addGivenRun(normaliseRunPath(dir))
  }
  return search.result()
}

/** A pattern's sweeps in order, or the one directory that is named. */
function expandSweepDir(sweepDir: string): string[] {
  const normal = normaliseRunPath(sweepDir)
  if (existsSync(normal) || !isDynamicPattern(normal)) return [normal]
  const found = globSync(normal, {
    onlyDirectories: true,
    expandDirectories: false,
    absolute: path.isAbsolute(normal),
  })
  if (found.length === 0) {
    throw sweepNotFound(normal, 'no directory matches the pattern')
  }
  return sortRunPaths(found.map(normaliseRunPath))
}

class Search {
  /** Resolved path -> path as written: a run counts once, however often it is named. */
  readonly #runs = new Map<string, string>()
  /** Path as written -> reason. */
  readonly #skipped = new Map<string, string>()
  readonly #findings: RunFinding[] = []

  result(): Discovery {
    return {
      runDirs: sortRunPaths(this.#runs.values()),
      skipped: sortRunPaths(this.#skipped.keys()).map((runDir) => ({
        runDir,
        reason: this.#skipped.get(runDir) as string,
      })),
      findings: this.#findings,
    }
  }

  addGivenRun(runDir: string): void {
    const problem = directoryProblem(runDir)
    if (problem === undefined) this.#add(runDir)
    else this.#skip(runDir, problem)
  }

  addSweep(sweepDir: string): void {
    const belongs = runNameMatcher(path.basename(path.resolve(sweepDir)))
    const besides = belongs ? this.#runsBeside(sweepDir, belongs) : []
    const problem = directoryProblem(sweepDir)
    if (problem === undefined) {
      this.#addNested(sweepDir, belongs, 0)
    } else if (problem === NOT_FOUND && besides.length > 0) {
      this.#findings.push({
        kind: 'sweep-dir-missing',
        runDir: sweepDir,
        detail: `${sweepDir} does not exist; its runs were found by its name`,
      })
    } else {
      throw sweepNotFound(sweepDir, problem)
    }
    for (const runDir of besides) this.#addCandidate(runDir)
  }

  #addNested(dir: string, belongs: ((name: string) => boolean) | undefined, depth: number): void {
    for (const entry of this.#list(dir)) {
      const entryPath = normaliseRunPath(`${dir}/${entry.name}`)
      if (depth === 0 && entry.name.endsWith('.pointer.json')) {
        this.#followPointer(entryPath)
      } else if (depth === 0 ? looksLikeRun(entryPath) : belongs?.(entry.name)) {
        this.#addCandidate(entryPath)
      } else if (belongs && depth < MAX_NESTING && entry.isDirectory()) {
        this.#addNested(entryPath, belongs, depth + 1)
      }
    }
  }

  /** The runs in `<output_root>/runs`, where the sweep lies below `<output_root>/multiruns`. */
  #runsBeside(sweepDir: string, belongs: (name: string) => boolean): string[] {
    const parts = path.resolve(sweepDir).split(path.sep)
    const anchor = parts.lastIndexOf('multiruns')
    if (anchor < 0) return []
    const up = parts.slice(anchor).map(() => '..')
    const runsDir = normaliseRunPath(path.join(sweepDir, ...up, 'runs'))
    return this.#list(runsDir)
      .filter((entry) => belongs(entry.name))
      .map((entry) => normaliseRunPath(`${runsDir}/${entry.name}`))
  }

  /** The entries of a directory; none where it is missing. */
  #list(dir: string): Dirent[] {
    try {
      return readdirSync(dir, { withFileTypes: true })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'ENOENT') this.#skip(dir, `it cannot be read: ${describeError(error)}`)
      return []
    }
  }

  #followPointer(file: string): void {
    try {
      const pointer: unknown = JSON.parse(readFileSync(file, 'utf8'))
      const target = (pointer as { path?: unknown } | null)?.path
      if (typeof target !== 'string' || target === '') {
        throw new Error('it is no object with a text under "path"')
      }
      const runDir = path.isAbsolute(target) ? target : path.join(path.dirname(file), target)
      this.addGivenRun(normaliseRunPath(runDir))
    } catch (error) {
      this.#skip(file, `cannot follow the pointer: ${describeError(error)}`)
    }
  }

  #addCandidate(runDir: string): void {
    const problem = directoryProblem(runDir) ?? (hasConfig(runDir) ? undefined : NO_CONFIG)
    if (problem === undefined) this.#add(runDir)
    else this.#skip(runDir, problem)
  }

  #add(runDir: string): void {
    const resolved = path.resolve(runDir)
    if (!this.#runs.has(resolved)) this.#runs.set(resolved, runDir)
  }

  #skip(runDir: string, reason: string): void {
    this.#skipped.set(runDir, reason)
  }
}

/** Tells the names of a sweep's runs; `undefined` where the sweep's name says nothing about them. */
function runNameMatcher(sweepName: string): ((name: string) => boolean) | undefined {
  const match = SWEEP_NAME.exec(sweepName)
  if (!match) return undefined
  const [, timestamp, name] = match
  const stem = `run_${timestamp}`
  // A sweep without a name owns whatever was started at its second.
  if (name === undefined) return (runName) => runName === stem || runName.startsWith(`${stem}_`)
  const full = `${stem}_${name}`
  return (runName) =>
    runName === full || (runName.startsWith(full) && /^_job\d+$/.test(runName.slice(full.length)))
}

function hasConfig(runDir: string): boolean {
  return existsSync(`${runDir}/.hydra/config.yaml`) || existsSync(`${runDir}/cfg.yaml`)
}

function looksLikeRun(dir: string): boolean {
  return hasConfig(dir) || existsSync(`${dir}/facts`)
}

const NOT_FOUND = 'there is no such directory'

function directoryProblem(dir: string): string | undefined {
  try {
    return statSync(dir).isDirectory() ? undefined : 'it is a file, not a directory'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? NOT_FOUND : `it cannot be read: ${describeError(error)}`
  }
}

function sweepNotFound(sweepDir: string, problem: string): ReportError {
  return new ReportError(
    'SWEEP_DIR_NOT_FOUND',
    `inputs.sweep_dir=${sweepDir}: ${problem} (looked from ${process.cwd()}). Give the path of a ` +
      'sweep such as outputs/multiruns/exp_20251103-140953_experiment, or inputs.run_dirs.',
  )
}

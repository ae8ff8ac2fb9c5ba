import { type Dirent, existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { describeError, NO_CONFIG } from '../reasons.ts'
import { RUN_FILES } from '../runFiles.ts'
import type { RunFinding, SkippedRun } from '../runRecord.ts'
import { directoryProblem, expandPattern, NO_MATCH, NOT_FOUND } from './directories.ts'
import { normaliseRunPath, sortRunPaths } from './runPath.ts'
import { describeNoRuns, runNameMatcher } from './sweepName.ts'

export interface Discovery {
  /** Run directories in natural order, part by part: `job2` before `job10`. */
  readonly runDirs: string[]
  /** What was given or looks like a run, but is none. */
  readonly skipped: SkippedRun[]
  readonly findings: RunFinding[]
}

/** How deep below a sweep's directory a relative `output_root` is looked for. */
const MAX_NESTING = 6

/** Gathers the runs of sweeps, and runs that are given by themselves. */
export class RunSearch {
  /** The real path of a run -> the paths that lead to it, as they are written. */
  readonly #runs = new Map<string, Set<string>>()
  /** Path as written -> reason. */
  readonly #skipped = new Map<string, string>()
  readonly #findings: RunFinding[] = []

  /** Every run under one of its paths; links that lead to the same one are told as skipped. */
  result(): Discovery {
    const runDirs: string[] = []
    for (const [real, paths] of this.#runs) {
      const sorted = sortRunPaths(paths)
      const ownName = (dir: string) => path.basename(dir) === path.basename(real)
      const kept = sorted.find(ownName) ?? (sorted[0] as string)
      runDirs.push(kept)
      for (const other of sorted) {
        const isAlias = path.resolve(other) !== path.resolve(kept)
        if (isAlias) this.#skip(other, `it is the same directory as ${kept}`)
      }
    }
    return {
      runDirs: sortRunPaths(runDirs),
      skipped: sortRunPaths(this.#skipped.keys()).map((runDir) => ({
        runDir,
        reason: this.#skipped.get(runDir) as string,
      })),
      findings: this.#findings,
    }
  }

  /** A run's directory, or a pattern for several. */
  addGiven(pattern: string): void {
    const found = expandPattern(pattern)
    if (found.length === 0) this.#skip(pattern, NO_MATCH)
    for (const dir of found) this.#addGivenRun(dir)
  }

  addSweep(sweepDir: string): void {
    const before = this.#runs.size + this.#skipped.size
    const name = path.basename(path.resolve(sweepDir))
    const belongs = runNameMatcher(name)
    const runsDir = runsDirBeside(sweepDir)
    const entries = runsDir === undefined ? [] : this.#list(runsDir).map((entry) => entry.name)
    const besides = entries
      .filter((entry) => belongs?.(entry))
      .map((entry) => `${runsDir}/${entry}`)
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
    for (const runDir of besides) this.#addCandidate(normaliseRunPath(runDir))
    if (this.#runs.size + this.#skipped.size === before) {
      this.#skip(sweepDir, describeNoRuns(name, runsDir, sortRunPaths(entries)))
    }
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
        throw new Error('it is not an object with a text under "path"')
      }
      const runDir = path.isAbsolute(target) ? target : path.join(path.dirname(file), target)
      this.#addGivenRun(normaliseRunPath(runDir))
    } catch (error) {
      this.#skip(file, `cannot follow the pointer: ${describeError(error)}`)
    }
  }

  #addGivenRun(runDir: string): void {
    const problem = directoryProblem(runDir)
    if (problem === undefined) this.#add(runDir)
    else this.#skip(runDir, problem)
  }

  #addCandidate(runDir: string): void {
    const problem = directoryProblem(runDir) ?? (hasConfig(runDir) ? undefined : NO_CONFIG)
    if (problem === undefined) this.#add(runDir)
    else this.#skip(runDir, problem)
  }

  #add(runDir: string): void {
    const real = realpathSync.native(runDir)
    const paths = this.#runs.get(real)
    if (!paths) this.#runs.set(real, new Set([runDir]))
    else paths.add(runDir)
  }

  #skip(runDir: string, reason: string): void {
    this.#skipped.set(runDir, reason)
  }
}

export function sweepNotFound(sweepDir: string, problem: string): ReportError {
  return new ReportError(
    'SWEEP_DIR_NOT_FOUND',
    `inputs.sweep_dir=${sweepDir}: ${problem} (looked from ${process.cwd()}). Give the path of a ` +
      'sweep such as outputs/multiruns/exp_20251103-140953_experiment, or inputs.run_dirs.',
  )
}

/** `<output_root>/runs`, where the sweep lies below `<output_root>/multiruns`. */
function runsDirBeside(sweepDir: string): string | undefined {
  const parts = path.resolve(sweepDir).split(path.sep)
  const anchor = parts.lastIndexOf('multiruns')
  if (anchor < 0) return undefined
  const up = parts.slice(anchor).map(() => '..')
  return normaliseRunPath(path.join(sweepDir, ...up, 'runs'))
}

function hasConfig(runDir: string): boolean {
  return [RUN_FILES.config, RUN_FILES.olderConfig].some((name) => existsSync(`${runDir}/${name}`))
}

function looksLikeRun(dir: string): boolean {
  return hasConfig(dir) || existsSync(`${dir}/facts`)
}

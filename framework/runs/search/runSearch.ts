import { type Dirent, existsSync, readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { windowsAdvice } from '../../files/windowsPath.ts'
import { describeError, NO_CONFIG } from '../reasons.ts'
import { RUN_FILES } from '../runFiles.ts'
import { isRunsTable } from '../sources/runsTable/isRunsTable.ts'
import type { Source } from '../sources/source.ts'
import { claimDirectory } from './claimDirectory.ts'
import { claimFile, mayBeTable } from './claimFile.ts'
import { directoryProblem, expandPattern, IS_FILE, NO_MATCH, NOT_FOUND } from './directories.ts'
import { emptyJob } from './foundJob.ts'
import { type Discovery, FoundRuns } from './foundRuns.ts'
import { readPointer } from './readPointer.ts'
import { belowPath, normaliseRunPath, sortRunPaths } from './runPath.ts'
import { searchTree } from './searchTree.ts'
import { describeNoRuns, runNameMatcher, runsDirBeside } from './sweepName.ts'
import type { NotSearched } from './walkTree.ts'

const MAX_FILES_OF_TABLES = 1000

const UNREADABLE_FILE =
  'it is a file that no source reads (docs/sources.md lists those that are read)'

const OUTSIDE_RUNS =
  'a file of this name counts only in a run: if its directory is one, give it in inputs.run_dirs'
const OTHER_TABLE =
  'its header does not say that each row is a run; where it is so, name the file itself'

/** Gathers the runs of sweeps and other trees, and runs that are given by themselves. */
export class RunSearch {
  readonly #sources: readonly Source[]
  readonly #onProgress: ((directories: number) => void) | undefined
  readonly #followExternal: boolean
  readonly #found = new FoundRuns()

  /**
   * @param options `onProgress`: called with the number of directories, now and then in a large tree;
   *   `followExternal`: whether pointers may lead out of the outputs of their sweep
   */
  constructor(
    sources: readonly Source[],
    options: {
      readonly onProgress?: ((directories: number) => void) | undefined
      readonly followExternal?: boolean | undefined
    } = {},
  ) {
    this.#sources = sources
    this.#onProgress = options.onProgress
    this.#followExternal = options.followExternal ?? false
  }

  result(): Discovery {
    return this.#found.result()
  }

  /** A run's directory, a file of runs, or a pattern for several. */
  addGiven(pattern: string): void {
    const { found, notSearched } = expandPattern(pattern)
    if (found.length === 0)
      this.#found.skip(pattern, `${noMatch(notSearched)}${windowsAdvice(pattern)}`)
    else this.#found.addNotSearched(notSearched)
    for (const place of found) this.#addGivenRun(place)
  }

  /** {@link addSweep} of each directory that a pattern matches. @throws {ReportError} SWEEP_DIR_NOT_FOUND */
  addSweeps(pattern: string): void {
    const { found, notSearched } = expandPattern(pattern)
    if (found.length === 0) throw sweepNotFound(pattern, noMatch(notSearched))
    this.#found.addNotSearched(notSearched)
    for (const sweepDir of found) this.addSweep(sweepDir)
  }

  /**
   * A directory that holds runs, however deep, with those that lie beside it by the name of a sweep;
   * or a file of runs.
   */
  addSweep(sweepDir: string): void {
    const before = this.#found.count
    const problem = directoryProblem(sweepDir)
    if (problem === IS_FILE) {
      if (!this.#addFile(sweepDir)) throw sweepNotFound(sweepDir, UNREADABLE_FILE)
      return
    }
    let outsideRuns: readonly string[] = []
    if (problem === undefined) {
      outsideRuns = this.#addTree(sweepDir)
      for (const name of this.#list(sweepDir).map((entry) => entry.name)) {
        if (name.endsWith('.pointer.json')) this.#followPointer(belowPath(sweepDir, name))
      }
    } else if (problem === NOT_FOUND && this.#addBeside(sweepDir)) {
      this.#found.warn({
        kind: 'sweep-dir-missing',
        runDir: sweepDir,
        detail: `${sweepDir} does not exist; its runs were found by its name`,
      })
    } else {
      throw sweepNotFound(sweepDir, problem)
    }
    if (this.#found.count > before) {
      // Else who keeps such files beside runs of another kind would miss them without a word.
      this.#found.addUnreadable(outsideRuns.map((path) => ({ path, reason: OUTSIDE_RUNS })))
    } else if (!this.#addFilesOfRuns(sweepDir)) {
      this.#found.skip(sweepDir, this.#describeNothing(sweepDir, outsideRuns))
    }
  }

  /**
   * Files with common names, and tables whose header says that they are of runs, count where nothing else lies below
   * a directory that the user names; whether there are any. Other tables beside them are named.
   */
  #addFilesOfRuns(directory: string): boolean {
    const before = this.#found.count
    const entries = this.#list(directory)
    // Whoever has more files than this in one folder keeps data there, not tables of runs.
    const tables = entries.length > MAX_FILES_OF_TABLES ? [] : this.#tablesIn(directory)
    for (const file of tables.filter(isRunsTable)) this.#addFile(file)
    // What other sources read would have been found below it.
    const generic = this.#sources.filter(({ isGeneric }) => isGeneric)
    const { claims } = claimDirectory({ path: directory, entries }, generic)
    if (claims.length > 0) this.#found.addJob({ ...emptyJob(directory), claims })
    if (this.#found.count === before) return false
    const others = tables.filter((file) => !isRunsTable(file))
    this.#found.addUnreadable(others.map((path) => ({ path, reason: OTHER_TABLE })))
    return true
  }

  /**
   * Searches a tree; returns the files with common names that lie in no run.
   *
   * @param isRun the user, or its name, says that the root is a run
   * @param isGiven the root is a run without a config: jobs of Hydra's below it are others
   * @param place the real path of the root, where it is known
   */
  #addTree(
    root: string,
    {
      isRun = false,
      isGiven = false,
      place,
    }: { isRun?: boolean; isGiven?: boolean; place?: string | undefined } = {},
  ): readonly string[] {
    const found = searchTree(root, {
      sources: this.#sources,
      ...{ isRun, place },
      onProgress: this.#onProgress,
    })
    for (const job of found.jobs) {
      const isOther = isGiven && job.directory !== root && (job.hasHydra || job.hasFacts)
      if (!isOther) this.#found.addJob(job, found.places.get(job.directory))
    }
    this.#found.addUnreadable(found.unreadable)
    this.#found.addNotSearched(found.notSearched)
    this.#found.addPlanned(found.planned)
    for (const sweep of found.sweeps) {
      this.#addBeside(sweep)
      this.#addOlderRuns(sweep)
    }
    return found.outsideRuns
  }

  /**
   * The runs in `<output_root>/runs` that are named after a sweep below `<output_root>/multiruns`;
   * whether there are any.
   */
  #addBeside(sweepDir: string): boolean {
    const belongs = runNameMatcher(path.basename(path.resolve(sweepDir)))
    const runsDir = runsDirBeside(sweepDir)
    if (!belongs || runsDir === undefined) return false
    const siblings = this.#list(runsDir).filter(({ name }) => belongs(name))
    const real = siblings.length > 0 ? realpathSync.native(runsDir) : runsDir
    for (const entry of siblings) {
      // Only a link leads elsewhere; asking for each run's path asks for each folder above it.
      const place = entry.isDirectory() ? belowPath(real, entry.name) : undefined
      const dir = normaliseRunPath(`${runsDir}/${entry.name}`)
      this.#addCandidate(dir, { expectsFacts: true, place })
    }
    return siblings.length > 0
  }

  /** Older trainers keep runs in the sweep's directory, with a `cfg.yaml` for a config. */
  #addOlderRuns(sweepDir: string): void {
    for (const { name } of this.#list(sweepDir)) {
      const dir = normaliseRunPath(`${sweepDir}/${name}`)
      const looksLikeRun = hasConfig(dir) || existsSync(`${dir}/facts`)
      if (looksLikeRun) this.#addCandidate(dir, { expectsFacts: true })
    }
  }

  /** The entries of a directory; none where it is missing. */
  #list(dir: string): Dirent[] {
    try {
      return readdirSync(dir, { withFileTypes: true })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'ENOENT') this.#found.skip(dir, `it cannot be read: ${describeError(error)}`)
      return []
    }
  }

  #followPointer(file: string): void {
    try {
      this.#addGivenRun(readPointer(file, { followExternal: this.#followExternal }))
    } catch (error) {
      this.#found.skip(file, `cannot follow the pointer: ${describeError(error)}`)
    }
  }

  #addGivenRun(place: string): void {
    const problem = directoryProblem(place)
    if (problem === IS_FILE) {
      if (!this.#addFile(place)) this.#found.skip(place, UNREADABLE_FILE)
    } else if (problem !== undefined) this.#found.skip(place, problem)
    else if (hasConfig(place)) this.#addCandidate(place)
    else {
      const before = this.#found.count
      this.#addTree(place, { isRun: true, isGiven: true })
      if (this.#found.count > before) return
      if (this.#tablesIn(place).length > 0) {
        this.#found.skip(place, this.#describeNothing(place, []))
      } else {
        // The reader of facts then says what is missing.
        this.#found.addJob({ ...emptyJob(place), hasFacts: true })
      }
    }
  }

  /**
   * A directory whose name, or whoever named it, says that it is a run.
   *
   * @param expectsFacts its name is that of a run that keeps facts: where it has none, that is a fault
   * @param place its real path, where it is known
   */
  #addCandidate(
    dir: string,
    { expectsFacts = false, place }: { expectsFacts?: boolean; place?: string | undefined } = {},
  ): void {
    const problem = directoryProblem(dir) ?? (hasConfig(dir) ? undefined : NO_CONFIG)
    if (problem !== undefined) {
      this.#found.skip(dir, problem)
      return
    }
    this.#addTree(dir, { isRun: true, place })
    const job = this.#found.jobAt(dir)
    if (!job) this.#found.addJob({ ...emptyJob(dir), hasFacts: true })
    else if (expectsFacts && job.claims.length === 0) this.#found.expectFacts(dir)
  }

  /** Whether any source reads the file. */
  #addFile(file: string): boolean {
    const { claims, failed } = claimFile(file, this.#sources)
    this.#found.addNotSearched(failed)
    if (claims.length > 0) this.#found.addJob({ ...emptyJob(file), claims })
    return claims.length > 0
  }

  /** Paths of the files in a directory that may be tables of runs. */
  #tablesIn(directory: string): string[] {
    const names = this.#list(directory).map(({ name }) => name)
    return sortRunPaths(names.filter(mayBeTable)).map((name) => belowPath(directory, name))
  }

  #describeNothing(sweepDir: string, outsideRuns: readonly string[]): string {
    const name = path.basename(path.resolve(sweepDir))
    const runsDir = runsDirBeside(sweepDir)
    const beside = runsDir === undefined ? [] : this.#list(runsDir).map((entry) => entry.name)
    const tables = this.#tablesIn(sweepDir)
    return describeNoRuns({ name, runsDir, beside: sortRunPaths(beside), outsideRuns, tables })
  }
}

/** Where a folder could not be searched, what is sought may lie there. */
function noMatch([first]: readonly NotSearched[]): string {
  return first === undefined
    ? NO_MATCH
    : `${NO_MATCH}; ${first.path} was not searched: ${first.reason}`
}

function sweepNotFound(sweepDir: string, problem: string): ReportError {
  return new ReportError(
    'SWEEP_DIR_NOT_FOUND',
    `inputs.sweep_dir=${sweepDir}: ${problem} (looked from ${process.cwd()}). Give the path of a ` +
      'directory with runs such as outputs/multiruns/exp_20251103-140953_experiment, or inputs.run_dirs.' +
      windowsAdvice(sweepDir),
  )
}

function hasConfig(runDir: string): boolean {
  return [RUN_FILES.config, RUN_FILES.olderConfig].some((name) => existsSync(`${runDir}/${name}`))
}

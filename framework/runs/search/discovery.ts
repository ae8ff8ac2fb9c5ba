import { ReportError } from '../../errors.ts'
import { expandPattern, NO_MATCH } from './directories.ts'
import { normaliseRunPath } from './runPath.ts'
import { type Discovery, RunSearch, sweepNotFound } from './runSearch.ts'

/** Where the runs are: exactly one of the two. */
export interface RunInputs {
  /** A sweep's directory, with globs if wanted (`outputs/multiruns/exp_*_vq`), or several of them. */
  readonly sweepDir?: string | readonly string[] | null | undefined
  /** The runs' own directories, with globs if wanted (`outputs/runs/run_*_vq_job*`). */
  readonly runDirs?: readonly string[] | null | undefined
}

/**
 * The directories of the runs that the inputs name, in natural order (`job2` before `job10`). A
 * directory counts once, whatever links lead to it.
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
  const search = new RunSearch()
  for (const dir of sweepDirs.flatMap(expandSweepDir)) search.addSweep(dir)
  for (const dir of runDirs) search.addGiven(normaliseRunPath(dir))
  return search.result()
}

/** A pattern's sweeps in order, or the one directory that is named. */
function expandSweepDir(sweepDir: string): string[] {
  const normal = normaliseRunPath(sweepDir)
  const found = expandPattern(normal)
  if (found.length === 0) throw sweepNotFound(normal, NO_MATCH)
  return found
}

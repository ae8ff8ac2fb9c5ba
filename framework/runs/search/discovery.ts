import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import {
  checkArguments,
  checkOptions,
  objectOf,
  oneOrMore,
  TEXT,
  TEXTS,
  YES_OR_NO,
} from '../../text/checkOptions.ts'
import { ALL_SOURCES } from '../sources/allSources.ts'
import type { Source } from '../sources/source.ts'
import type { Discovery } from './foundRuns.ts'
import { normaliseRunPath } from './runPath.ts'
import { RunSearch } from './runSearch.ts'

/** Where the runs are: exactly one of the two. */
export interface RunInputs {
  /**
   * A directory with runs however deep below it (a sweep, a project's `multirun`, `mlruns` or `wandb`),
   * or a file of runs (`mlflow.db`, a CSV with one row per run), with globs if wanted
   * (`outputs/multiruns/exp_*_vq`), or several of them.
   */
  readonly sweepDir?: string | readonly string[] | null | undefined
  /** The runs' own directories, with globs if wanted (`outputs/runs/run_*_vq_job*`). */
  readonly runDirs?: readonly string[] | null | undefined
  /** Follow `*.pointer.json` files out of the outputs of their sweep, `security.follow_external`. Default false. */
  readonly followExternal?: boolean | undefined
}

const PATHS = v.nullish(oneOrMore(TEXT))

export const INPUTS = objectOf('an object with sweepDir or runDirs')
export const RUN_INPUTS = { sweepDir: PATHS, runDirs: v.nullish(TEXTS), followExternal: YES_OR_NO }

/**
 * The directories of the runs that the inputs name, in natural order (`job2` before `job10`), and the
 * directories of stores that hold many. A directory counts once, whatever links lead to it.
 *
 * The runs of a directory are those below it (see `searchTree`) and the targets of its
 * `*.pointer.json` files, which lie in the outputs of the sweep. Those of a sweep
 * `exp_<timestamp>_<name>` are also, in `outputs/runs` beside `outputs/multiruns`, those named
 * `run_<timestamp>_<name>` or `run_<timestamp>_<name>_job<N>`.
 *
 * Throws `INPUTS_AMBIGUOUS` unless exactly one of `sweepDir` and `runDirs` is given, and
 * `SWEEP_DIR_NOT_FOUND` where a sweep's directory does not exist.
 */
export async function discoverRuns(inputs: RunInputs): Promise<string[]> {
  checkArguments('OPTION_INVALID', 'discoverRuns', { inputs }, { inputs: INPUTS })
  checkOptions('OPTION_INVALID', 'discoverRuns', inputs, RUN_INPUTS)
  return findRuns(inputs).jobs.map(({ directory }) => directory)
}

/** `discoverRuns` with what each of them holds, and with what was passed over and why. */
export function findRuns(
  inputs: RunInputs,
  sources: readonly Source[] = ALL_SOURCES,
  onProgress?: (directories: number) => void,
): Discovery {
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
  const search = new RunSearch(sources, { onProgress, followExternal: inputs.followExternal })
  for (const dir of sweepDirs) search.addSweeps(normaliseRunPath(dir))
  for (const dir of runDirs) search.addGiven(normaliseRunPath(dir))
  return search.result()
}

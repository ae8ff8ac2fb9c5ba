import path from 'node:path'
import { globSync } from 'tinyglobby'
import { ReportError } from '../../errors.ts'
import { inferOutputRoot } from '../../output/outputRoot.ts'
import type { ReportInputs } from '../spec/defineReport.ts'
import type { ReportConfig } from './reportConfig.ts'

/** The runs that a report is about, and where it goes. */
export interface ResolvedInputs {
  readonly inputs: ReportInputs
  /** Absolute; the report goes to `<outputRoot>/reports`. */
  readonly outputRoot: string
}

/** The inputs that the config names; whether they are fit to be loaded is `loadRuns`' to say. */
export function inputsFromConfig(config: ReportConfig, cwd: string): ResolvedInputs {
  const {
    sweep_dir: sweepDir,
    run_dirs: runDirs,
    require_complete: requireComplete,
  } = config.inputs
  const outputRoot = path.resolve(
    cwd,
    config.env.output_root ?? inferOutputRoot([...sweepDir, ...runDirs]),
  )
  const cacheDir = config.cache ? path.join(outputRoot, '.cache') : undefined
  return { inputs: { sweepDir, runDirs, requireComplete, cacheDir }, outputRoot }
}

/**
 * The fixture sweep of a report: `fixtures/<fixture>/outputs/multiruns/exp_*`. Nothing is cached and
 * the report does not go beside the committed runs.
 */
export function inputsFromFixture(options: {
  projectRoot: string
  fixture: string
  cwd: string
  outputRoot: string
}): ResolvedInputs {
  const folder = path.join(options.projectRoot, 'fixtures', options.fixture)
  const [sweep] = globSync('outputs/multiruns/*', { cwd: folder, onlyDirectories: true }).sort()
  if (!sweep) {
    throw new ReportError(
      'FIXTURE_NOT_FOUND',
      `The fixture "${options.fixture}" has no sweep under ${folder}/outputs/multiruns.`,
    )
  }
  const sweepDir = path.relative(options.cwd, path.join(folder, sweep))
  return { inputs: { sweepDir: [sweepDir] }, outputRoot: options.outputRoot }
}

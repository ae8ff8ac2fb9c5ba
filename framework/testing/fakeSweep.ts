import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { checkOptions, FINITE, TEXT, TEXTS } from '../text/checkOptions.ts'
import { recordOf } from '../text/schema/recordOf.ts'
import { type FakeRun, fakeRun } from './fakeRun.ts'
import { chooseOptions, fakeConfigYaml, splitOverride } from './hydra/fakeConfig.ts'
import { fakeHydraYaml } from './hydra/fakeHydra.ts'

export interface FakeSweep {
  /** The folder that `outputs/` is written into. */
  readonly root: string
  /** `experiment.name`; default `experiment`. */
  readonly name?: string
  /** `YYYYMMDD-HHMMSS` in UTC; default `20251103-140953`. */
  readonly timestamp?: string
  /** Overrides and their values; the last axis varies fastest, as in Hydra's basic sweeper. */
  readonly axes: Readonly<Record<string, readonly (string | number)[]>>
  /** Overrides that all runs share, after the axes. Default none. */
  readonly overrides?: readonly string[]
  /** Default 12. */
  readonly epochs?: number
  /** Runs beyond the axes' combinations, numbered after them. Default none. */
  readonly additionalRuns?: readonly Pick<FakeRun, 'overrides' | 'epochs' | 'unfinished'>[]
}

/** What describes a sweep, but its root. */
export const SWEEP = {
  name: TEXT,
  timestamp: TEXT,
  axes: recordOf(v.array(v.union([TEXT, v.number()]))),
  overrides: TEXTS,
  epochs: FINITE,
  additionalRuns: v.array(v.looseObject({})),
}

export interface WrittenSweep {
  readonly sweepDir: string
  /** In the order of the job numbers. */
  readonly runDirs: string[]
}

const JOB_INTERVAL_MS = 60_000

/**
 * Writes a multirun as Hydra and the trainer leave it: `outputs/multiruns/exp_<timestamp>_<name>/`
 * with its `multirun.yaml`, and a run of every combination of the axes in
 * `outputs/runs/run_<timestamp>_<name>_job<N>`. The same description gives the same bytes.
 */
export function fakeSweep(sweep: FakeSweep): WrittenSweep {
  checkOptions('OPTION_INVALID', 'fakeSweep', sweep, { ...SWEEP, root: TEXT }, ['root', 'axes'])
  const { root, axes, name = 'experiment', timestamp = '20251103-140953', epochs = 12 } = sweep
  const shared = [
    `phase1.trainer.epochs=${epochs}`,
    ...(sweep.overrides ?? []),
    `phase1/experiment=${name}`,
    'env.output_root=outputs',
    'env.data_root=data',
  ]
  const sweepParams = Object.fromEntries(
    Object.entries(axes).map(([key, values]) => [key, values.join(',')]),
  )
  const sweepDir = path.join(root, 'outputs', 'multiruns', `exp_${timestamp}_${name}`)
  mkdirSync(sweepDir, { recursive: true })
  const sharedOverrides = shared.map(splitOverride)
  const hydra = fakeHydraYaml({
    ...chooseOptions(sharedOverrides),
    experiment: name,
    overrides: shared,
    sweepParams,
  })
  writeFileSync(path.join(sweepDir, 'multirun.yaml'), hydra + fakeConfigYaml(name, sharedOverrides))
  const runs = [
    ...combinations(Object.entries(axes)).map((overrides) => ({ overrides })),
    ...(sweep.additionalRuns ?? []),
  ]
  const runDirs = runs.map((run, job) => {
    const recordedRunDir = `outputs/runs/run_${timestamp}_${name}_job${job}`
    const runDir = path.join(root, recordedRunDir)
    fakeRun({
      epochs,
      ...run,
      overrides: [...(run.overrides ?? []), ...shared],
      runDir,
      recordedRunDir,
      experiment: name,
      job,
      sweepParams,
      startedAt: new Date(parseTimestamp(timestamp).getTime() + job * JOB_INTERVAL_MS),
    })
    return runDir
  })
  return { sweepDir, runDirs }
}

function combinations(
  axes: readonly (readonly [string, readonly (string | number)[]])[],
): string[][] {
  const [first, ...rest] = axes
  if (first === undefined) return [[]]
  const [key, values] = first
  const tails = combinations(rest)
  return values.flatMap((value) => tails.map((tail) => [`${key}=${value}`, ...tail]))
}

function parseTimestamp(timestamp: string): Date {
  return new Date(
    timestamp.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z'),
  )
}

import type { PlainObject } from '../../config/tree/plain.ts'

/** Test support: the files of runs as their tools leave them, by path, for `writeTree`. */
type Files = Record<string, string>

export interface HydraJob {
  /** The composed config. Default empty. */
  readonly config?: PlainObject
  readonly overrides?: readonly string[]
  /** The keys of `hydra` in `.hydra/hydra.yaml`. */
  readonly hydra?: PlainObject
}

/** What Hydra leaves in the directory of a job; JSON is YAML. */
export function hydraJob(directory: string, job: HydraJob = {}): Files {
  return {
    [`${directory}/.hydra/config.yaml`]: JSON.stringify(job.config ?? {}),
    [`${directory}/.hydra/overrides.yaml`]: JSON.stringify(job.overrides ?? []),
    ...(job.hydra && {
      [`${directory}/.hydra/hydra.yaml`]: JSON.stringify({ hydra: job.hydra }),
    }),
  }
}

/** The folder of Lightning's CSVLogger: a row for each call, and the parameters. */
export function lightningRun(
  directory: string,
  rows: readonly Readonly<Record<string, number | string>>[],
  hparams?: PlainObject,
): Files {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = rows.map((row) => names.map((name) => row[name] ?? '').join(','))
  return {
    [`${directory}/metrics.csv`]: `${[names.join(','), ...lines].join('\n')}\n`,
    ...(hparams && { [`${directory}/hparams.yaml`]: JSON.stringify(hparams) }),
  }
}

export interface MlflowRun {
  readonly params?: Readonly<Record<string, string>>
  /** The values of each metric at the steps 0, 1, … */
  readonly metrics?: Readonly<Record<string, readonly number[]>>
  readonly name?: string
  /** MLflow's number: 1 running, 3 finished, 4 failed. Default 3. */
  readonly status?: number
  readonly lifecycle?: 'active' | 'deleted'
  /** Milliseconds since 1970. Default 1 700 000 000 000. */
  readonly startTime?: number
  readonly artifactUri?: string
}

/** A run in MLflow's file store; the last part of the directory is its id. */
export function mlflowRun(directory: string, run: MlflowRun = {}): Files {
  const { params = {}, metrics = {}, startTime = 1.7e12, lifecycle = 'active' } = run
  const meta = {
    run_id: directory.slice(directory.lastIndexOf('/') + 1),
    run_name: run.name ?? '',
    status: run.status ?? 3,
    start_time: startTime,
    end_time: startTime + 60_000,
    artifact_uri: run.artifactUri ?? '',
    lifecycle_stage: lifecycle,
  }
  const lines = Object.entries(meta).map(([key, value]) => `${key}: ${value === '' ? "''" : value}`)
  return {
    [`${directory}/meta.yaml`]: `${lines.join('\n')}\n`,
    ...filesOf(`${directory}/params`, params),
    ...filesOf(
      `${directory}/metrics`,
      Object.fromEntries(
        Object.entries(metrics).map(([name, values]) => [
          name,
          values.map((value, step) => `${startTime + step} ${value} ${step}\n`).join(''),
        ]),
      ),
    ),
  }
}

/** Records of a script in `metrics.jsonl`. */
export function jsonLines(directory: string, records: readonly object[]): Files {
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('')
  return { [`${directory}/metrics.jsonl`]: text }
}

function filesOf(folder: string, texts: Readonly<Record<string, string>>): Files {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [`${folder}/${name}`, text]),
  )
}

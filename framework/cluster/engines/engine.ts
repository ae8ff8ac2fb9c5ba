import type { Part, Plan } from '../plan.ts'
import type { SiteSettings } from '../siteSettings.ts'
import type { Submission } from '../submission.ts'
import type { NoAnswer } from './callEngine.ts'

/** What is to be submitted. */
export interface Job {
  readonly plan: Plan
  /** `<output root>/.cluster/<id>`, absolute: where the files are and the jobs run. */
  readonly folder: string
  /** The jobs that are not done yet, in order; the report is one of them. */
  readonly parts: readonly Part[]
  readonly site: SiteSettings
  /** GPUs of each shard. */
  readonly gpus: number
}

/** What runs the jobs of a plan: a batch system, or this machine. */
export interface Engine {
  /** The files that the engine needs in addition to the job's script: name -> content. */
  readonly files: (job: Job) => Readonly<Record<string, string>>
  /** What a person would type in the plan's folder, one command per line. */
  readonly commands: (job: Job) => readonly string[]
  /**
   * Hands the jobs over.
   *
   * @returns the ids that the engine gave them
   * @throws {ReportError} SUBMIT_FAILED
   */
  readonly submit: (job: Job) => Promise<readonly string[]>
  /**
   * Jobs of a plan that the engine still holds, waiting or running, also those that somebody has submitted by
   * hand from the plan's folder: `all` where it cannot tell them apart.
   */
  readonly held: (
    submission: Submission | undefined,
    folder: string,
  ) => Promise<ReadonlySet<Part> | 'all' | NoAnswer>
}

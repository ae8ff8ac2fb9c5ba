import type { Job } from '../../cluster/engines/engine.ts'
import { expectAsPlanned, madeWith } from '../../cluster/madeWith.ts'
import { partStatuses } from '../../cluster/partStatus.ts'
import { partName, planFile, readPlan } from '../../cluster/plan.ts'
import { gpusPerShard, siteSettings } from '../../cluster/siteSettings.ts'
import { readSubmission } from '../../cluster/submission.ts'
import { parseOverrideText } from '../../config/overrides/overrideGrammar.ts'
import { ReportError } from '../../errors.ts'
import { findProjectRoot } from '../../report/config/project.ts'
import { composeReportConfig } from '../../report/config/reportConfig.ts'
import { findReport } from '../findReport.ts'
import { printLines } from '../terminal.ts'
import { showStatus } from './showStatus.ts'
import { submitJob } from './submitJob.ts'

/**
 * Submits the jobs of a plan that are not done again.
 *
 * @param folder of the plan, absolute
 * @param overrides of `env.cluster`, such as more memory; any other is refused
 * @throws {ReportError} USAGE while jobs of the plan wait or run, PLAN_OUTDATED, PLAN_INVALID, SUBMIT_FAILED
 */
export async function resume(
  folder: string,
  overrides: readonly string[],
  { dryRun }: { readonly dryRun: boolean },
): Promise<number> {
  const plan = readPlan(planFile(folder))
  const projectRoot = findProjectRoot(plan.cwd)
  const { name, file } = findReport(plan.report, projectRoot)
  const request = {
    ...{ projectRoot, name },
    overrides: [...plan.words, ...overrides].map(parseOverrideText),
  }
  expectAsPlanned(plan, madeWith(request, file))
  const statuses = await partStatuses(plan, folder)
  const busy = statuses.filter(({ state }) => state === 'running' || state === 'waiting')
  if (busy.length > 0) {
    const names = busy.map(({ part, state }) => `${partName(part)} (${state})`).join(', ')
    throw new ReportError(
      'USAGE',
      `${plan.id} has not ended: ${names}. Wait for that${cancelAdvice(plan.engine, folder)}.`,
    )
  }
  const parts = statuses.filter(({ state }) => state !== 'done').map(({ part }) => part)
  if (parts.length === 0) {
    printLines('All jobs are done.')
    return showStatus(folder)
  }
  const { config } = composeReportConfig(request)
  const site = siteSettings(config)
  // The report is made anew from shards that are.
  const job: Job = {
    ...{ plan, folder, site, gpus: gpusPerShard(site, config) },
    parts: parts.includes('report') ? parts : [...parts, 'report'],
  }
  return submitJob(job, { dryRun })
}

function cancelAdvice(engine: string, folder: string): string {
  const jobs = readSubmission(folder)?.jobs ?? []
  const command = { slurm: 'scancel', htcondor: 'condor_rm' }[engine]
  return command === undefined || jobs.length === 0
    ? ''
    : `, or cancel it: ${command} ${jobs.join(' ')}`
}

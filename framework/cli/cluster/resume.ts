import type { Job } from '../../cluster/engines/engine.ts'
import { expectAsPlanned, madeWith } from '../../cluster/madeWith.ts'
import { type Plan, partName, planFile, readPlan } from '../../cluster/plan.ts'
import { type PlanStatus, planStatus } from '../../cluster/planStatus.ts'
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
 * @param force take it that no job waits, where the engine cannot be asked
 * @throws {ReportError} USAGE while jobs of the plan wait or run, PLAN_OUTDATED, PLAN_INVALID, SUBMIT_FAILED
 */
export async function resume(
  folder: string,
  overrides: readonly string[],
  { dryRun, force }: { readonly dryRun: boolean; readonly force: boolean },
): Promise<number> {
  const plan = readPlan(planFile(folder))
  const projectRoot = findProjectRoot(plan.cwd)
  const { name, file } = findReport(plan.report, projectRoot)
  const request = {
    ...{ projectRoot, name },
    overrides: [...plan.words, ...overrides].map(parseOverrideText),
  }
  expectAsPlanned(plan, madeWith(request, file))
  const status = await planStatus(plan, folder)
  expectEnded(plan, folder, status, { force })
  const parts = status.jobs.filter(({ state }) => state !== 'done').map(({ part }) => part)
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

/** @throws {ReportError} USAGE while jobs run, or wait as far as is known */
function expectEnded(
  plan: Plan,
  folder: string,
  { jobs, noAnswer }: PlanStatus,
  { force }: { readonly force: boolean },
): void {
  const isUnknown = noAnswer !== undefined
  const running = jobs.filter(({ state }) => state === 'running')
  const waiting = isUnknown && force ? [] : jobs.filter(({ state }) => state === 'waiting')
  const busy = [...running, ...waiting]
  if (busy.length === 0) return
  const names = busy.map(({ part, state }) => `${partName(part)} (${state})`).join(', ')
  const way = `Wait for that${cancelAdvice(plan.engine, folder)}.`
  throw new ReportError(
    'USAGE',
    isUnknown && running.length === 0
      ? `${plan.id} has not ended, as far as is known: ${names}. Which jobs are waiting is not known: ${noAnswer}. ` +
          `${way} Once none of them is in the queue, add --force.`
      : `${plan.id} has not ended: ${names}. ${way}`,
  )
}

function cancelAdvice(engine: string, folder: string): string {
  const jobs = readSubmission(folder)?.jobs ?? []
  const command = { slurm: 'scancel', htcondor: 'condor_rm' }[engine]
  return command === undefined || jobs.length === 0
    ? ''
    : `, or cancel it: ${command} ${jobs.join(' ')}`
}

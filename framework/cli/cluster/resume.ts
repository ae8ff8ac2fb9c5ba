import type { Job } from '../../cluster/engines/engine.ts'
import { expectAsPlanned, madeWith } from '../../cluster/madeWith.ts'
import { type Plan, partName, partsOf, planFile, readPlan } from '../../cluster/plan.ts'
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
 * Submits the jobs of a plan that are not done again; all of them where the cache lies elsewhere from now on.
 *
 * @param folder of the plan, absolute
 * @param overrides of `env.cluster`, such as more memory, or of `env.cache_root`; any other is refused
 * @param force take it that no job waits, where the engine cannot be asked
 * @throws {ReportError} USAGE while jobs of the plan wait or run, PLAN_OUTDATED, PLAN_INVALID, SUBMIT_FAILED
 */
export async function resume(
  folder: string,
  overrides: readonly string[],
  { dryRun, force }: { readonly dryRun: boolean; readonly force: boolean },
): Promise<number> {
  const begun = readPlan(planFile(folder))
  const projectRoot = findProjectRoot(begun.cwd)
  const { name, file } = findReport(begun.report, projectRoot)
  const requestOf = (words: readonly string[]) => {
    return { projectRoot, name, overrides: words.map(parseOverrideText) }
  }
  const places = overrides.filter((word) => parseOverrideText(word).key === CACHE_ROOT)
  const others = overrides.filter((word) => !places.includes(word))
  expectAsPlanned(begun, madeWith(requestOf([...begun.words, ...others]), file))
  const status = await planStatus(begun, folder)
  expectEnded(begun, folder, status, { force })
  const open = status.jobs.filter(({ state }) => state !== 'done').map(({ part }) => part)
  if (open.length === 0) {
    printLines('All jobs are done.')
    return showStatus(folder)
  }
  // Where results are kept changes none of them; but what is done is not to be found there.
  const words = [...begun.words, ...places]
  const plan: Plan =
    places.length === 0 ? begun : { ...begun, words, made_with: madeWith(requestOf(words), file) }
  const parts = plan === begun ? open : partsOf(plan)
  const { config } = composeReportConfig(requestOf([...begun.words, ...overrides]))
  const site = siteSettings(config)
  // The report is made anew from shards that are.
  const job: Job = {
    ...{ plan, folder, site, gpus: gpusPerShard(site, config) },
    parts: parts.includes('report') ? parts : [...parts, 'report'],
  }
  return submitJob(job, { dryRun })
}

const CACHE_ROOT = 'env.cache_root'

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

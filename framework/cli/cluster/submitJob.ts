import path from 'node:path'
import { engineOf } from '../../cluster/engines/allEngines.ts'
import type { Job } from '../../cluster/engines/engine.ts'
import { removeRecord } from '../../cluster/partRecord.ts'
import { writeSubmission } from '../../cluster/submission.ts'
import { writeJob } from '../../cluster/writeJob.ts'
import { ReportError } from '../../errors.ts'
import { isOfFile } from '../../files/isOfFile.ts'
import { ownCommand } from '../../files/machine/ownCommand.ts'
import { tellOnSignal } from '../../files/tellOnSignal.ts'
import { count } from '../../text/counts.ts'
import { shellWords } from '../../text/shellWords.ts'
import { printError, printLines } from '../terminal.ts'
import { planName } from './planName.ts'
import { showStatus } from './showStatus.ts'

/**
 * Writes the files of a plan and hands its jobs to the engine. Returns the exit code: 0 once a batch system
 * has accepted the jobs; that of `status` where they ran on this machine.
 *
 * @param keepFolder called once the folder of the plan is to stay, whatever happens then
 * @throws {ReportError} OUTPUT_NOT_WRITABLE, SUBMIT_FAILED
 */
export async function submitJob(
  job: Job,
  { dryRun, keepFolder = () => {} }: { dryRun: boolean; keepFolder?: () => void },
): Promise<number> {
  const { plan, folder, parts } = job
  const engine = engineOf(plan)
  tellOnSignal(() => 'Nothing was submitted.')
  try {
    await writeJob(job)
    keepFolder()
  } catch (cause) {
    if (!isOfFile(cause)) throw cause
    const problem = `The jobs' files cannot be written: ${(cause as Error).message}.`
    throw new ReportError('OUTPUT_NOT_WRITABLE', `${problem} Nothing was submitted.`, { cause })
  }
  printLines(`${plan.id}: ${count(plan.shards, 'shard')} and the report, in ${folder}`)
  if (dryRun) {
    const typed = [`cd ${shellWords([path.relative('', folder) || '.'])}`, ...engine.commands(job)]
    printLines('Nothing was submitted. To do so:', ...typed.map((line) => `  ${line}`))
    return 0
  }
  for (const part of parts) removeRecord(folder, part)
  const follow = `${ownCommand()} status ${planName(folder)}`
  if (plan.engine === 'local') {
    tellOnSignal(
      () =>
        `Kept: the results of the jobs that are done; ${ownCommand()} submit --resume ${planName(folder)} does the others.`,
    )
    printLines(`Running ${count(parts.length, 'job')} here. From another terminal: ${follow}`)
    await engine.submit(job)
    return showStatus(folder)
  }
  tellOnSignal(
    () => `Jobs may have been submitted; ${follow} says which. Their files are in ${folder}.`,
  )
  const jobs = await engine.submit(job).catch((error: unknown) => {
    if (!(error instanceof ReportError)) throw error
    const advice = `The files are in ${folder}. Once that is fixed: ${ownCommand()} submit --resume ${planName(folder)}`
    throw new ReportError(error.code, `${error.message}\n${advice}`, { cause: error })
  })
  try {
    await writeSubmission(folder, { jobs: [...jobs] })
  } catch (error) {
    if (!isOfFile(error)) throw error
    printError(`Warning: the ids of the jobs cannot be kept: ${(error as Error).message}`)
  }
  printLines(
    `Submitted to ${plan.engine}: ${jobs.length > 0 ? `job ${jobs.join(' and ')}` : 'job id unknown'}.`,
    `Follow it with: ${follow}`,
  )
  return 0
}

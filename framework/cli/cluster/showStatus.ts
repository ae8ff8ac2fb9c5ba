import { partName, planFile, readPlan } from '../../cluster/plan.ts'
import { planStatus } from '../../cluster/planStatus.ts'
import { readSubmission } from '../../cluster/submission.ts'
import { ownCommand } from '../../files/machine/ownCommand.ts'
import { count } from '../../text/counts.ts'
import { shellWords } from '../../text/shellWords.ts'
import { printLines } from '../terminal.ts'
import { planName } from './planName.ts'

/** Exit codes as those of `missing`. */
const EXIT = { made: 0, failed: 1, notYet: 3 } as const

/**
 * Prints how the jobs of a submitted report stand, and how to do again what failed.
 *
 * @param folder of the plan, absolute
 * @returns 0 once the report is made, 3 while jobs wait or run, 1 when one has failed
 * @throws {ReportError} PLAN_INVALID
 */
export async function showStatus(folder: string): Promise<number> {
  const plan = readPlan(planFile(folder))
  const submission = readSubmission(folder)
  const when = submission?.submitted_utc.slice(0, 19).replace('T', ' ')
  printLines(
    `${plan.id}: ${plan.engine}, ${count(plan.shards, 'shard')}, ` +
      (when === undefined ? 'not known to be submitted' : `submitted ${when} UTC`) +
      (submission && submission.jobs.length > 0 ? `, job ${submission.jobs.join(' and ')}` : ''),
  )
  const { jobs: statuses, noAnswer } = await planStatus(plan, folder)
  if (noAnswer !== undefined)
    printLines(`Which jobs are waiting or running is not known: ${noAnswer}. As they stood last:`)
  const width = Math.max(...statuses.map(({ part }) => partName(part).length))
  for (const { part, state, detail } of statuses) {
    const [first = '', ...more] = detail.split('\n')
    printLines(
      `  ${partName(part).padEnd(width)}  ${state.padEnd(7)}  ${first}`.trimEnd(),
      ...more.map((line) => `  ${' '.repeat(width)}           ${line}`),
    )
  }
  const report = statuses.at(-1)
  if (report?.state === 'done') return EXIT.made
  const isGoingOn = statuses.some(({ state }) => state === 'running' || state === 'waiting')
  const hasFailed = statuses.some(({ state }) => state === 'failed')
  const resume = `${ownCommand()} submit --resume ${planName(folder)}`
  if (noAnswer !== undefined)
    printLines(
      `Once none of its jobs is in the queue, to submit what is not done: ${resume}` +
        (statuses.some(({ state }) => state === 'waiting') ? ' --force' : ''),
    )
  else if (hasFailed && isGoingOn)
    printLines(`What failed can be submitted again once the others have ended: ${resume}`)
  else if (!isGoingOn) printLines(`To submit what is not done: ${resume}`)
  if (statuses.some(({ state, detail }) => state === 'failed' && detail.startsWith('model '))) {
    // The report depends on all shards, and is never begun where one fails each time.
    const words = shellWords(['--config-name', plan.report, ...plan.words])
    printLines(
      `Or, where a model fails each time, to make the report without it, in ${plan.cwd}: ${ownCommand()} ${words}`,
    )
  }
  return hasFailed ? EXIT.failed : EXIT.notYet
}

import {
  findMissing,
  isIncomplete,
  type MissingJob,
  type SweepGaps,
  unstartedJobs,
} from '../../runs/planned/findMissing.ts'
import { count } from '../../text/counts.ts'
import { printable } from '../../text/printable.ts'
import { shellWords } from '../../text/shellWords.ts'
import { printData } from '../terminal.ts'
import { inputsOfListing } from './listRuns.ts'

/**
 * Prints what sweeps lack of the jobs that they planned, and the commands that run just those again.
 *
 * @param words directories of sweeps, or folders of them, and overrides
 * @returns whether anything is missing
 * @throws {ReportError} what `findMissing` throws
 */
export async function listMissing(words: readonly string[]): Promise<boolean> {
  const { inputs } = await inputsOfListing(words, 'missing')
  const sweeps = await findMissing(inputs)
  printData(sweeps.map(describe).join('\n'))
  return sweeps.some(isIncomplete)
}

function describe(sweep: SweepGaps): string {
  const { directory, planned, found, otherRuns, remark, program, missing, unplanned } = sweep
  const others = `${count(otherRuns, 'run')} that Hydra did not start`
  const counts = [
    ...(found > 0 || otherRuns === 0 ? [`${count(found, 'job')} found`] : []),
    ...(otherRuns > 0 ? [others] : []),
  ]
  const lines = [`${directory}: ${[...counts, describePlan(planned)].join(', ')}`]
  if (remark !== undefined) lines.push(`  ${remark}`)
  for (const job of unplanned) lines.push(`  not planned: ${job}`)
  for (const job of missing) {
    lines.push(`  ${job.state}: ${nameOf(job)}`, ...job.evidence.map((line) => `      ${line}`))
  }
  const unstarted = unstartedJobs(sweep)
  if (unstarted > 0) {
    lines.push(`  absent: ${count(unstarted, 'job')}, whose settings the sampler had yet to choose`)
  } else if (missing.length === 0) lines.push(`  ${conclusion(sweep)}`)
  const again = missing.filter(({ rerun }) => rerun.length > 0)
  if (again.length > 0) lines.push('Run again:')
  for (const { rerun } of again) lines.push(`  python ${program} ${shellWords(rerun)}`)
  return lines.map((line) => `${printable(line)}\n`).join('')
}

function describePlan(planned: SweepGaps['planned']): string {
  if (typeof planned === 'number') return `${planned} planned`
  const { reason, asked } = planned
  return asked === undefined
    ? `how many were planned is not known: ${reason}`
    : `${asked} asked for: ${reason}`
}

/** Without a plan nobody knows what is absent. */
function conclusion({ planned, found, otherRuns }: SweepGaps): string {
  if (typeof planned === 'number' || planned.asked !== undefined) return 'Nothing is missing.'
  return found + otherRuns === 0
    ? 'Whether anything is missing is not known.'
    : 'None of these failed, is running, was cut short or has no results; whether others are absent is not known.'
}

function nameOf({ directory, overrides }: MissingJob): string {
  return [directory, overrides.join(' ')].filter((part) => part).join('  ')
}

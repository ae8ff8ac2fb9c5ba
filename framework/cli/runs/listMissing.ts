import {
  findMissing,
  isIncomplete,
  type MissingJob,
  type SweepGaps,
  unstartedJobs,
} from '../../runs/planned/findMissing.ts'
import { groupBy } from '../../tables/groupBy.ts'
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
  // After the first change of directory each block needs its own.
  const starts = sweeps.flatMap(({ missing }) => missing.flatMap(({ start }) => start ?? []))
  const here = process.cwd()
  const namesPlace = starts.some(({ directory = here }) => directory !== here)
  printData(sweeps.map((sweep) => describe(sweep, { namesPlace })).join('\n'))
  return sweeps.some(isIncomplete)
}

interface Telling {
  /** Whether to say where commands are to be typed. */
  readonly namesPlace: boolean
}

function describe(sweep: SweepGaps, telling: Telling): string {
  const { directory, planned, found, otherRuns, remark, missing, unplanned } = sweep
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
  lines.push(...commandsOf(missing, telling))
  return lines.map((line) => `${printable(line)}\n`).join('')
}

/** The commands that run jobs again, those that start in one place together. */
function commandsOf(missing: readonly MissingJob[], { namesPlace }: Telling): string[] {
  const again = missing.flatMap(({ start, rerun }) =>
    start === undefined ? [] : [{ start, rerun }],
  )
  const blocks = groupBy(again, ({ start: { directory, file, isThere } }) =>
    JSON.stringify([directory, isThere || file]),
  )
  return Array.from(blocks.values(), (block) => {
    const { directory, file, isThere } = (block[0] as (typeof again)[number]).start
    const lines = block.map(({ start, rerun }) => shellWords(['python', start.file, ...rerun]))
    const move = namesPlace && directory !== undefined ? [`cd ${shellWords([directory])}`] : []
    return [runAgain(directory, isThere, file), ...[...move, ...lines].map((line) => `  ${line}`)]
  }).flat()
}

function runAgain(directory: string | undefined, isThere: boolean, file: string): string {
  if (directory === undefined) return `Run again where ${file} lies:`
  return isThere ? 'Run again:' : `Run again, with the path of ${file}, which does not lie there:`
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

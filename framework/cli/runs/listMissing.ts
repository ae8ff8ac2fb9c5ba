import { findMissing, type MissingJob, type SweepGaps } from '../../runs/planned/findMissing.ts'
import { count } from '../../text/counts.ts'
import { printable } from '../../text/printable.ts'
import { shellWords } from '../../text/shellWords.ts'

/**
 * Prints what sweeps lack of the jobs that they planned, and the commands that run just those again.
 *
 * @param words directories of sweeps
 * @throws {ReportError} what `findMissing` throws
 */
export async function listMissing(words: readonly string[]): Promise<void> {
  for (const sweepDir of words) {
    process.stdout.write(describe(await findMissing(sweepDir.replace(/(?<=.)\/+$/, ''))))
  }
}

function describe({ directory, planned, found, remark, program, missing }: SweepGaps): string {
  const plan = planned === undefined ? 'how many were planned is not known' : `${planned} planned`
  const lines = [`${directory}: ${count(found, 'job')} found, ${plan}`]
  if (remark !== undefined) lines.push(`  ${remark}`)
  if (missing.length === 0) lines.push('  Nothing is missing.')
  for (const job of missing) {
    lines.push(`  ${job.state}: ${nameOf(job)}`, ...job.evidence.map((line) => `      ${line}`))
  }
  const again = missing.filter(({ rerun }) => rerun.length > 0)
  if (again.length > 0) lines.push('Run again:')
  for (const { rerun } of again) lines.push(`  python ${program} ${shellWords(rerun)}`)
  return lines.map((line) => `${printable(line)}\n`).join('')
}

function nameOf({ directory, overrides }: MissingJob): string {
  return [directory, overrides.join(' ')].filter((part) => part).join('  ')
}

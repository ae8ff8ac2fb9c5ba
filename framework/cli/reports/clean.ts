import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { isOfFile } from '../../files/isOfFile.ts'
import type { Leftover } from '../../output/staging/leftovers.ts'
import { findAllLeftovers, findOldCache } from '../../output/staging/tidyOutputs.ts'
import { cacheFolder, cacheLimitOf, userCacheFolder } from '../../report/config/cacheFolder.ts'
import { findProjectRoot } from '../../report/config/project.ts'
import { composeReportConfig } from '../../report/config/reportConfig.ts'
import { count } from '../../text/counts.ts'
import type { CleanOptions } from '../options.ts'
import { printLines } from '../terminal.ts'
import { reportsFolder } from './reportsFolder.ts'

/**
 * Mends what reports that were killed left below an output root, removes old files of its cache and of the
 * user's own, and prints what was done. Finished reports and what a running one makes stay as they are.
 *
 * @param folder holds a folder `reports`. Default `outputs`
 * @throws {ReportError} USAGE if the folder does not exist or `--unused-for` is not a number of days;
 *   OUTPUT_NOT_WRITABLE for what cannot be removed or written, after everything else was done
 */
export async function clean(
  folder: string | undefined,
  { dryRun = false, unusedFor, cacheRoot: askedCache }: CleanOptions,
): Promise<void> {
  const outputRoot = path.resolve(outputRootOf(reportsFolder(folder)))
  const days = daysOf(unusedFor)
  const cwd = process.cwd()
  const projectRoot = findProjectRoot(cwd)
  const { config } = composeReportConfig({ projectRoot, name: 'config', overrides: [] })
  const cache = askedCache ?? cacheFolder(config, outputRoot, cwd)
  const caches = [path.resolve(cache), userCacheFolder()]
  const found = [
    ...findAllLeftovers({ outputRoot, caches }),
    ...findOldCache({ caches, cacheLimit: cacheLimitOf(config) }, { days }),
  ]
  const failed: string[] = []
  for (const leftover of found) {
    const problem = dryRun ? undefined : await mendOrSay(leftover)
    if (problem === undefined) printLines(describe(leftover, dryRun))
    else failed.push(problem)
  }
  if (found.length === 0) printLines(`Nothing is left over below ${outputRoot}.`)
  if (failed.length > 0) {
    throw new ReportError(
      'OUTPUT_NOT_WRITABLE',
      `${count(failed.length, 'leftover')} could not be mended; whose they are may do so:\n${failed.join('\n')}`,
    )
  }
}

function outputRootOf(reports: string): string {
  return path.basename(reports) === 'reports' ? path.dirname(reports) : reports
}

function daysOf(text: string): number {
  const days = Number(text)
  if (text.trim() !== '' && days >= 0) return days
  throw new ReportError('USAGE', `--unused-for ${text}: expected a number of days, such as 30.`)
}

async function mendOrSay({ path: place, mend }: Leftover): Promise<string | undefined> {
  try {
    await mend()
    return undefined
  } catch (error) {
    if (!(error instanceof Error) || !isOfFile(error)) throw error
    return `${place}: ${error.message}`
  }
}

function describe({ kind, path: place, runs = [] }: Leftover, dryRun: boolean): string {
  const shown = path.relative('', place)
  if (kind === 'link') {
    return `${dryRun ? 'Would link' : 'Linked'} ${count(runs.length, 'run')} to ${shown}`
  }
  if (kind === 'restore') return `${dryRun ? 'Would restore' : 'Restored'} ${shown}`
  return `${dryRun ? 'Would remove' : 'Removed'} ${shown}`
}

import { constants } from 'node:fs'
import { appendFile, lstat } from 'node:fs/promises'
import path from 'node:path'
import pLimit from 'p-limit'
import { readText } from '../files/regularFile.ts'

/** The only file that a report writes into a run: the ids of the reports that used it, one per line. */
const BACK_LINK_FILE = 'report_pointer.txt'

/** Enough to hide a network disk's latency. */
const RUNS_AT_ONCE = 16

/** A link planted in a run must not lead the append to a file elsewhere. */
const APPEND_WITHOUT_FOLLOWING =
  constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0)

/** A run whose back-link could not be written, and why. */
export interface BackLinkFailure {
  readonly runDir: string
  readonly reason: string
}

/**
 * Appends the report's id to `report_pointer.txt` of every run, unless it stands there already.
 * One short append a run, so concurrent reports do not lose each other's lines. A run that cannot
 * be written (read-only, removed meanwhile) is returned, not thrown: the report itself is made.
 *
 * @param runDirs as in the runs table, relative to `cwd`
 */
export async function writeBackLinks(
  runDirs: readonly string[],
  reportId: string,
  cwd: string,
): Promise<BackLinkFailure[]> {
  const limit = pLimit(RUNS_AT_ONCE)
  const failures = await Promise.all(
    runDirs.map((runDir) => limit(() => writeBackLink(runDir, reportId, cwd))),
  )
  return failures.filter((failure) => failure !== undefined)
}

async function writeBackLink(
  runDir: string,
  reportId: string,
  cwd: string,
): Promise<BackLinkFailure | undefined> {
  const file = path.resolve(cwd, runDir, BACK_LINK_FILE)
  try {
    const text = await readIfPresent(file)
    if (text.split('\n').includes(reportId)) return undefined
    const separator = text === '' || text.endsWith('\n') ? '' : '\n'
    await appendFile(file, `${separator}${reportId}\n`, { flag: APPEND_WITHOUT_FOLLOWING })
    return undefined
  } catch (error) {
    return { runDir, reason: (error as Error).message }
  }
}

async function readIfPresent(file: string): Promise<string> {
  try {
    if (!(await lstat(file)).isFile()) throw new Error(`${file} is not a regular file`)
    return readText(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

import { existsSync } from 'node:fs'
import path from 'node:path'
import open from 'open'
import { ReportError } from '../../errors.ts'
import { ownCommand } from '../../files/machine/ownCommand.ts'
import { PAGE_FILE } from '../../output/data/readReport.ts'
import { printError, printLines } from '../terminal.ts'
import { findMadeReport } from './findMadeReport.ts'

/**
 * Opens the page of a report in the browser and prints where it is; without a display, or where
 * nothing opens pages, it is printed alone.
 *
 * @param word as {@link findMadeReport} takes it
 * @throws {ReportError} USAGE where there is no such report, PAGE_NOT_FOUND where it has no page
 */
export async function openReport(
  word: string | undefined,
  { print = !hasDisplay(process) }: { readonly print?: boolean },
): Promise<void> {
  const report = await findMadeReport(word)
  const page = path.join(report, PAGE_FILE)
  if (!existsSync(page)) {
    throw new ReportError(
      'PAGE_NOT_FOUND',
      `${report} has no page (${PAGE_FILE}): it was removed, or the report is of an earlier version. ` +
        `Make one from the data of the report: ${ownCommand()} rebuild ${report}`,
    )
  }
  printLines(page)
  if (print) return
  try {
    await open(path.resolve(page))
  } catch (error) {
    const reason = (error as Error).message
    printError(`It could not be opened (${reason}): open this file in a browser.`)
  }
}

/** Whether a browser would show where the person is. */
export function hasDisplay({
  platform,
  env,
}: {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
}): boolean {
  if (platform === 'win32' || platform === 'darwin') {
    // On a machine that is reached over the network, the screen is somewhere else.
    return !env.SSH_CONNECTION
  }
  return [env.DISPLAY, env.WAYLAND_DISPLAY, env.WSL_DISTRO_NAME].some(Boolean)
}

import { PAGE_FILE } from '../data/readReport.ts'
import type { ReportDirectory } from '../reportDirectory.ts'
import { readWritten } from './data/writtenReport.ts'
import { pageAssets } from './pageAssets.ts'

/** Writes the page of a report, which is made from the other files of it: all must be there. */
export async function writePage(directory: ReportDirectory): Promise<void> {
  // It knows how figures are arranged, and so loads Chart.js: not before a report has been made.
  const { livePageHtml, pageHtml } = await import('./pageHtml.ts')
  const written = await readWritten(directory)
  if (written.report.live) {
    const { page, ended } = livePageHtml(written, pageAssets())
    await directory.write(PAGE_FILE, page, ended)
  } else {
    await directory.write(PAGE_FILE, pageHtml(written, pageAssets()))
  }
}

import type { ReportDirectory } from '../reportDirectory.ts'
import { readWritten } from './data/writtenReport.ts'
import { pageAssets } from './pageAssets.ts'
import { pageHtml } from './pageHtml.ts'

/** In a report's directory: what opens in a browser. */
export const PAGE_FILE = 'index.html'

/** Writes the page of a report, which is made from the other files of it: all must be there. */
export async function writePage(directory: ReportDirectory): Promise<void> {
  await directory.write(PAGE_FILE, pageHtml(await readWritten(directory), pageAssets()))
}

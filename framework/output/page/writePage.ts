import { PAGE_FILE } from '../data/readReport.ts'
import type { ReportDirectory } from '../reportDirectory.ts'
import { readWritten } from './data/writtenReport.ts'
import { pageAssets } from './pageAssets.ts'
import { pageHtml } from './pageHtml.ts'

/** Writes the page of a report, which is made from the other files of it: all must be there. */
export async function writePage(directory: ReportDirectory): Promise<void> {
  const written = await readWritten(directory)
  const page = pageHtml(written, pageAssets())
  const { live, ...ended } = written.report
  const endedPage = live ? pageHtml({ ...written, report: ended }, pageAssets()) : page
  await directory.write(PAGE_FILE, page, endedPage)
}

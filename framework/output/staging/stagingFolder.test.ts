import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openReportDirectory } from '../reportDirectory.ts'
import { chooseStagingFolder, stagingFolders } from './stagingFolder.ts'

/** On most systems, another disk than that of temporary folders. */
const OTHER_DISK = '/dev/shm'
const hasOtherDisk = existsSync(OTHER_DISK) && statSync(OTHER_DISK).dev !== statSync(tmpdir()).dev

function outputs() {
  const outputRoot = mkdtempSync(path.join(tmpdir(), 'staging-'))
  const reports = path.join(outputRoot, 'reports')
  mkdirSync(reports)
  const [inCache, besideReports] = stagingFolders(outputRoot, reports)
  return { outputRoot, reports, inCache, besideReports }
}

test('reports are staged in the cache', async () => {
  const { outputRoot, reports, inCache } = outputs()
  expect(await chooseStagingFolder(outputRoot, reports)).toBe(inCache)
})

test('where the folder in the cache is a link, reports are staged beside the others', async () => {
  const { outputRoot, reports, inCache, besideReports } = outputs()
  mkdirSync(path.dirname(inCache))
  symlinkSync(mkdtempSync(path.join(tmpdir(), 'scratch-')), inCache)
  expect(await chooseStagingFolder(outputRoot, reports)).toBe(besideReports)
})

test.skipIf(!hasOtherDisk)(
  'where the cache lies on another disk, reports are staged beside the others and published',
  async () => {
    const { outputRoot, reports, besideReports } = outputs()
    const elsewhere = mkdtempSync(path.join(OTHER_DISK, 'cache-'))
    onTestFinished(() => rmSync(elsewhere, { recursive: true }))
    symlinkSync(elsewhere, path.join(outputRoot, '.cache'))
    expect(await chooseStagingFolder(outputRoot, reports)).toBe(besideReports)
    const report = await openReportDirectory({ outputRoot, name: 'x', now: new Date() })
    await report.write('a.txt', 'a')
    await report.publish()
    expect(existsSync(path.join(report.path, 'a.txt'))).toBe(true)
  },
)

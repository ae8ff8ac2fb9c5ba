import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { openReportDirectory } from '../reportDirectory.ts'
import { abandonReport } from './abandonReport.ts'

async function openReport() {
  const directory = await openReportDirectory({
    outputRoot: writeTree({}),
    name: 'spread',
    now: new Date(),
  })
  await directory.write('summary.md', 'text')
  return directory
}

test('a report that was taken away leaves nothing, and can neither be written to nor published', async () => {
  const directory = await openReport()
  expect(abandonReport({ staging: directory.staging, target: directory.path })).toBe(true)
  await expect(directory.write('summary.md', 'more')).rejects.toThrow(/ENOENT/)
  await expect(directory.write('figures/loss.png', 'picture')).rejects.toThrow(/ENOENT/)
  await expect(directory.publish()).rejects.toThrow(/ENOENT/)
  expect(readdirSync(path.dirname(directory.staging))).toEqual([])
  expect(existsSync(directory.path)).toBe(false)
})

test('a report that is published stays as it is', async () => {
  const directory = await openReport()
  await directory.publish()
  expect(abandonReport({ staging: directory.staging, target: directory.path })).toBe(false)
  expect(readdirSync(directory.path).sort()).toEqual(['SHA256SUMS', 'summary.md'])
})

test('a report that its own process threw away is not taken for a published one', async () => {
  const directory = await openReport()
  await directory.discard()
  expect(abandonReport({ staging: directory.staging, target: directory.path })).toBe(true)
})

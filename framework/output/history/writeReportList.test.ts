import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { reportContent } from '../../testing/reportContent.ts'
import { openReportDirectory } from '../reportDirectory.ts'
import { writeReportList } from './writeReportList.ts'

/** A folder of reports of these names. */
function folderOf(names: readonly string[], more: Readonly<Record<string, string>> = {}): string {
  const files = names.map((name) => [`${name}/report.json`, contentOf(name)])
  return writeTree({ ...Object.fromEntries(files), ...more })
}

/** Made at the time that the name says. */
function contentOf(name: string): string {
  const [, year, month, day] = /^report_(....)(..)(..)-/.exec(name) ?? []
  const created = year === undefined ? '2000-01-01' : `${year}-${month}-${day}`
  const content = reportContent({
    report_id: name,
    title: `Title of ${name}`,
    created_utc: `${created}T00:00:00.000Z`,
  })
  return JSON.stringify(content)
}

const titlesIn = (folder: string) =>
  [...readFileSync(path.join(folder, 'index.html'), 'utf8').matchAll(/Title of ([\w-]+)/g)].map(
    ([, name]) => name,
  )

test('the reports of the folder are listed, the newest first', async () => {
  const folder = folderOf(['report_20260101-000000_a', 'report_20260301-000000_b', 'renamed'])
  expect(await writeReportList(folder)).toEqual([])
  expect(titlesIn(folder)).toEqual([
    'report_20260301-000000_b',
    'report_20260101-000000_a',
    'renamed',
  ])
})

test('a report that was removed is no longer listed', async () => {
  const folder = folderOf(['report_20260101-000000_a', 'report_20260301-000000_b'])
  await writeReportList(folder)
  rmSync(path.join(folder, 'report_20260301-000000_b'), { recursive: true })
  await writeReportList(folder)
  expect(titlesIn(folder)).toEqual(['report_20260101-000000_a'])
})

test('directories that are no report, or a damaged one, are reported, without the path to the folder', async () => {
  const folder = folderOf(['report_20260101-000000_a'], {
    'notes/todo.txt': '',
    'report_20260301-000000_b/report.json': '{"schema_version": 1',
    'a.zip': '',
  })
  await writeReportList(folder)
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8')
  expect(titlesIn(folder)).toEqual(['report_20260101-000000_a'])
  expect(html).toContain('<li>notes is not the directory of a report')
  expect(html).toContain('<li>report_20260301-000000_b/report.json is not JSON')
  expect(html).not.toContain('a.zip')
  expect(html).not.toContain(folder)
})

test('of thousands the newest are listed, and the rest is counted', async () => {
  const many = Array.from(
    { length: 203 },
    (_, i) => `report_20250101-${String(i).padStart(6, '0')}_x`,
  )
  const folder = folderOf(many)
  await writeReportList(folder)
  expect(titlesIn(folder)).toHaveLength(200)
  expect(titlesIn(folder)).not.toContain(many[2])
  expect(readFileSync(path.join(folder, 'index.html'), 'utf8')).toContain('3 older reports')
})

test('reports that are published at once are all listed', async () => {
  const outputRoot = writeTree({})
  const names = Array.from({ length: 20 }, (_, i) => `x${i}`)
  await Promise.all(
    names.map(async (name, i) => {
      const report = await openReportDirectory({ outputRoot, name, now: new Date(2026, 0, 1) })
      await report.write('report.json', contentOf(name))
      await new Promise((resolve) => setTimeout(resolve, i % 5))
      await report.publish()
      await writeReportList(path.dirname(report.path))
    }),
  )
  expect(titlesIn(path.join(outputRoot, 'reports')).sort()).toEqual(names.sort())
})

test('a list that cannot be written is a warning', async () => {
  const folder = folderOf(['report_20260101-000000_a'], { 'index.html/taken': '' })
  expect(await writeReportList(folder)).toEqual([
    expect.stringMatching(
      /index\.html, the list of reports, could not be written \(.*index\.html is not a file but a folder; remove it\)/,
    ),
  ])
})

test('a report that is published before the list is written is on it, whenever that is', async () => {
  const quick = 'report_20260301-000000_quick'
  const slow = Array.from({ length: 20 }, (_, i) => `report_20260101-0000${i + 10}_slow`)
  for (let turns = 0; ; turns++) {
    const folder = folderOf(slow)
    const published = path.join(folderOf([quick]), quick)
    const writing = writeReportList(folder)
    for (let turn = 0; turn < turns; turn++) await setImmediate()
    const isWritten = readdirSync(folder).length > slow.length
    if (!isWritten) renameSync(published, path.join(folder, quick))
    await writing
    if (isWritten) break
    expect(titlesIn(folder)[0], `after ${turns} turns`).toBe(quick)
  }
})

import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { reportContent } from '../../testing/reportContent.ts'
import { findMadeReport } from './findMadeReport.ts'

const OLD = 'report_20260101-000000_mine'
const NEW = 'report_20260301-000000_mine'
const OTHER = 'report_20260201-000000_other'

/** Changes to a folder with these files for the length of a test, and returns it. */
function standIn(files: Readonly<Record<string, string>>): string {
  const before = process.cwd()
  onTestFinished(() => process.chdir(before))
  const root = writeTree(files)
  process.chdir(root)
  return root
}

/** Three reports in `outputs/reports`. */
function standBesideReports(): string {
  const report = (id: string, month: string, name: string) => ({
    [`outputs/reports/${id}/report.json`]: JSON.stringify(
      reportContent({
        report_id: id,
        report_name: name,
        created_utc: `2026-${month}-01T00:00:00.000Z`,
      }),
    ),
  })
  return standIn({
    ...report(OLD, '01', 'mine'),
    ...report(NEW, '03', 'mine'),
    ...report(OTHER, '02', 'other'),
    'outputs/runs/a.txt': '',
  })
}

test('without a word it is the newest', async () => {
  standBesideReports()
  expect(await findMadeReport()).toBe(`outputs/reports/${NEW}`)
})

test.each([
  ['its id', OTHER, OTHER],
  ['its name, the newest of which is meant', 'mine', NEW],
  ['its directory', `outputs/reports/${OLD}/`, OLD],
  ['a file in it', `outputs/reports/${OLD}/report.json`, OLD],
  ['the folder of all, the newest of which is meant', 'outputs', NEW],
])('it may be given by %s', async (_, word, id) => {
  const root = standBesideReports()
  expect(path.resolve(await findMadeReport(word))).toBe(path.join(root, 'outputs/reports', id))
})

test.each([
  ['othr', 'Did you mean other?'],
  ['report_20260101-000000_min', `Did you mean ${OLD}?`],
  ['elsewhere/mine', 'Did you mean mine?'],
  ['zzzzzzzz', `The newest: ${NEW}, ${OTHER}, ${OLD}.`],
])('for %s the message says: %s', async (word, message) => {
  standBesideReports()
  const finding = findMadeReport(word)
  await expect(finding).rejects.toMatchObject({ code: 'USAGE' })
  await expect(finding).rejects.toThrow(message)
})

test('where there are no reports it is said where they were sought', async () => {
  standIn({ 'outputs/runs/a.txt': '' })
  await expect(findMadeReport()).rejects.toThrow('There are no reports in outputs.')
  await expect(findMadeReport('mine')).rejects.toThrow('There are no reports yet.')
})

test('a report that is not there is named, also where no reports were made', async () => {
  standIn({ 'a.txt': '' })
  await expect(findMadeReport('report_x')).rejects.toThrow(
    'There is no report "report_x", neither at this path nor in outputs. There are no reports yet.',
  )
})

test('a report without its report.json is named, not taken for a folder of reports', async () => {
  standIn({ 'mine/SHA256SUMS': '', 'mine/index.html': '' })
  const message = `${path.join('mine', 'report.json')} is not there. Take the report from where`
  for (const word of ['mine', 'mine/index.html']) {
    const finding = findMadeReport(word)
    await expect(finding).rejects.toMatchObject({ code: 'REPORT_DAMAGED' })
    await expect(finding).rejects.toThrow(message)
  }
})

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readCheckedFiles } from './data/checksums.ts'
import { endLiveReport } from './endLiveReport.ts'
import { openReportDirectory, type ReportDirectory } from './reportDirectory.ts'
import { timestamp } from './reportId.ts'

const now = new Date(2025, 10, 3, 14, 28, 13)
const root = () => mkdtempSync(path.join(tmpdir(), 'thesis-report-'))

test('the id is named after the local time and the report', async () => {
  const report = await openReportDirectory({ outputRoot: root(), name: 'compare_tokenizers', now })
  expect(report.id).toBe('report_20251103-142813_compare_tokenizers')
  expect(timestamp(now)).toBe('20251103-142813')
})

test('nothing stands in reports/ until the report is published', async () => {
  const outputRoot = root()
  const report = await openReportDirectory({ outputRoot, name: 'x', now })
  await report.write('training/summary.csv', 'a\n')
  expect(readdirSync(path.join(outputRoot, 'reports'))).toEqual([])
  await report.publish()
  expect(readFileSync(path.join(report.path, 'training/summary.csv'), 'utf8')).toBe('a\n')
})

test('reports of the same second get ids of their own, before and after publishing', async () => {
  const outputRoot = root()
  const open = () => openReportDirectory({ outputRoot, name: 'x', now })
  const [first, second] = await Promise.all([open(), open()])
  await first.publish()
  await second.publish()
  const third = await open()
  expect(new Set([first.id, second.id, third.id])).toEqual(
    new Set([
      'report_20251103-142813_x',
      'report_20251103-142813_x_2',
      'report_20251103-142813_x_3',
    ]),
  )
})

test('a discarded report leaves nothing', async () => {
  const outputRoot = root()
  const report = await openReportDirectory({ outputRoot, name: 'x', now })
  await report.write('a.txt', 'a')
  await report.discard()
  expect(readdirSync(path.join(outputRoot, '.cache/staging'))).toEqual([])
  expect(readdirSync(path.join(outputRoot, 'reports'))).toEqual([])
})

test('no file can be written outside of the report', async () => {
  const report = await openReportDirectory({ outputRoot: root(), name: 'x', now })
  const beside = `../${path.basename(report.staging)}.beside/escaped.txt`
  for (const file of ['../../escaped.txt', beside, '..', 'a/../../escaped.txt']) {
    await expect(report.write(file, '')).rejects.toMatchObject({
      code: 'PATH_OUTSIDE_REPORT',
      message: `"${file}" would lie outside the report.`,
    })
  }
})

test('a report that goes on without a file which could not be written does not vouch for it', async () => {
  const report = await openReportDirectory({ outputRoot: root(), name: 'x', now })
  await report.write('whole.txt', 'a')
  mkdirSync(path.join(report.staging, 'taken.txt'))
  await expect(report.write('taken.txt', 'b')).rejects.toThrow('EISDIR')
  expect([...report.written.keys()]).toEqual(['whole.txt'])
  await report.publish()
  expect([...(await readCheckedFiles(report.path)).keys()]).toEqual(['whole.txt'])
  expect(readdirSync(report.path).sort()).toEqual(['SHA256SUMS', 'whole.txt'])
})

test('a place that cannot be written names the remedy', async () => {
  const outputRoot = path.join(root(), 'file')
  writeFileSync(outputRoot, '')
  await expect(openReportDirectory({ outputRoot, name: 'x', now })).rejects.toThrow(
    'Choose another place with env.output_root=DIR.',
  )
})

test('a place that can no longer be written names the remedy too', async () => {
  // A name that is too long fails where a read-only folder does, which root could still write to.
  const opened = openReportDirectory({ outputRoot: root(), name: 'x'.repeat(300), now })
  await expect(opened).rejects.toThrow('Choose another place with env.output_root=DIR.')
})

const earlier = ({ id, madeFrom }: ReportDirectory) => ({
  id,
  madeFrom: Object.fromEntries(madeFrom),
})

test('a picture is taken over from the earlier state where it was made from the same, else made', async () => {
  const outputRoot = root()
  const made: string[] = []
  const make = (name: string) => async () => {
    made.push(name)
    return Buffer.from(name)
  }
  const first = await openReportDirectory({ outputRoot, name: 'x', now })
  for (const name of ['same', 'other', 'lost']) await first.writeMade(name, '1', make(name))
  await first.publish()
  rmSync(path.join(first.path, 'lost'))
  made.length = 0
  const second = await openReportDirectory({ outputRoot, name: 'x', now, replaces: earlier(first) })
  await second.writeMade('same', '1', make('same again'))
  await second.writeMade('other', '2', make('other again'))
  await second.writeMade('lost', '1', make('lost again'))
  await second.publish()
  expect(made).toEqual(['other again', 'lost again'])
  expect(readFileSync(path.join(first.path, 'same'), 'utf8')).toBe('same')
  expect(readFileSync(path.join(first.path, 'other'), 'utf8')).toBe('other again')
  await expect(readCheckedFiles(second.path)).resolves.toBeInstanceOf(Map)
})

test('a report that replaces an earlier state has its id, and no file of it', async () => {
  const outputRoot = root()
  const first = await openReportDirectory({ outputRoot, name: 'x', now })
  await first.write('old.txt', '')
  await first.publish()
  const second = await openReportDirectory({ outputRoot, name: 'x', now, replaces: earlier(first) })
  await second.write('new.txt', '')
  expect(readdirSync(first.path)).toContain('old.txt')
  await second.publish()
  expect(second.path).toBe(first.path)
  expect(readdirSync(first.path).sort()).toEqual(['SHA256SUMS', 'new.txt'])
  expect(readdirSync(path.join(outputRoot, '.cache/staging'))).toEqual([])
})

test('a report whose earlier state was removed by hand stands again', async () => {
  const outputRoot = root()
  const replaces = { id: 'report_20251103-142813_x', madeFrom: {} }
  const report = await openReportDirectory({ outputRoot, name: 'x', now, replaces })
  await report.publish()
  expect(readdirSync(path.join(outputRoot, 'reports'))).toEqual([replaces.id])
})

test('a report that has ended has the files of then, with their checksums', async () => {
  const report = await openReportDirectory({ outputRoot: root(), name: 'x', now })
  await report.write('same.txt', 'a', 'a')
  await report.write('report.json', 'live', 'ended')
  await report.publish()
  const read = async () => (await readCheckedFiles(report.path)).get('report.json')?.toString()
  expect(await read()).toBe('live')
  endLiveReport(report.path)
  expect(await read()).toBe('ended')
  expect(readdirSync(report.path).sort()).toEqual(['SHA256SUMS', 'report.json', 'same.txt'])
  endLiveReport(report.path)
  expect(await read()).toBe('ended')
})

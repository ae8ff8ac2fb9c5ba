import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { defineReport } from '../../report/spec/defineReport.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { runReport } from '../../testing/runReport.ts'
import { listReports } from './listReports.ts'

const spec = defineReport({ name: 'mine', title: 'Mine', plot: {} })

let made: string
beforeAll(async () => {
  const { path: report } = await runReport(spec, { sweep: { axes: { seed: [1, 2] } } })
  made = report as string
})

/** A folder of reports of these ids and times. */
function reportsOf(times: Readonly<Record<string, string>>): string {
  const root = writeTree({})
  for (const [id, created_utc] of Object.entries(times)) {
    const report = path.join(root, 'reports', id)
    cpSync(made, report, { recursive: true })
    const file = path.join(report, 'report.json')
    const content = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...content, report_id: id, created_utc }))
  }
  return root
}

/** What is printed, by the stream that it goes to. */
async function printed(folder: string, options = {}, width?: number) {
  const texts = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      texts[stream] += text
      return true
    })
  }
  try {
    await listReports(folder, options, width)
  } finally {
    vi.restoreAllMocks()
  }
  return texts
}

const root = () =>
  reportsOf({ report_b: '2025-11-03T14:28:13.000Z', report_a: '2026-01-02T03:04:05.000Z' })

test('the newest report comes first, with its time and number of runs', async () => {
  const { stdout } = await printed(root())
  const [, first, second] = stdout.split('\n')
  expect(first).toMatch(/^report_a +2026-01-02 03:04 UTC +2\b/)
  expect(second).toMatch(/^report_b /)
})

test('a file in place of the folder is named', async () => {
  const file = path.join(root(), 'file')
  writeFileSync(file, '')
  await expect(printed(file)).rejects.toThrow(`${file} is not a folder. Name the one that reports`)
})

test('the folder of the reports itself will do', async () => {
  expect((await printed(path.join(root(), 'reports'))).stdout).toContain('report_a')
})

test('findings are cut to what a terminal has room for, or left out', async () => {
  const ofWidth = async (width: number) => {
    const { stdout } = await printed(root(), {}, width)
    return stdout.split('\n')
  }
  expect(Math.max(...(await ofWidth(90)).map((line) => line.length))).toBeLessThanOrEqual(90)
  expect((await ofWidth(90)).join()).toContain('first finding')
  expect((await ofWidth(60)).join()).not.toContain('first finding')
  expect(await ofWidth(40)).toContain('report_a')
})

test('as JSON, all that the reports say', async () => {
  const { stdout } = await printed(root(), { json: true })
  expect(JSON.parse(stdout)).toMatchObject([{ report_id: 'report_a', num_runs: 2 }, {}])
})

test('a report that cannot be understood is named, and the others are listed', async () => {
  const folder = root()
  writeFileSync(path.join(folder, 'reports/report_b/report.json'), '{')
  const { stdout, stderr } = await printed(folder)
  expect(stdout).toContain('report_a')
  expect(stderr).toMatch(/report_b\/report\.json is not JSON/)
})

test('a folder without reports says so, and one that is not there is a wrong usage', async () => {
  expect((await printed(writeTree({}))).stdout).toMatch(/^There are no reports in /)
  await expect(printed('/no/such/folder')).rejects.toMatchObject({ code: 'USAGE' })
})

test('gates that could not be judged are counted with the others', async () => {
  const { path: report } = await runReport(spec, {
    sweep: { axes: { seed: [1, 2] } },
    overrides: ["gates=['loss.total_best <= 0','loss.total_best >= 0','nope <= 1']"],
  })
  const folder = writeTree({})
  cpSync(report as string, path.join(folder, 'reports', 'report_c'), { recursive: true })
  const { stdout } = await printed(folder)
  expect(stdout).toContain('2 gates of 3 broken, 1 of 3 not judged')
})

import { mkdirSync, mkdtempSync, readdirSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runReport } from '../../testing/runReport.ts'
import { testSweep } from '../../testing/testProject.ts'
import { defineReport } from '../spec/defineReport.ts'

const spec = defineReport({ name: 'mine', title: 'Mine', plot: {} })

test('runs that cannot be linked to the report are reported in one warning', async () => {
  const { sweepDir, runDirs } = testSweep()
  for (const runDir of runDirs) mkdirSync(path.join(runDir, 'report_pointer.txt'))
  const { warnings, path: report } = await runReport(spec, { sweep: sweepDir })
  expect(report).toBeDefined()
  expect(warnings).toEqual([
    expect.stringMatching(
      /_job0: report_pointer\.txt could not be written, nor in 3 other runs \(.*not a regular file\)\.$/,
    ),
  ])
})

test('a damaged cache is told, and changes no file of the report', async () => {
  const { sweepDir } = testSweep()
  const cacheRoot = mkdtempSync(path.join(tmpdir(), 'cache-'))
  const overrides = [`env.cache_root=${cacheRoot}`, 'outputs.back_links=false']
  const make = () => runReport(spec, { sweep: sweepDir, overrides })
  const first = await make()
  const facts = path.join(cacheRoot, 'facts')
  for (const name of readdirSync(facts)) truncateSync(path.join(facts, name), 20)
  const again = await make()
  const told = 'a file of the cache was not as it was written; its runs were read anew'
  expect(again.warnings).toEqual([expect.stringContaining(told), ...first.warnings])
  for (const file of ['training/summary.md', 'training/summary.json']) {
    expect(again.read(file)).toBe(first.read(file))
  }
  expect(again.read('report.json')).not.toContain(told)
})

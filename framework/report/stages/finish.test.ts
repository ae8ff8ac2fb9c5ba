import { mkdirSync } from 'node:fs'
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

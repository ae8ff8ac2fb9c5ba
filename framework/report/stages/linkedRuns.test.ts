import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { treeHash } from '../../testing/files/treeHash.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { runReport } from '../../testing/runReport.ts'
import { testSweep } from '../../testing/testProject.ts'
import { lightningRun, mlflowRun } from '../../testing/trackers/runFolders.ts'
import { defineReport } from '../spec/defineReport.ts'

const report = defineReport({ name: 'mine', title: 'Mine', plot: {} })
const POINTER = 'report_pointer.txt'

function tree(): string {
  return writeTree({
    ...lightningRun('version_0', [{ step: 0, loss: 1 }]),
    ...mlflowRun(`mlruns/0/${'a'.repeat(32)}`),
    'table.csv': 'id,lr,accuracy\nx,1,0.5\n',
  })
}

test('a report over the runs of other tools leaves them as they are', async () => {
  const sweep = tree()
  const before = treeHash(sweep)
  const { path, read } = await runReport(report, { sweep })
  expect(path).toBeDefined()
  expect(read('training/summary.csv').split('\n')).toHaveLength(4)
  expect(treeHash(sweep)).toBe(before)
})

test('outputs.back_links=true links directories, and no record in a file', async () => {
  const sweep = tree()
  const { warnings } = await runReport(report, {
    sweep: `${sweep}/version_0`,
    overrides: ['outputs.back_links=true'],
  })
  expect(readFileSync(`${sweep}/version_0/${POINTER}`, 'utf8')).toMatch(/^report_\S+_mine\n$/)
  expect(warnings.filter((text) => text.includes(POINTER))).toEqual([])
  await runReport(report, { sweep: `${sweep}/table.csv`, overrides: ['outputs.back_links=true'] })
  expect(existsSync(`${sweep}/table.csv#x`)).toBe(false)
})

test('outputs.back_links=false links no runs with facts either', async () => {
  const { sweepDir, runDirs } = testSweep()
  const linked = async (...overrides: string[]) => {
    await runReport(report, { sweep: sweepDir, overrides })
    return runDirs.filter((runDir) => existsSync(`${runDir}/${POINTER}`)).length
  }
  expect([await linked('outputs.back_links=false'), await linked()]).toEqual([0, runDirs.length])
})

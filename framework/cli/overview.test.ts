import { expect, test } from 'vitest'
import { writeTree } from '../testing/files/writeTree.ts'
import { runThesisReport, testSweep } from '../testing/testProject.ts'

test('without arguments it is said which runs are here, and what can be made of them', async () => {
  const { code, output } = await runThesisReport(testSweep().root, [])
  expect(code).toBe(0)
  expect(output).toContain('Runs here: outputs (4 runs)\n')
  expect(output).toContain('thesis-report -n compare_runs inputs.sweep_dir=outputs\n')
})

test('in a directory without runs it is said where they were looked for', async () => {
  const { code, output } = await runThesisReport(writeTree({}), [])
  expect(code).toBe(0)
  expect(output).toMatch(/^No runs were found in multirun, outputs, /)
  expect(output).toContain('thesis-report init\n')
})

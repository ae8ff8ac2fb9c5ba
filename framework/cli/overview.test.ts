import { expect, test } from 'vitest'
import { writeTree } from '../testing/files/writeTree.ts'
import { runThesisReport, testSweep } from '../testing/testProject.ts'

test('without arguments it is said which runs are here, and what can be made of them', async () => {
  const { code, output } = await runThesisReport(testSweep().root, [])
  expect(code).toBe(0)
  expect(output).toContain('Runs here: outputs (4 runs)\n')
  expect(output).toContain('  npx thesis-report -n compare_runs inputs.sweep_dir=outputs\n')
})

test('in a directory without runs it is said that there are none', async () => {
  const { code, output } = await runThesisReport(writeTree({}), [])
  expect(code).toBe(0)
  expect(output).toMatch(
    /^No runs were found in this directory; say where they lie in place of DIR\.\n/,
  )
  expect(output).toContain('thesis-report init\n')
})

const RUN = {
  'csv/version_0/metrics.csv': 'epoch,step,val/loss\n0,1,0.5\n',
  'csv/version_0/hparams.yaml': 'lr: 0.1\n',
}
const runsIn = (...folders: readonly string[]) =>
  Object.fromEntries(
    folders.flatMap((folder) =>
      Object.entries(RUN).map(([file, text]) => [`${folder}/${file}`, text]),
    ),
  )

test('runs in a folder of any name are found, those of fixtures are not counted', async () => {
  const root = writeTree(runsIn('cifar/a', 'cifar/b', 'mnist/a', 'fixtures/my_sweep/a'))
  const { output } = await runThesisReport(root, [])
  expect(output).toContain('Runs here: cifar (2 runs), mnist (1 run)\n')
  expect(output).toContain('thesis-report -n compare_runs inputs.sweep_dir=cifar\n')
})

test('in many folders of runs, the directory that holds them is named', async () => {
  const { output } = await runThesisReport(writeTree(runsIn('a', 'b', 'c', 'd', 'e')), [])
  expect(output).toContain('Runs here: . (5 runs)\n')
  expect(output).toContain('thesis-report runs .\n')
})

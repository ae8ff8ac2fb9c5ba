import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { runVitest, testProject, testSweep } from '../testing/testProject.ts'

const REPORT = `
import { aggregateRuns, defineReport } from 'thesis-report'
export default defineReport({
  name: 'spread',
  title: 'Spread over seeds',
  fixture: 'small',
  analyze: ({ runs }) => ({
    runs,
    tables: { by_seed: aggregateRuns(runs, 'seed', { 'loss.total_best': ['mean'] }) },
  }),
  plot: {},
})
`

let project: string
let report: string
const expected = (file: string) => path.join(project, 'reports/spread/expected', file)
beforeAll(async () => {
  project = testProject({ spread: REPORT })
  report = path.join(project, 'reports/spread/spread.report.ts')
  const { root } = testSweep()
  cpSync(path.join(root, 'outputs'), path.join(project, 'fixtures/small/outputs'), {
    recursive: true,
  })
  await runVitest(project, ['run', 'reports/spread', '-u'])
})

test('-u writes the summaries and every table of the report', () => {
  const files = ['by_seed.csv', 'summary.csv', 'summary.json', 'summary.tex']
  expect(readdirSync(expected('.')).sort()).toEqual(files)
})

test('each file that differs is named, with the command that accepts it', async () => {
  for (const file of ['by_seed.csv', 'summary.csv']) {
    writeFileSync(expected(file), readFileSync(expected(file), 'utf8').replace('4', '5'))
  }
  const { code, output } = await runVitest(project, ['run', 'reports/spread'])
  expect(code).toBe(1)
  for (const file of ['by_seed.csv', 'summary.csv']) {
    expect(output).toContain(
      `reports/spread/expected/${file} differs; accept it with: npx vitest run reports/spread -u`,
    )
  }
  expect(output).not.toContain('summary.tex differs')
  expect(output).not.toContain('compareWithSnapshots')
})

test('a table that is no longer made fails, and -u removes its file', async () => {
  await runVitest(project, ['run', 'reports/spread', '-u'])
  writeFileSync(report, REPORT.replace(/tables: .*/, 'tables: {},'))
  writeFileSync(expected('README.md'), 'Of its author.')
  const { code, output } = await runVitest(project, ['run', 'reports/spread'])
  expect(code).toBe(1)
  expect(output).toContain(
    'reports/spread/expected/by_seed.csv is no longer made by the report; accept it with: ' +
      'npx vitest run reports/spread -u',
  )
  expect((await runVitest(project, ['run', 'reports/spread', '-u'])).code).toBe(0)
  expect(readdirSync(expected('.')).sort()).toEqual([
    'README.md',
    'summary.csv',
    'summary.json',
    'summary.tex',
  ])
})

test('a file that is missing is said to be written, and in CI to be missing', async () => {
  rmSync(expected('summary.csv'))
  const inCi = await runVitest(project, ['run', 'reports/spread'], { CI: '1' })
  expect(inCi.code).toBe(1)
  expect(inCi.output).toContain('reports/spread/expected/summary.csv is missing; accept it with')
  const { code, output } = await runVitest(project, ['run', 'reports/spread'])
  expect(code).toBe(0)
  expect(output).toContain(
    'snapshots: 1 file written to reports/spread/expected, the others as there',
  )
})

test('an analysis that fails does not fail the snapshots a second time', {
  tags: ['slow'],
}, async () => {
  writeFileSync(report, REPORT.replace('({\n    runs,', '({\n    runs: undefined.runs,'))
  const { code, output } = await runVitest(project, ['run', 'reports/spread'])
  expect(code).toBe(1)
  expect(output).toMatch(/Not done: snapshots: needs "analysis", which failed/)
  expect(output.match(/^Failed: .*/gm)).toEqual(['Failed: analysis.'])
})

test('an exception in a hook shows the line of its author', { tags: ['slow'] }, async () => {
  const { output } = await runVitest(project, ['run', 'reports/spread'])
  expect(output).toContain('spread.report.ts:8:')
  expect(output).toContain('undefined.runs')
})

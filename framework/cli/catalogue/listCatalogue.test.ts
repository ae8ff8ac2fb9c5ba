import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { runThesisReport, SPREAD_REPORT, testProject } from '../../testing/testProject.ts'

let project: string
beforeAll(() => {
  project = testProject({ spread: SPREAD_REPORT, broken: 'export default {' })
  writeFileSync(
    path.join(project, 'configs/report/spread.yaml'),
    `# @package _global_
# inputs.margin: what counts as equal here
defaults: [config, _self_]
options:
  percentile: 90 # of the losses
`,
  )
})

test("a project's own reports and those of the package are listed, with figures and options", async () => {
  const { code, output } = await runThesisReport(project, ['list'])
  expect(code).toBe(0)
  expect(output).toContain(`spread: Spread over seeds
  figures: loss, time
  options:
    options.percentile=90  of the losses
    inputs.margin=null  what counts as equal here
`)
  expect(output).toMatch(/^compare_runs: Which settings matter/m)
  expect(output).toContain('  with inference.enabled=true: auroc_comparison, ')
})

test('a report that cannot be loaded is named, and hides none of the others', async () => {
  const { code, output } = await runThesisReport(project, ['list', '--json'])
  expect(code).toBe(0)
  const entries: { name: string; problem: string | null }[] = JSON.parse(output)
  const problems = entries.filter(({ problem }) => problem !== null)
  expect(problems.map(({ name }) => name)).toEqual(['broken'])
  expect(problems[0]?.problem).toMatch(/broken\.report\.ts/)
})

test('in a folder without reports those of the package are listed, as records', async () => {
  const folder = path.join(project, 'elsewhere')
  mkdirSync(path.join(folder, 'reports'), { recursive: true })
  const { output } = await runThesisReport(folder, ['list', '--json'])
  expect(JSON.parse(output)).toContainEqual(
    expect.objectContaining({
      name: 'evaluate_classifier',
      title: 'Classifiers over labelled events',
      figures: ['learning_curves'],
      options: [
        {
          key: 'inference.enabled',
          value: true,
          comment: 'run the models, or read their scores',
        },
        expect.objectContaining({ key: 'inference.classes', value: null }),
        expect.objectContaining({ key: 'inference.background' }),
        expect.objectContaining({ key: 'inference.scores' }),
      ],
    }),
  )
})

test('one report is listed by its name, and an unknown one is told the nearest', async () => {
  const { output } = await runThesisReport(project, ['list', 'spread'])
  expect(output).toMatch(/^spread: Spread over seeds\n/)
  expect(output).not.toContain('compare_runs')
  expect(output).toContain('Make it:\n  npx thesis-report -n spread inputs.sweep_dir=DIR\n')
  const unknown = await runThesisReport(project, ['list', 'spraed'])
  expect(unknown.code).toBe(2)
  expect(unknown.output).toContain('Did you mean spread?')
})

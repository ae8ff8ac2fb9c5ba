import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { compiledFile } from '../compiledFile.ts'
import { PACKAGE_ROOT } from '../packageRoot.ts'
import { writeFakeEvents } from '../testing/models/fakeEvents.ts'
import { fakeModel } from '../testing/models/fakeModel.ts'
import { runThesisReport, runVitest, testProject, testSweep } from '../testing/testProject.ts'

/** The files of docs/authoring.md: code blocks that begin with their path. */
const FILES = readFileSync(path.join(PACKAGE_ROOT, 'docs/authoring.md'), 'utf8').matchAll(
  /^```ts\n\/\/ (\S+)\n([\s\S]*?)^```$/gm,
)
const REPORTS = ['loss_spread', 'miscalibrated', 'model_sizes', 'own_figure', 'time_cost']

let project: string
let sweepDir: string
beforeAll(async () => {
  project = testProject({})
  for (const [, file = '', text = ''] of FILES) {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true })
    writeFileSync(path.join(project, file), text)
  }
  const sweep = testSweep()
  sweepDir = sweep.sweepDir
  mkdirSync(path.join(sweep.root, 'data'))
  const data = path.join(sweep.root, 'data/4tops_splitted.h5')
  await writeFakeEvents(data)
  for (const runDir of sweep.runDirs) {
    writeFileSync(path.join(runDir, 'best_val.onnx'), fakeModel({ hidden: [8] }))
  }
})

test('the reports of docs/authoring.md are the expected ones', () => {
  expect(readdirSync(path.join(project, 'reports')).sort()).toEqual(REPORTS)
})

test('its reports type-check', () => {
  const config = {
    extends: path.join(PACKAGE_ROOT, 'tsconfig.json'),
    compilerOptions: {
      typeRoots: [path.join(PACKAGE_ROOT, 'node_modules/@types')],
      paths: {
        'thesis-report': [path.join(PACKAGE_ROOT, 'framework/index.ts')],
        'thesis-report/testing': [path.join(PACKAGE_ROOT, 'framework/testing/index.ts')],
      },
    },
    include: ['reports', 'tests'],
  }
  writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify(config))
  const tsc = path.join(PACKAGE_ROOT, 'node_modules/typescript/bin/tsc')
  const check = () => execFileSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' })
  expect(check()).toBe('')
})

test('its reports run under Vitest, each with what it promises', async () => {
  const words = ['run', 'reports', '--', `inputs.sweep_dir=${sweepDir}`, 'inference.enabled=true']
  const { code, output } = await runVitest(project, words)
  expect(output.match(/Report over 4 runs written to/g)).toHaveLength(REPORTS.length)
  expect(code).toBe(0)
})

test('its own corruption and its own infer run under the command line', async () => {
  const inputs = [`inputs.sweep_dir=${sweepDir}`, 'inference.enabled=true']
  const corrupted = await runThesisReport(project, [
    ...['-n', 'miscalibrated', ...inputs],
    'inference.corruption_strategies=[miscalibration]',
  ])
  expect(corrupted.output).toContain('Report over 4 runs written to')
  expect(corrupted.code).toBe(0)
  const sizes = await runThesisReport(project, ['-n', 'model_sizes', ...inputs])
  const [, folder = ''] = /written to (\S+)/.exec(sizes.output) ?? []
  const read = (file: string) =>
    readFileSync(path.resolve(project, folder, 'inference', file), 'utf8')
  expect(JSON.parse(read('summary.json'))).toEqual({ models: 4, failed: [] })
  expect(read('sizes.csv').split('\n')).toHaveLength(6)
})

test('its test of a report passes', async () => {
  writeFileSync(
    path.join(project, 'unit.config.mjs'),
    `export default { resolve: { alias: {
      'thesis-report/testing': '${compiledFile('testing/index')}',
      'thesis-report': '${compiledFile('index')}' } },
      test: { include: ['tests/*.test.ts'], server: { deps: { external: [/dist\\/framework/] } } } }`,
  )
  const { code, output } = await runVitest(project, ['run', '--config', 'unit.config.mjs'])
  expect(output).toContain('1 passed')
  expect(code).toBe(0)
})

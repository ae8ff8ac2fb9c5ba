/** A test for each claim of SECURITY.md about files that others wrote: nothing in them is run. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, test, vi } from 'vitest'
import { openDataset } from './inference/data/openDataset.ts'
import { loadModel } from './inference/model/model.ts'
import { PACKAGE_ROOT } from './packageRoot.ts'
import { defineReport } from './report/spec/defineReport.ts'
import { loadRuns } from './runs/loadRuns.ts'
import { writeTree } from './testing/files/writeTree.ts'
import { minimalRun } from './testing/hydra/minimalRun.ts'
import { FLOAT, message, onnxFile, text, valueInfo, varint } from './testing/models/onnxFile.ts'
import { runReport } from './testing/runReport.ts'

/** What runs it would leave this file. */
const proof = path.join(writeTree({}), 'was-run')
const SHELL = `touch ${proof}`
/** Python's pickle of a call of `os.system`: protocol 0. */
const PICKLE = `cos\nsystem\n(S'${SHELL}'\ntR.`
const didNotRun = () => expect(existsSync(proof)).toBe(false)

const spec = defineReport({ name: 'mine', title: 'Mine', plot: {} })

/** A run for each value of a parameter. */
function runsWith(values: readonly string[]): string[] {
  const root = writeTree({})
  return values.map((model, job) =>
    minimalRun(path.join(root, `job${job}`), {
      config: { model, seed: job },
      overrides: [`model='${model.replaceAll("'", "\\'")}'`],
    }),
  )
}

test('nothing in the product evaluates text as a program', () => {
  const files = globSync(['framework/**/*.ts', '!**/*.test.ts', '!framework/testing/**'], {
    cwd: PACKAGE_ROOT,
  })
  const evaluates = /(?<![.\w])eval\(|new Function\(|\bFunction\(|from 'node:vm'|runInNewContext/
  const found = files.filter((file) =>
    evaluates.test(readFileSync(path.join(PACKAGE_ROOT, file), 'utf8')),
  )
  expect(files.length).toBeGreaterThan(500)
  expect(found).toEqual([])
})

describe('pickles', () => {
  test('beside the facts of a run are not opened', async () => {
    const [run] = runsWith(['a']) as [string]
    for (const name of ['best_val.ckpt', 'model.pt', 'results.pkl', 'trial.pickle']) {
      writeFileSync(path.join(run, name), PICKLE)
    }
    const { order, files } = await loadRuns({ runDirs: [run] })
    expect(order).toEqual([run])
    expect(files.filter(({ path: file }) => /\.(ckpt|pt|pkl|pickle)$/.test(file))).toEqual([])
    didNotRun()
  })

  test.each([
    'metrics.csv',
    'metrics.json',
    'trainer_state.json',
    'mlflow.db',
    'events.out.tfevents.1',
  ])('under the name %s are read as what the name says, or refused', async (name) => {
    const folder = writeTree({ [name]: PICKLE })
    const { order } = await loadRuns({ runDirs: [folder] })
    expect(order).toEqual([])
    didNotRun()
  })

  test('as a model or as data are refused', async () => {
    const folder = writeTree({ 'model.onnx': PICKLE, 'events.h5': PICKLE })
    const model = loadModel(path.join(folder, 'model.onnx'))
    await expect(model).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' })
    const data = openDataset({ path: path.join(folder, 'events.h5') })
    await expect(data).rejects.toMatchObject({ code: 'DATA_FILE_UNREADABLE' })
    didNotRun()
  })
})

test("an ONNX model with an operator of somebody's own is refused", async () => {
  const own = [...text(1, 'tokens_cont'), ...text(2, 'x_hat'), ...text(4, 'Run'), ...text(7, 'own')]
  const graph = [
    ...message(1, own),
    ...text(2, 'graph'),
    ...message(11, valueInfo('tokens_cont', FLOAT, ['batch', 18, 4])),
    ...message(12, valueInfo('x_hat', FLOAT, ['batch', 18, 4])),
  ]
  const imports = message(8, [...text(1, 'own'), ...varint(2, 1)])
  const file = path.join(writeTree({}), 'model.onnx')
  writeFileSync(file, Uint8Array.from([...onnxFile(graph), ...imports]))
  await expect(loadModel(file)).rejects.toThrow(/is not a registered function\/op/)
})

test.each([
  '!!python/object/apply:os.system',
  '!!python/object/new:os.system',
  '!!js/function',
  '!ruby/object:Kernel',
  '!<tag:yaml.org,2002:python/object/apply:os.system>',
])('the YAML tag %s is a plain value or refused, wherever a run has YAML', async (tag) => {
  const yaml = `a: ${tag} ["${SHELL}"]\n`
  const [hydra] = runsWith(['a']) as [string]
  writeFileSync(path.join(hydra, '.hydra/config.yaml'), yaml)
  const lightning = writeTree({ 'metrics.csv': 'epoch,step,loss\n0,1,0.5\n', 'hparams.yaml': yaml })
  const { order, skipped } = await loadRuns({ runDirs: [hydra, lightning] })
  expect(order.length + skipped.length).toBe(2)
  didNotRun()
})

test('what other programs take for templates or commands stays as it is said', async () => {
  const values = ['{{7*191}}', '<%= 7*191 %>', '#{7*191}', `$(${SHELL})`, `\`${SHELL}\``]
  const { read } = await runReport(spec, { runs: runsWith(values) })
  const summary = read('training/summary.csv')
  // Paths of this machine are shortened.
  for (const value of values) expect(summary).toContain(value.split('/')[0])
  expect(read('index.html').includes('1337')).toBe(false)
  didNotRun()
})

test('with outputs.csv_safe=true, no cell of a CSV file is a formula', async () => {
  const values = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', "=cmd|' /C calc'!A0"]
  const runs = runsWith(values)
  const overrides = ['outputs.csv_safe=true']
  const { read, files, path: report } = await runReport(spec, { runs, overrides })
  const tables = files.filter((file) => file.endsWith('.csv'))
  expect(tables).toContain('training/summary.csv')
  for (const table of tables) {
    expect(read(table)).not.toMatch(/(?:^|,)"?[=+@\t\r]|(?:^|,)"?-(?![\d.])/m)
  }
  expect(read('training/summary.csv')).toContain("'=1+1")
  expect(readdirSync(report as string)).toContain('index.html')
})

test('a run does not learn the environment of who reads it', async () => {
  vi.stubEnv('SECRET_TOKEN', 'hunter2')
  const secret = '$' + '{oc.env:SECRET_TOKEN}'
  const run = minimalRun(path.join(writeTree({}), 'job0'), {
    config: { model: 'a', seed: 1, secret, given: '$' + '{oc.env:SECRET_TOKEN,none}' },
    overrides: ['model=a', `secret=${secret}`],
  })
  const { path: report, files, read, failed, warnings } = await runReport(spec, { runs: [run] })
  vi.unstubAllEnvs()
  expect(failed).toEqual([])
  expect(report).toBeDefined()
  for (const file of files) expect(read(file)).not.toContain('hunter2')
  expect(read('training/summary.csv')).toContain(secret)
  expect(warnings.join('\n')).toContain(`secret stays ${secret}`)
})

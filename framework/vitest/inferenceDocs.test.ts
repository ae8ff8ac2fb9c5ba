/** Runs the report that docs/inference.md builds for another kind of model. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fromCSV } from 'arquero'
import h5wasm from 'h5wasm/node'
import { expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../packageRoot.ts'
import { perceptronModel } from '../testing/models/perceptronModel.ts'
import { reportsBelow, runVitest, testProject, testSweep } from '../testing/testProject.ts'

const PAGE = readFileSync(path.join(PACKAGE_ROOT, 'docs/inference.md'), 'utf8')
const [, FILE = '', TEXT = ''] = /^```ts\n\/\/ (\S+)\n([\s\S]*?)^```$/m.exec(PAGE) ?? []

/** Events whose truth is the sum of their two columns, less 0.5 in every second one. */
async function writeEvents(file: string): Promise<void> {
  await h5wasm.ready
  const rows = Array.from({ length: 10 }, (_, i) => [i, 2 * i])
  const data = Float32Array.from(rows.flat())
  const truth = Float64Array.from(rows, ([x = 0, y = 0], i) => x + y - (i % 2) / 2)
  const written = new h5wasm.File(file, 'w')
  for (const split of ['train', 'test']) {
    written.create_dataset({ name: `X_${split}`, data, shape: [10, 2] })
    written.create_dataset({ name: `Y_${split}`, data: truth, shape: [10] })
  }
  written.close()
}

test('the report on a regression finds bias and resolution of each model', {
  tags: ['slow'],
}, async () => {
  const project = testProject({})
  mkdirSync(path.dirname(path.join(project, FILE)), { recursive: true })
  writeFileSync(path.join(project, FILE), TEXT)
  const { root, sweepDir, runDirs } = testSweep()
  const data = path.join(root, 'events.h5')
  await writeEvents(data)
  const sumOfColumns = [{ weights: [[1], [1]], biases: [0] }]
  for (const runDir of runDirs) {
    writeFileSync(path.join(runDir, 'model.onnx'), perceptronModel(sumOfColumns, 'energy'))
  }
  const words = [`inputs.sweep_dir=${sweepDir}`, 'inference.enabled=true', `data.path=${data}`]
  const { code, output } = await runVitest(project, ['run', path.dirname(FILE), '--', ...words])
  expect(output).toContain('figure residuals')
  expect(code).toBe(0)
  const outputs = path.join(root, 'outputs')
  const report = path.join(outputs, 'reports', String(reportsBelow(outputs)[0]))
  const table = readFileSync(path.join(report, 'inference/residuals.csv'), 'utf8')
  const rows = fromCSV(table).objects() as Record<string, unknown>[]
  expect(rows).toHaveLength(runDirs.length)
  for (const row of rows) expect(row).toMatchObject({ n: 10, bias: 0.25, resolution: 0.25 })
})

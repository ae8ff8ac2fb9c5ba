import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { writeFakeEvents } from '../testing/models/fakeEvents.ts'
import { fakeModel } from '../testing/models/fakeModel.ts'
import { reportsBelow, runThesisReport, testSweep } from '../testing/testProject.ts'

/** Of a picture the pixels, since its file also holds the id of the report. */
function digest(name: string, bytes: Buffer): string {
  const content = name.endsWith('.png') ? PNG.sync.read(bytes).data : bytes
  return createHash('sha256').update(content).digest('hex')
}

/** A sweep of four runs with a model each. */
async function modelSweep() {
  const { root, sweepDir, runDirs } = testSweep()
  mkdirSync(path.join(root, 'data'))
  await writeFakeEvents(path.join(root, 'data/4tops_splitted.h5'))
  runDirs.forEach((runDir, at) => {
    writeFileSync(path.join(String(runDir), 'best_val.onnx'), fakeModel({ hidden: [4 + at] }))
  })
  const report = (cache: string, ...words: string[]) =>
    runThesisReport(root, [
      ...['-n', 'compare_tokenizers', `inputs.sweep_dir=${sweepDir}`, 'inference.enabled=true'],
      ...[`env.output_root=${cache}`, `env.cache_root=${cache}/cache`],
      ...['outputs.which_figures=[val_mse_vs_time]', 'outputs.back_links=false', ...words],
    ])
  const results = (cache: string) => {
    const folder = path.join(root, cache, 'cache/inference')
    return readdirSync(folder).map((name) => [name, statSync(path.join(folder, name)).ino])
  }
  /** Files of the only report, by name, without those that hold the time. */
  const files = (cache: string) => {
    const [id] = reportsBelow(path.join(root, cache))
    const folder = path.join(root, cache, 'reports', String(id))
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:csv|png|tex)$/.test(name) || name === 'inference/summary.json')
      .sort()
      .map((name) => [name, digest(name, readFileSync(path.join(folder, name)))])
  }
  return { report, results, files }
}

test('shards leave what the report is made of, which has the same bytes and computes nothing twice', async () => {
  const { report, results, files } = await modelSweep()
  const lacking = await report('parts', '--only-merge')
  expect(lacking.code).toBe(3)
  expect(lacking.output).toContain('The results of 4 models are not in the cache')
  for (const index of [1, 2, 3]) {
    const { code, output } = await report('parts', '--shard', `${index}/3`)
    expect(code).toBe(0)
    const n = index === 1 ? '2 models' : '1 model'
    expect(output).toContain(
      `Shard ${index}/3: ${n}: ${n[0]} run, 0 in the cache already, 0 failed.`,
    )
  }
  const kept = results('parts')
  expect(kept).toHaveLength(4)
  const again = await report('parts', '--shard', '1/3')
  expect(again.output).toContain('Shard 1/3: 2 models: 0 run, 2 in the cache already, 0 failed.')
  expect((await report('parts', '--only-merge')).code).toBe(0)
  expect(results('parts')).toEqual(kept)
  expect((await report('whole')).code).toBe(0)
  expect(files('parts')).toEqual(files('whole'))
  expect(files('whole').length).toBeGreaterThan(4)
})

test('more shards than runs: those without any have nothing to do', async () => {
  const { report } = await modelSweep()
  const { code, output } = await report('parts', '--shard', '7/7')
  expect(output).toContain('Shard 7/7: 0 runs of 4: 0 read, 0 in the cache already.')
  expect(code).toBe(0)
})

test('shards that cannot be, or that could leave nothing, are refused', async () => {
  const { root, sweepDir } = testSweep()
  const words = ['-n', 'compare_runs', `inputs.sweep_dir=${sweepDir}`]
  const wrong = await runThesisReport(root, [...words, '--shard', '3/2'])
  expect(wrong.code).toBe(2)
  expect(wrong.output).toContain('--shard 3/2: expected K/N')
  const idle = await runThesisReport(root, [...words, '--shard', '1/2', 'cache=false'])
  expect(idle.code).toBe(1)
  expect(idle.output).toContain('hands results on through the cache')
})

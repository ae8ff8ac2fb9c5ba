/** @module-tag slow */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { reportBytes } from '../testing/files/reportBytes.ts'
import { keptResults, modelSweep } from '../testing/models/modelSweep.ts'
import { reportsBelow, runThesisReport, testSweep } from '../testing/testProject.ts'

/** A sweep of four runs with a model each, and reports of it, each with an output root and a cache of its own. */
async function reportsOfModels() {
  const root = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
  const { sweepDir } = await modelSweep(root)
  const report = (cache: string, ...words: string[]) =>
    runThesisReport(root, [
      ...['-n', 'compare_tokenizers', `inputs.sweep_dir=${sweepDir}`, 'inference.enabled=true'],
      ...[`env.output_root=${cache}`, `env.cache_root=${cache}/cache`],
      ...['outputs.which_figures=[val_mse_vs_time]', 'outputs.back_links=false', ...words],
    ])
  const results = (cache: string) => keptResults(path.join(root, cache, 'cache'))
  const files = (cache: string) => {
    const [id = ''] = reportsBelow(path.join(root, cache))
    return reportBytes(path.join(root, cache, 'reports', id))
  }
  return { root, report, results, files }
}

// Eight reports, one after another.
test('shards leave what the report is made of, which has the same bytes and computes nothing twice', {
  timeout: 600_000,
}, async () => {
  const { report, results, files } = await reportsOfModels()
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
  expect(kept.size).toBe(4)
  const again = await report('parts', '--shard', '1/3')
  expect(again.output).toContain('Shard 1/3: 2 models: 0 run, 2 in the cache already, 0 failed.')
  expect((await report('parts', '--only-merge')).code).toBe(0)
  expect(results('parts')).toEqual(kept)
  expect((await report('whole')).code).toBe(0)
  expect(files('parts')).toEqual(files('whole'))
  expect(files('whole').length).toBeGreaterThan(4)
})

test('a shard runs its models though no report could be written, and fails where the runs cannot be analysed', async () => {
  const { root, report } = await reportsOfModels()
  mkdirSync(path.join(root, 'parts'))
  writeFileSync(path.join(root, 'parts/reports'), 'a file in the place of the folder')
  const { code, output } = await report('parts', '--shard', '1/1')
  expect(output).toContain('Shard 1/1: 4 models: 4 run, 0 in the cache already, 0 failed.')
  expect(code).toBe(0)
  const none = await report('parts', '--shard', '1/1', 'inputs.select.tokenizer=none_of_them')
  expect(none.output).toContain('inputs.select leaves none of the 4 runs')
  expect(none.output).not.toContain('no model falls to it')
  expect(none.code).toBe(1)
})

test('more shards than models: those without any say so, and are done', async () => {
  const { report } = await reportsOfModels()
  const { code, output } = await report('parts', '--shard', '7/7')
  expect(output).toContain(
    'Shard 7/7: all 4 runs, to find the models: 4 read, 0 in the cache already.',
  )
  expect(output).toContain('Shard 7/7: no model falls to it.')
  expect(code).toBe(0)
  // Those that the others have read meanwhile.
  expect((await report('parts', '--shard', '6/7')).output).toContain(
    'Shard 6/7: all 4 runs, to find the models: 0 read, 4 in the cache already.',
  )
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

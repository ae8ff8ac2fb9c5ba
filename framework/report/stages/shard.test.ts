import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parseOverrideText } from '../../config/overrides/overrideGrammar.ts'
import { testSweep } from '../../testing/testProject.ts'
import { defineReport } from '../spec/defineReport.ts'
import type { InferModel } from '../spec/inferHook.ts'
import { buildReport } from './build.ts'
import { planShard } from './shard.ts'

/** A model whose result stays nowhere, and how often it was run. */
function unkept(runId: string, folder: string, reason: string) {
  const calls = { n: 0 }
  const model: InferModel<unknown> = {
    ...{ runId, isKept: async () => false, notKept: () => reason },
    keptIn: async () => path.join(folder, `${runId}.json`),
    run: async () => calls.n++,
  }
  return { model, calls }
}

async function workThrough(models: readonly InferModel<unknown>[]) {
  const inputs = { sweepDir: [], runDirs: [] }
  const plan = planShard({ index: 1, count: 1 }, inputs, models, {})
  const failures: string[] = []
  for (const stage of plan.models) {
    await stage.run().catch((error: Error) => failures.push(error.message))
  }
  return { failures, workDone: await plan.workDone() }
}

test('once a result could not be kept, no other model is run, and the cause is told once', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cache-'))
  const reason = 'ENOSPC: no space left on device, in /data'
  const models = ['a', 'b', 'c'].map((runId) => unkept(runId, folder, reason))
  const { failures, workDone } = await workThrough(models.map(({ model }) => model))
  expect(models.map(({ calls }) => calls.n)).toEqual([1, 0, 0])
  expect(failures).toEqual([
    `The results of models cannot be kept: ${reason}. Make room, or put the cache elsewhere with env.cache_root=DIR, and run the shard again.`,
    'fails for the same reason as model a',
    'fails for the same reason as model a',
  ])
  expect(workDone).toEqual(['Shard 1/1: 3 models: 0 run, 0 in the cache already, 3 failed.'])
})

test('where nothing can be written to the cache, no model is run, and the system says why', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'cache-')), 'file')
  writeFileSync(file, '')
  const { model, calls } = unkept('a', path.join(file, 'inference'), '')
  const { failures } = await workThrough([model])
  expect(calls.n).toBe(0)
  expect(failures[0]).toMatch(
    /cannot be kept: ENOTDIR: not a directory, in .*file\/inference\. Mend that/,
  )
})

test('what a shard reads stays in the cache, for whoever interrupts it after that', async () => {
  const { root, sweepDir } = testSweep()
  const build = await buildReport(defineReport({ name: 'mine', title: 'Mine', plot: {} }), {
    overrides: [`inputs.sweep_dir=${sweepDir}`, 'env.output_root=out'].map(parseOverrideText),
    ...{ cwd: root, projectRoot: root, fixtureOutputRoot: null, keepsFixtureReport: false },
    shard: { index: 1, count: 1 },
  })
  const [read] = build.tasks
  expect(await read?.run()).toMatchObject({ isCached: true })
  expect(await build.share?.workDone()).toEqual([
    'Shard 1/1: 4 runs of 4: 4 read, 0 in the cache already.',
  ])
})

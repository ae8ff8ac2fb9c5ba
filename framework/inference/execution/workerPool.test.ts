import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { InferenceSetup } from './inferenceSetup.ts'
import type { ModelRun } from './modelResult.ts'
import { WorkerPool } from './workerPool.ts'

const folder = mkdtempSync(join(tmpdir(), 'pool-'))
const setup = {} as InferenceSetup<'reconstruction'>
const run: ModelRun = { runId: 'a', runDir: 'outputs/runs/run_a' }

let files = 0
function poolOf(onMessage: string): WorkerPool {
  const file = join(folder, `worker${files++}.mjs`)
  writeFileSync(file, `process.on('message', ({ run }) => { ${onMessage} })`)
  return new WorkerPool(file, setup, () => {})
}

test.each([
  ['process.exit(3)', /outputs\/runs\/run_a ended with code 3/],
  ["process.kill(process.pid, 'SIGKILL')", /run_a was ended by SIGKILL \(out of memory\?\)/],
])('a process that dies fails its own model, and the next gets a new one', async (death, why) => {
  const pool = poolOf(
    `if (run.runId === 'a') ${death}; else process.send({ kind: 'result', result: run.runId })`,
  )
  await expect(pool.run(run)).rejects.toThrow(why)
  await expect(pool.run(run)).rejects.toMatchObject({ code: 'INFERENCE_WORKER_DIED' })
  expect(await pool.run({ ...run, runId: 'b' })).toBe('b')
  pool.close()
})

test('an error keeps its code and message', async () => {
  const pool = poolOf("process.send({ kind: 'error', code: 'MODEL_NOT_FOUND', message: 'none' })")
  await expect(pool.run(run)).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND', message: 'none' })
  pool.close()
})

test('processes are used again', async () => {
  const pool = poolOf("process.send({ kind: 'result', result: process.pid })")
  expect(await pool.run(run)).toBe(await pool.run(run))
  pool.close()
})

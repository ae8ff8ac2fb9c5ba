// Shards and report on a real Slurm, with jobs that are cancelled and killed midway: docs/hpc.md.
//   npm run test:slurm

import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { keptResults, modelSweep, reportBytes } from '../../dist/framework/testing/internals.js'
import { startCluster } from './cluster.js'

const PROGRAM = path.join(import.meta.dirname, '../thesis-report.js')
const SET_UP_WITHIN_MS = 120_000
/** A job that takes longer than this hangs, even on a busy machine. */
const HANGS_AFTER_MS = 600_000
const SHARDS = 2
const MODELS_PER_SHARD = 3

const folder = mkdtempSync(path.join(tmpdir(), 'slurm-'))
const cluster = await startCluster(folder, SET_UP_WITHIN_MS).catch((error) => {
  process.stdout.write(`Skipped: no Slurm can be set up here: ${error.message}\n`)
})
if (cluster) {
  const start = Date.now()
  try {
    await run(path.join(folder, 'project'))
    say(`Everything holds, after ${Math.round((Date.now() - start) / 1000)} s.`)
  } finally {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
} else {
  rmSync(folder, { recursive: true, force: true })
}

async function run(root) {
  mkdirSync(root)
  const { sweepDir } = await modelSweep(root, { seeds: [1, 2, 3], nEvents: 50_000 })
  const words = [
    ...['-n', 'compare_tokenizers', `inputs.sweep_dir=${sweepDir}`, 'inference.enabled=true'],
    ...['outputs.which_figures=[val_mse_vs_time]', 'outputs.back_links=false'],
  ]
  const asked = ['env.cluster.memory=400', 'env.cluster.time=60']
  const cache = path.join(root, 'outputs/.cache')

  say('Two shards and the report are submitted.')
  const submitted = await thesisReport(root, [
    ...['submit', '--engine', 'slurm', '--shards', String(SHARDS), '--', ...words, ...asked],
  ])
  assert.equal(submitted.code, 0, submitted.output)
  const [id] = readdirSync(path.join(root, 'outputs/.cluster'))
  const plan = path.join(root, 'outputs/.cluster', id)
  const [shards] = JSON.parse(readFileSync(path.join(plan, 'submitted.json'), 'utf8')).jobs

  say('The first result is there: shard 2 is cancelled.')
  await until(() => recordOf(plan, 2)?.state === 'running' && keptResults(cache).size > 0)
  command('scancel', [`${shards}_2`])
  await untilEnded()
  const cancelled = await thesisReport(root, ['status', id])
  assert.equal(cancelled.code, 1, cancelled.output)
  assert.match(cancelled.output, /shard-1 +done/)
  assert.match(cancelled.output, /shard-2 +failed +ended by SIGTERM/)
  assert.match(cancelled.output, /report +failed +ended before it began/)
  const afterCancel = keptResults(cache)
  assert.ok(
    afterCancel.size < SHARDS * MODELS_PER_SHARD,
    'shard 2 was done before it was cancelled',
  )

  say('What is not done is submitted again, and its process is killed with -9.')
  const again = await thesisReport(root, ['submit', '--resume', id])
  assert.equal(again.code, 0, again.output)
  await until(() => recordOf(plan, 2)?.state === 'running')
  process.kill(recordOf(plan, 2).process.pid, 'SIGKILL')
  await untilEnded()
  const killed = await thesisReport(root, ['status', id])
  assert.match(killed.output, /shard-2 +failed +was killed/)
  assert.match(killed.output, /report +failed/)

  say('It is submitted once more.')
  const last = await thesisReport(root, ['submit', '--resume', id])
  assert.equal(last.code, 0, last.output)
  await untilEnded()
  const done = await thesisReport(root, ['status', id])
  assert.equal(done.code, 0, done.output)
  say(done.output.trimEnd())

  for (const [name, written] of afterCancel) {
    assert.equal(keptResults(cache).get(name), written, `${name} was computed twice`)
  }
  assert.equal(keptResults(cache).size, SHARDS * MODELS_PER_SHARD)
  say(`Nothing was computed twice: ${afterCancel.size} results that were there are the same files.`)

  const whole = await thesisReport(root, [...words, 'env.output_root=whole'])
  assert.equal(whole.code, 0, whole.output)
  const tables = bytesOf(path.join(root, 'outputs'))
  assert.ok(tables.length > 4)
  assert.deepEqual(tables, bytesOf(path.join(root, 'whole')))
  say(`${tables.length} tables and figures are the same, byte by byte, as those of one machine.`)
}

function bytesOf(outputRoot) {
  const [id] = readdirSync(path.join(outputRoot, 'reports')).filter((name) => /^report_/.test(name))
  return reportBytes(path.join(outputRoot, 'reports', id))
}

/** The record of a shard; undefined before it began. */
function recordOf(plan, shard) {
  const file = path.join(plan, `state/shard-${shard}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** Waits until Slurm has no job left. */
function untilEnded() {
  return until(() => command('squeue', ['--noheader']).trim() === '')
}

async function until(holds) {
  for (const start = Date.now(); !holds(); await sleep(100)) {
    if (Date.now() - start > HANGS_AFTER_MS) {
      throw new Error(`Waited in vain for ${holds}\n${command('squeue', [])}`)
    }
  }
}

function command(name, words) {
  return execFileSync(name, words, { env: { ...process.env, ...cluster.env }, encoding: 'utf8' })
}

function thesisReport(cwd, words) {
  const env = { ...process.env, ...cluster.env, NO_COLOR: '1' }
  const child = spawn(process.execPath, [PROGRAM, ...words], { cwd, env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
    })
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })))
}

function say(line) {
  process.stdout.write(`${line}\n`)
}

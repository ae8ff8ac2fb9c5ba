// How fast the formats of trackers and loggers are read: npm run build && node bench/sources.js
//
// Writes stores of its own, and reads each with loadRuns in a process of its own, for its peak memory;
// beside it a bare read of the same files, where there is one.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { simpleValue, summaryEvent, tfRecord } from '../dist/framework/testing/internals.js'

const MEASURE = path.join(import.meta.dirname, 'measureSources.js')
const REPETITIONS = 3

const root = mkdtempSync(path.join(tmpdir(), 'bench-sources-'))
try {
  const rows = runBenchmarks()
  console.log(`Node ${process.version}, best of ${REPETITIONS}\n`)
  console.table(rows)
} finally {
  rmSync(root, { recursive: true, force: true })
}

function runBenchmarks() {
  const lightning = writeLightning({ runs: 1000, epochs: 100 })
  const mlflow = writeMlflow({ runs: 2000, metrics: 20 })
  const tensorboard = writeTensorboard({ runs: 20, tags: 10, steps: 5000 })
  const tree = writeTree({ runs: 3000, directories: 10_000 })
  const many = writeLightning({ runs: 10_000, epochs: 20 })
  const cacheDir = path.join(root, 'cache')
  measure('loadRuns', many, cacheDir)
  return [
    row('Lightning, bare papaparse', 'papaparse', lightning),
    row('Lightning, 1000 runs x 100 epochs', 'loadRuns', lightning),
    row('MLflow, 2000 runs x 20 metrics (limit 3 s)', 'loadRuns', mlflow),
    row('TensorBoard, 1 000 000 scalars (limit 5 s)', 'loadRuns', tensorboard),
    row('search, 3000 runs in 10 000 directories (limit 2 s)', 'discoverRuns', tree),
    row('10 000 runs x 20 epochs (limit 300 MB)', 'loadRuns', many),
    row('  cached (about 1 s)', 'loadRuns', many, cacheDir),
  ]
}

function row(title, subject, folder, cacheDir) {
  const samples = Array.from({ length: REPETITIONS }, () => measure(subject, folder, cacheDir))
  const best = samples.reduce((a, b) => (b.totalMs < a.totalMs ? b : a))
  return {
    title,
    ms: Math.round(best.totalMs),
    'CPU ms': Math.round(best.cpuMs),
    'peak MB': Math.round(best.peakMb),
  }
}

function measure(subject, folder, cacheDir = '') {
  return JSON.parse(execFileSync(process.execPath, [MEASURE, subject, folder, cacheDir]))
}

function writeLightning({ runs, epochs }) {
  const folder = path.join(root, `lightning-${runs}`)
  for (let run = 0; run < runs; run++) {
    const lines = ['epoch,step,train_loss,train_acc,val_loss,val_acc']
    for (let epoch = 0; epoch < epochs; epoch++) {
      const loss = Math.exp(-epoch / 20) + run / 1e5
      lines.push(`${epoch},${epoch * 10 + 9},${loss},${1 - loss / 2},,`)
      lines.push(`${epoch},${epoch * 10 + 9},,,${loss * 1.1},${1 - loss / 1.9}`)
    }
    write(folder, `version_${run}/metrics.csv`, `${lines.join('\n')}\n`)
    write(
      folder,
      `version_${run}/hparams.yaml`,
      `lr: ${(run % 5) / 100}\nseed: ${run}\nmodel: mlp\n`,
    )
  }
  return folder
}

function writeMlflow({ runs, metrics }) {
  const folder = path.join(root, 'mlruns')
  write(folder, '0/meta.yaml', "experiment_id: '0'\nlifecycle_stage: active\nname: Default\n")
  for (let run = 0; run < runs; run++) {
    const id = run.toString(16).padStart(32, 'a')
    const meta = `run_id: ${id}\nrun_name: run-${run}\nstatus: 3\nlifecycle_stage: active\nstart_time: 1700000000000\nend_time: 1700000060000\n`
    write(folder, `0/${id}/meta.yaml`, meta)
    write(folder, `0/${id}/params/lr`, String((run % 5) / 100))
    write(folder, `0/${id}/tags/mlflow.user`, 'me')
    for (let metric = 0; metric < metrics; metric++) {
      const lines = Array.from(
        { length: 10 },
        (_, step) => `${1_700_000_000_000 + step} ${step / (run + 1)} ${step}\n`,
      )
      write(folder, `0/${id}/metrics/metric_${metric}`, lines.join(''))
    }
  }
  return folder
}

function writeTensorboard({ runs, tags, steps }) {
  const folder = path.join(root, 'tensorboard')
  for (let run = 0; run < runs; run++) {
    const place = path.join(folder, `run_${run}`)
    mkdirSync(place, { recursive: true })
    const records = Array.from({ length: steps }, (_, step) => {
      const values = Array.from({ length: tags }, (_, tag) =>
        simpleValue(`tag_${tag}`, step / (run + 1)),
      )
      return tfRecord(summaryEvent({ step, wallTime: 1_700_000_000 + step }, ...values))
    })
    writeFileSync(path.join(place, 'events.out.tfevents.1700000000.host'), Buffer.concat(records))
  }
  return folder
}

/** Hydra's jobs, each with folders in which nothing is to be found. */
function writeTree({ runs, directories }) {
  const folder = path.join(root, 'multirun')
  const empty = Math.floor((directories - 2 * runs) / runs) + 1
  for (let run = 0; run < runs; run++) {
    const job = `${Math.floor(run / 100)}/${run % 100}`
    write(folder, `${job}/.hydra/config.yaml`, `seed: ${run}\n`)
    write(folder, `${job}/metrics.jsonl`, '{"step": 1, "loss": 0.5}\n')
    for (let at = 0; at < empty; at++) write(folder, `${job}/samples_${at}/image.txt`, '')
  }
  return folder
}

function write(folder, name, text) {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
}

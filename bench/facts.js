// How fast facts are read: npm run build && node bench/facts.js [--quick]
//
// Writes sweeps of its own, reads them with loadRuns and with a plain read of the same files (split
// the lines, JSON.parse each, split the CSV), each in a process of its own for its peak memory.
// Prints a table beside the results of the time before and keeps them in bench/results/.
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { fakeSweep } from '../dist/framework/testing/index.js'

const RESULTS = path.join(import.meta.dirname, 'results')
const MEASURE = path.join(import.meta.dirname, 'measureFacts.js')
/** Runs that are trained anew; the others of a sweep are copies of them. */
const DISTINCT_RUNS = 60
const REPETITIONS = 3

const quick = process.argv.includes('--quick')
const sizes = quick ? [100, 300, 1000] : [100, 300, 1000, 3000, 10_000]

const root = mkdtempSync(path.join(tmpdir(), 'bench-facts-'))
try {
  const results = runBenchmarks()
  printTable(results, latestResults())
  mkdirSync(RESULTS, { recursive: true })
  const name = `facts-${new Date().toISOString().replaceAll(':', '')}.json`
  writeFileSync(path.join(RESULTS, name), `${JSON.stringify(results, null, 2)}\n`)
} finally {
  rmSync(root, { recursive: true, force: true })
}

function runBenchmarks() {
  const long = writeSweep('long', { runs: quick ? 200 : 1000, epochs: 100 })
  const spaced = writeSweep('spaced', { runs: 60, epochs: 200 })
  const compact = compactEvents(writeSweep('compact', { runs: 60, epochs: 200 }))
  const short = writeSweep('short', { runs: sizes.at(-1), epochs: 20 })
  const cacheDir = path.join(root, 'cache')
  const cachedRuns = Math.min(5000, short.runs)
  measure('loadRuns', short, { runs: cachedRuns, cacheDir })
  return {
    node: process.version,
    cores: availableParallelism(),
    rows: [
      row('plain read, 100 epochs', 'plain', long),
      row('loadRuns, 100 epochs', 'loadRuns', long),
      row('  on one core', 'oneCore', long),
      row('  of that: reading', 'reading', long),
      row('  of that: events', 'events', long),
      row('  of that: YAML', 'yaml', long),
      row('  of that: CSV', 'csv', long),
      row('events, 200 epochs', 'events', spaced),
      row('events, 200 epochs, compact', 'events', compact),
      ...sizes.map((runs) => row('loadRuns, 20 epochs', 'loadRuns', short, { runs })),
      row('loadRuns, 20 epochs, cached', 'loadRuns', short, { runs: cachedRuns, cacheDir }),
    ],
  }
}

function row(title, subject, sweep, options = {}) {
  const runs = options.runs ?? sweep.runs
  const samples = Array.from({ length: REPETITIONS }, () =>
    measure(subject, sweep, { runs, ...options }),
  )
  const best = samples.reduce((a, b) => (b.totalMs < a.totalMs ? b : a))
  return { title, runs, totalMs: best.totalMs, peakMb: best.peakMb }
}

function measure(subject, sweep, { runs, cacheDir = '' }) {
  return JSON.parse(
    execFileSync(process.execPath, [MEASURE, subject, sweep.runsDir, runs, cacheDir]),
  )
}

function writeSweep(name, { runs, epochs }) {
  const folder = path.join(root, name)
  const seeds = Array.from({ length: Math.ceil(Math.min(DISTINCT_RUNS, runs) / 6) }, (_, i) => i)
  const { runDirs } = fakeSweep({
    root: folder,
    axes: {
      'phase1/encoder': ['mlp', 'gnn'],
      'phase1/latent_space': ['none', 'linear', 'vq'],
      'phase1.trainer.seed': seeds,
    },
    epochs,
  })
  for (let job = runDirs.length; job < runs; job++) {
    const original = runDirs[job % runDirs.length]
    const copy = original.replace(/_job\d+$/, `_job${job}`)
    cpSync(original, copy, { recursive: true })
    renameRun(copy, job)
  }
  return { runsDir: path.dirname(runDirs[0]), runs }
}

/** Gives a copy run ids of its own: a copy with the same ones would not count. */
function renameRun(runDir, job) {
  const file = path.join(runDir, 'facts/events.jsonl')
  const id = String(job).padStart(8, '0')
  const events = readFileSync(file, 'latin1')
  writeFileSync(file, events.replaceAll(/"run_id": "\w{8}/g, `"run_id": "${id}`), 'latin1')
}

/** Writes a sweep's events as `json.dumps(…, separators=(',', ':'))` does. */
function compactEvents({ runsDir, runs }) {
  for (const name of readdirSync(runsDir)) {
    const file = path.join(runsDir, name, 'facts/events.jsonl')
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    writeFileSync(file, lines.map((line) => `${JSON.stringify(JSON.parse(line))}\n`).join(''))
  }
  return { runsDir, runs }
}

function latestResults() {
  try {
    const newest = readdirSync(RESULTS)
      .filter((name) => name.startsWith('facts-'))
      .sort()
      .at(-1)
    return newest ? JSON.parse(readFileSync(path.join(RESULTS, newest), 'utf8')) : undefined
  } catch {
    return undefined
  }
}

function printTable({ node, cores, rows }, earlier) {
  console.log(`Node ${node}, ${cores} cores, best of ${REPETITIONS}\n`)
  const plain = perRun(rows[0])
  const line = (...cells) =>
    console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(32) : cell.padStart(12))).join(''))
  line('', 'runs', 'total ms', 'ms a run', 'of plain', 'peak MB', 'before')
  for (const each of rows) {
    const before = earlier?.rows.find((old) => old.title === each.title && old.runs === each.runs)
    line(
      each.title,
      String(each.runs),
      each.totalMs.toFixed(0),
      perRun(each).toFixed(3),
      each.title.includes('20 epochs') ? '' : (perRun(each) / plain).toFixed(3),
      each.peakMb.toFixed(0),
      before ? `${before.totalMs.toFixed(0)} ms` : '',
    )
  }
}

function perRun({ totalMs, runs }) {
  return totalMs / runs
}

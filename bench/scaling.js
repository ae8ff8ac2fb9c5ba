// What sweeps of many runs cost: npm run build && node bench/scaling.js [--runs 100,1000,10000] [--full 300]
//
// Reads sweeps of runs with 100 epochs for the first time and again, and makes the whole compare_runs
// report from the cache. Tells processor time, which other programs on the machine change little, beside
// the time on the clock; memory is that of all processes together. Where strace is installed, calls that
// name a file are counted: on a network file system each may ask the server.
//
// The events of the large sweeps are thinned to their first line and their last three, since 10 000 runs
// would take 15 GB; --full is the size of a sweep whose files are whole.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { fakeSweep } from '../dist/framework/testing/index.js'

const PROGRAM = path.join(import.meta.dirname, '../bin/thesis-report.js')
const MEASURE = path.join(import.meta.dirname, 'measureScaling.js')
const EPOCHS = 100
/** Runs that are trained anew, one for each setting; the others are copies with seeds of their own. */
const AXES = {
  'phase1/encoder': ['mlp', 'gnn'],
  'phase1/latent_space': ['none', 'linear', 'vq'],
  'phase1.trainer.seed': [1],
}
const KEPT_LINES = 3
const SAMPLE_MS = 50

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100,1000,10000' },
    full: { type: 'string', default: '300' },
  },
})

const root = mkdtempSync(path.join(tmpdir(), 'bench-scaling-'))
try {
  console.log(`Node ${process.version}, ${availableParallelism()} cores\n`)
  const whole = writeSweep('whole', Number(values.full), { isThinned: false })
  const { cpuMs, wallMs } = measure(whole, path.join(whole.folder, 'cache'))
  console.log(
    `${whole.runs} runs, whole files: ${(cpuMs / whole.runs).toFixed(2)} ms a run of processor time, ${(wallMs / 1000).toFixed(1)} s\n`,
  )
  line(
    'runs',
    'cold ms/run',
    'cold s',
    'warm cpu s',
    'warm s',
    'report cpu s',
    'report s',
    'MB',
    'calls/run',
    'warm',
  )
  for (const runs of values.runs.split(',').map(Number)) {
    const sweep = writeSweep(`runs${runs}`, runs, { isThinned: true })
    const cache = path.join(sweep.folder, 'outputs/.cache')
    const cold = measure(sweep, cache)
    const warm = measure(sweep, cache)
    const report = await measureReport(sweep)
    const calls = countCalls(sweep)
    line(
      ...[runs, (cold.cpuMs / runs).toFixed(2), seconds(cold.wallMs)],
      ...[seconds(warm.cpuMs), seconds(warm.wallMs)],
      ...[seconds(report.cpuMs), seconds(report.wallMs), report.peakMb.toFixed(0)],
      ...(calls ? [(calls.cold / runs).toFixed(1), (calls.warm / runs).toFixed(1)] : ['-', '-']),
    )
    rmSync(sweep.folder, { recursive: true })
  }
} finally {
  rmSync(root, { recursive: true, force: true })
}

function seconds(ms) {
  return (ms / 1000).toFixed(1)
}

function line(...cells) {
  console.log(cells.map((cell) => String(cell).padStart(13)).join(''))
}

/** Reads the sweep in a process of its own. */
function measure({ sweepDir }, cacheDir) {
  return JSON.parse(execFileSync(process.execPath, [MEASURE, sweepDir, cacheDir]))
}

/** Makes the report, and watches the memory of its processes. */
async function measureReport({ folder, sweepDir }) {
  const words = ['-n', 'compare_runs', `inputs.sweep_dir=${sweepDir}`, 'outputs.back_links=false']
  const start = performance.now()
  // The shell tells what processor time its children took.
  const child = spawn(
    '/bin/sh',
    [
      '-c',
      '"$@" >report.log 2>&1; code=$?; times; exit $code',
      'sh',
      process.execPath,
      PROGRAM,
      ...words,
    ],
    { cwd: folder },
  )
  const peaks = new Map()
  const watch = setInterval(() => {
    for (const pid of descendants(child.pid)) peaks.set(pid, peakOf(pid) ?? peaks.get(pid) ?? 0)
  }, SAMPLE_MS)
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  clearInterval(watch)
  if (code !== 0)
    throw new Error(readFileSync(path.join(folder, 'report.log'), 'utf8').slice(-2000))
  const [, ofChildren = ''] = printed.trim().split('\n')
  const cpuMs = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, each]) => sum + (Number(minutes) * 60 + Number(each)) * 1000,
    0,
  )
  const peakMb = [...peaks.values()].reduce((sum, each) => sum + each, 0)
  return { cpuMs, wallMs: performance.now() - start, peakMb }
}

function descendants(pid) {
  const children = readProc(`/proc/${pid}/task/${pid}/children`)?.trim().split(' ') ?? []
  return children.filter(Boolean).flatMap((child) => [child, ...descendants(child)])
}

/** The most memory that a process had, in MB. */
function peakOf(pid) {
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readProc(`/proc/${pid}/status`) ?? '')?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}

function readProc(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // The process has ended meanwhile.
    return undefined
  }
}

/** Calls that name a file, reading for the first time and again; undefined without strace. */
function countCalls({ folder, sweepDir }) {
  const count = (cacheDir) => {
    const file = path.join(folder, 'calls.txt')
    const words = ['-f', '-qq', '-e', 'trace=%file', '-e', 'signal=none', '-o', file]
    const { error } = spawnSync('strace', [...words, process.execPath, MEASURE, sweepDir, cacheDir])
    if (error) return undefined
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((each) => each.includes(`${folder}/`)).length
  }
  const cacheDir = path.join(folder, 'counted')
  const cold = count(cacheDir)
  return cold === undefined ? undefined : { cold, warm: count(cacheDir) }
}

function writeSweep(name, runs, { isThinned }) {
  const folder = path.join(root, name)
  mkdirSync(folder)
  const { sweepDir, runDirs } = fakeSweep({ root: folder, axes: AXES, epochs: EPOCHS })
  const originals = runDirs.map((runDir) => readFiles(runDir, isThinned))
  for (let job = 0; job < runs; job++) {
    const runDir = runDirs[0].replace(/_job\d+$/, `_job${job}`)
    for (const [file, text] of originals[job % originals.length]) {
      mkdirSync(path.dirname(path.join(runDir, file)), { recursive: true })
      writeFileSync(path.join(runDir, file), asJob(text, job))
    }
  }
  return { folder, sweepDir, runs }
}

function readFiles(runDir, isThinned) {
  return readdirSync(runDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(runDir, path.join(entry.parentPath, entry.name)))
    .map((file) => {
      const text = readFileSync(path.join(runDir, file), 'latin1')
      const isEvents = file.endsWith('events.jsonl') && isThinned
      return [file, isEvents ? thinned(text) : text]
    })
}

function thinned(events) {
  const lines = events.trimEnd().split('\n')
  return `${[lines[0], ...lines.slice(-KEPT_LINES)].join('\n')}\n`
}

/** A copy with a seed, a number and an id of its own; with those of another it would not count. */
function asJob(text, job) {
  return text
    .replaceAll(/("run_id": "|run_id: )[\da-f]{8}/g, `$1${String(job).padStart(8, '0')}`)
    .replaceAll(/_job\d+/g, `_job${job}`)
    .replaceAll(/(trainer\.seed[:=] ?)1\b/g, `$1${job}`)
    .replaceAll(/^( {4}seed: )1$/gm, `$1${job}`)
    .replaceAll(/("seed": )1\b/g, `$1${job}`)
}

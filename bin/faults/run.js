// Kills, full disks and crowds: what docs/reliability.md promises must hold after each.
//   npm run test:faults [-- --kills N --faults N --reports N --together N --seed N]
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

const ROOT = path.join(import.meta.dirname, '../..')
const PRELOAD = path.join(import.meta.dirname, 'failOperation.cjs')
const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']
/** What a disk answers that is full, or broken. */
const CODES = ['ENOSPC', 'EIO']
/** A report that takes longer than this on a busy machine hangs. */
const HANGS_AFTER_MS = 180_000

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    faults: { type: 'string', default: '100' },
    reports: { type: 'string', default: '100' },
    together: { type: 'string', default: '24' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
})
const numbers = Object.fromEntries(
  Object.entries(values).map(([name, text]) => [name, Number(text)]),
)

const folder = mkdtempSync(path.join(tmpdir(), 'faults-'))
const fixture = path.join(folder, 'sweep')
cpSync(path.join(ROOT, 'fixtures/compare_runs'), fixture, { recursive: true })
const runsBefore = hashOf(fixture)
const broken = []

try {
  const typical = await measure()
  const rows = [await kills(typical), await faults(), await crowd()]
  process.stdout.write(`seed ${numbers.seed}\n${rows.join('\n')}\n`)
  for (const each of broken) process.stderr.write(`BROKEN ${each}\n`)
  process.exitCode = broken.length > 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** How long a report takes that nobody disturbs, in milliseconds. */
async function measure() {
  const start = Date.now()
  const { code, output } = await report(path.join(folder, 'undisturbed')).ended
  if (code !== 0) throw new Error(`Without any fault, the report fails:\n${output}`)
  return Date.now() - start
}

/** Kills, at moments that are spread evenly over the time that a report takes. */
async function kills(typical) {
  const outputRoot = path.join(folder, 'killed')
  let finished = 0
  for (let i = 0; i < numbers.kills; i++) {
    const { child, ended } = report(outputRoot)
    const share = ((i + (numbers.seed % 97) / 97) * 0.618_034) % 1
    const timer = setTimeout(() => child.kill(SIGNALS[i % SIGNALS.length]), share * typical * 1.1)
    const { code } = await ended
    clearTimeout(timer)
    if (code === 0) finished++
    check(
      `kill ${i} (${SIGNALS[i % SIGNALS.length]} after ${Math.round(share * typical)} ms)`,
      outputRoot,
    )
  }
  await expectWorksAfterwards('kills', outputRoot)
  return `kills: ${numbers.kills}, of which ${finished} came after the report was made`
}

/** The n-th operation below the output root fails, for each n until there are no more. */
async function faults() {
  let tried = 0
  let made = 0
  for (const code of CODES) {
    for (let at = 1; at <= numbers.faults; at++) {
      const outputRoot = path.join(folder, `fault-${code}-${at}`)
      const { code: exitCode, output } = await report(outputRoot, {
        NODE_OPTIONS: `--require ${PRELOAD}`,
        ...{ FAULT_BELOW: outputRoot, FAULT_AT: String(at), FAULT_CODE: code },
      }).ended
      const hit = /^FAULT (.*)$/m.exec(output)?.[1]
      if (hit === undefined) break
      tried++
      const name = `fault ${hit.replace(folder, '')}`
      if (exitCode === 0) made++
      if (/^\s+at .*:\d+:\d+\)?$/m.test(output)) broken.push(`${name}: prints a stack trace`)
      check(name, outputRoot)
      await expectWorksAfterwards(name, outputRoot)
      rmSync(outputRoot, { recursive: true, force: true })
    }
  }
  return `faults: ${tried} operations that failed, ${made} reports made all the same`
}

/** Many reports on the same runs, some at a time, below one output root. */
async function crowd() {
  const outputRoot = path.join(folder, 'crowd')
  let left = numbers.reports
  const codes = []
  const work = async () => {
    while (left-- > 0) codes.push((await report(outputRoot).ended).code)
  }
  await Promise.all(Array.from({ length: numbers.together }, work))
  check('crowd', outputRoot)
  const failed = codes.filter((code) => code !== 0).length
  if (failed > 0) broken.push(`crowd: ${failed} of ${codes.length} reports failed`)
  const found = reportsBelow(outputRoot).length
  if (found !== codes.length - failed)
    broken.push(`crowd: ${found} reports of ${codes.length} made`)
  return `crowd: ${codes.length} reports, ${numbers.together} at a time, ${failed} failed`
}

function report(outputRoot, env = {}) {
  const words = ['bin/thesis-report.js', '-n', 'compare_runs', `inputs.sweep_dir=${fixture}`]
  const outputs = ['outputs.back_links=false', 'outputs.fig_format=png']
  const child = spawn(process.execPath, [...words, `env.output_root=${outputRoot}`, ...outputs], {
    ...{ cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
    timeout: HANGS_AFTER_MS,
    killSignal: 'SIGKILL',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const ended = new Promise((resolve) => child.on('close', (code) => resolve({ code, output })))
  return { child, ended }
}

/** Every report is complete, and the runs are as they were. */
function check(after, outputRoot) {
  for (const directory of reportsBelow(outputRoot)) {
    const problem = problemOf(directory)
    if (problem) broken.push(`${after}: ${path.basename(directory)} ${problem}`)
  }
  if (hashOf(fixture) !== runsBefore) broken.push(`${after}: the runs have changed`)
}

async function expectWorksAfterwards(after, outputRoot) {
  const { code, output } = await report(outputRoot).ended
  if (code !== 0) broken.push(`${after}: the next report fails:\n${output}`)
  check(`${after}, and another report`, outputRoot)
  const staging = path.join(outputRoot, '.cache/staging')
  const left = existsSync(staging) ? readdirSync(staging) : []
  if (left.length > 0) broken.push(`${after}: ${left.length} leftovers, such as ${left[0]}`)
}

function reportsBelow(outputRoot) {
  const reports = path.join(outputRoot, 'reports')
  if (!existsSync(reports)) return []
  return readdirSync(reports)
    .filter((name) => name.startsWith('report_'))
    .map((name) => path.join(reports, name))
}

/** By the checksums that the report itself was published with. */
function problemOf(directory) {
  const checksums = path.join(directory, 'SHA256SUMS')
  if (!existsSync(checksums)) return 'has no checksums'
  for (const line of readFileSync(checksums, 'utf8').trim().split('\n')) {
    const [, hash, name] = /^([\da-f]{64}) [ *](.*)$/.exec(line) ?? []
    if (name === undefined) return `has a line of checksums that is none: ${line}`
    const file = path.join(directory, name)
    if (!existsSync(file)) return `lacks ${name}`
    if (sha256(readFileSync(file)) !== hash) return `has another ${name} than it was made with`
  }
  return undefined
}

function hashOf(place) {
  const files = readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  return sha256(files.map((file) => `${file} ${sha256(readFileSync(file))}`).join('\n'))
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex')
}

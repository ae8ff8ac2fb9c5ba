// Reads random inputs for as long as one likes:
//   npm run fuzz -- READER… [--count N] [--minutes N] [--seed N] [--record]
// READER may be `all`. Without a number, 100 000 inputs of a text reader and 10 000 of another.
// What breaks a reader is kept in fixtures/recorded/fuzz, which every test reads again. With --record, the numbers
// of inputs of readers that nothing broke are written into docs/reliability.md.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { recordRow } from './recordRow.js'

const ROOT = path.join(import.meta.dirname, '..')
/** An input that is read for so long is one that never ends. Longer than a busy machine needs. */
const HANGS_AFTER_MS = 60_000

const { values, positionals: readers } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string' },
    minutes: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    record: { type: 'boolean', default: false },
  },
})
const isNumber = (text) => Number.isFinite(Number(text)) && Number(text) > 0
const { count = '', minutes = '', seed } = values
if (readers.length === 0 || ![count || '1', minutes || '1', seed].every(isNumber)) {
  process.stderr.write(
    'Expected: npm run fuzz -- READER… [--count N] [--minutes N] [--seed N] [--record]. Readers are those ' +
      'that docs/reliability.md lists, such as yaml, override, events, hdf5; or all of them: all.\n',
  )
  process.exit(2)
}

const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'))
const current = path.join(folder, 'current')
const results = path.join(folder, 'results')
mkdirSync(current)
const child = spawn(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'framework/testing/fuzz'],
  {
    cwd: ROOT,
    stdio: 'inherit',
    // The leader of a group, so that the process that reads ends with it, however busy.
    detached: true,
    env: {
      ...process.env,
      TMPDIR: folder,
      FUZZ_READERS: readers.join(),
      FUZZ_COUNT: count,
      FUZZ_MINUTES: minutes,
      FUZZ_SEED: seed,
      FUZZ_CURRENT: current,
      FUZZ_RESULTS: results,
    },
  },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endGroup)
const watch = setInterval(() => {
  for (const name of readdirSync(current)) {
    const since = statSync(path.join(current, name), { throwIfNoEntry: false })?.mtimeMs
    if (since === undefined || Date.now() - since < HANGS_AFTER_MS) continue
    process.stderr.write(`It hangs. The input is kept as ${keep(name)}\n`)
    endGroup()
  }
}, 1000)

child.on('exit', (code, signal) => {
  clearInterval(watch)
  if (values.record) recordResults()
  rmSync(folder, { recursive: true, force: true })
  process.exitCode = code ?? (signal ? 1 : 0)
})

/** Kills Vitest and the processes that it started: one that tidied up first would take the reader's files away. */
function endGroup() {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    // All of them have ended.
    if (error.code !== 'ESRCH') throw error
  }
}

/** @param name of the file: the reader, and the original that the input was made from */
function keep(name) {
  const bytes = readFileSync(path.join(current, name))
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const [reader, original] = name.split('.')
  const file = path.join(ROOT, 'fixtures/recorded/fuzz', reader, `${original}-${hash}`)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  return file
}

function recordResults() {
  if (!existsSync(results)) return
  for (const line of readFileSync(results, 'utf8').trim().split('\n')) {
    const { reader, kind, inputs, slowest } = JSON.parse(line)
    recordRow('reliability.md', reader, [kind, inputs, slowest, seed])
  }
}

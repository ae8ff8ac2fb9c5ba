// Reads random inputs for as long as one likes:
//   npm run fuzz -- READER --minutes N [--seed N]
// What breaks the reader is kept in fixtures/recorded/fuzz, which every test reads again.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

const ROOT = path.join(import.meta.dirname, '..')
/** An input that is read for so long is one that never ends. Longer than a busy machine needs. */
const HANGS_AFTER_MS = 30_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } },
})
const [reader] = positionals
const isNumber = (text) => Number.isFinite(Number(text)) && Number(text) > 0
if (reader === undefined || !isNumber(values.minutes) || !isNumber(values.seed ?? '1')) {
  process.stderr.write(
    'Expected: npm run fuzz -- READER --minutes N [--seed N]. Readers are those that ' +
      'framework/testing/fuzz lists, such as yaml, override, events, hdf5.\n',
  )
  process.exit(2)
}

const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'))
const currentFile = path.join(folder, 'current')
writeFileSync(currentFile, '')
const child = spawn(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'framework/testing/fuzz'],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      FUZZ_READER: reader,
      FUZZ_MINUTES: values.minutes,
      FUZZ_CURRENT: currentFile,
      FUZZ_SEED: values.seed ?? String(Date.now() % 2 ** 31),
    },
  },
)
const watch = setInterval(() => {
  const { mtimeMs, size } = statSync(currentFile)
  if (size === 0 || Date.now() - mtimeMs < HANGS_AFTER_MS) return
  process.stderr.write(`${reader} hangs. The input is kept as ${keepCurrent()}\n`)
  child.kill('SIGKILL')
}, 1000)

child.on('exit', (code, signal) => {
  clearInterval(watch)
  rmSync(folder, { recursive: true, force: true })
  process.exitCode = code ?? (signal ? 1 : 0)
})

/** As of the first original: which one it was made from is not known here. */
function keepCurrent() {
  const bytes = readFileSync(currentFile)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const file = path.join(ROOT, 'fixtures/recorded/fuzz', reader, `0-${hash}`)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  return file
}

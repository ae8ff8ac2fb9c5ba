// Keeps dist/ in step with framework/: the command line and worker threads run the compiled files.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = path.join(root, 'dist', '.tsbuildinfo')

/** Compiles when a source is newer than the last build; says so and returns false when that fails. */
export function buildIfStale() {
  if (newestSource() <= modified(stamp)) return true
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, stdout, error } = spawnSync(
    process.execPath,
    [tsc, '--project', path.join(root, 'tsconfig.build.json')],
    { cwd: root, encoding: 'utf8' },
  )
  if (status === 0) {
    utimesSync(stamp, new Date(), new Date())
    return true
  }
  process.stderr.write(`thesis-report: building framework/ failed.\n${error?.message ?? stdout}\n`)
  return false
}

/** Vitest calls this before a run: reports read facts and run models in compiled workers. */
export function setup() {
  buildIfStale()
}

function newestSource() {
  const files = readdirSync(path.join(root, 'framework'), { recursive: true, encoding: 'utf8' })
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  return Math.max(...sources.map((file) => modified(path.join(root, 'framework', file))))
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

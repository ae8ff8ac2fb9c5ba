// Keeps dist/ in step with framework/: the command line and worker threads run the compiled files.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = path.join(root, 'dist', '.tsbuildinfo')

/** Compiles when a source is newer than the last build. */
export function buildIfStale() {
  if (newestSource() <= modified(stamp)) return
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, stdout, error } = spawnSync(
    process.execPath,
    [tsc, '--project', path.join(root, 'tsconfig.build.json')],
    { cwd: root, encoding: 'utf8' },
  )
  if (status === 0) {
    utimesSync(stamp, new Date(), new Date())
    return
  }
  process.stderr.write(`thesis-report: building framework/ failed.\n${error?.message ?? stdout}\n`)
  process.exit(1)
}

function newestSource() {
  const files = readdirSync(path.join(root, 'framework'), { recursive: true, encoding: 'utf8' })
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  return Math.max(...sources.map((file) => modified(path.join(root, 'framework', file))))
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

// Compiles the package into dist/, which reports, the command line and workers all run.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = path.join(root, 'dist')
const stamp = path.join(dist, '.tsbuildinfo')
/** What is compiled. An installed package has none of it, only the result. */
const SOURCES = ['framework', 'reports']

/**
 * Compiles when a source is newer than the last build.
 *
 * @throws {Error} with the compiler's messages: nothing may run on code that is no longer there
 */
export function buildIfStale() {
  if (!existsSync(path.join(root, 'tsconfig.build.json'))) return
  if (newestSource() > modified(stamp)) compile()
}

/**
 * Vitest's global set-up: in watch mode, each further run is preceded by a build.
 *
 * @param {import('vitest/node').TestProject} project
 */
export function setup(project) {
  project.onTestsRerun(buildIfStale)
}

/** Compiles everything anew. @throws {Error} with the compiler's messages */
export function build() {
  rmSync(dist, { recursive: true, force: true })
  compile()
}

function compile() {
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, stdout, error } = spawnSync(
    process.execPath,
    [tsc, '--project', path.join(root, 'tsconfig.build.json')],
    { cwd: root, encoding: 'utf8' },
  )
  if (status !== 0) {
    // Not to be taken for built the next time.
    rmSync(stamp, { force: true })
    throw new Error(`thesis-report: compiling framework/ failed.\n${error?.message ?? stdout}`)
  }
  utimesSync(stamp, new Date(), new Date())
}

function newestSource() {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => path.join(root, folder, file)),
  )
  return Math.max(...files.map(modified))
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    build()
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

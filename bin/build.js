// Compiles the package into dist/, which reports, the command line and workers all run.
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = path.join(root, 'dist')
/** Written first: what is edited while the compiler runs is newer. */
const STAMP = '.built'
/** What is compiled. An installed package has none of it, only the result. */
const SOURCES = ['framework', 'reports']

/**
 * Compiles when a source is newer than the last build.
 *
 * @throws {Error} with the compiler's messages: nothing may run on code that is no longer there
 */
export function buildIfStale() {
  if (!existsSync(path.join(root, 'tsconfig.build.json'))) return
  if (newestSource() > modified(path.join(dist, STAMP))) build()
}

/**
 * Vitest's global set-up: in watch mode, each further run is preceded by a build.
 *
 * @param {import('vitest/node').TestProject} project
 */
export function setup(project) {
  project.onTestsRerun(buildIfStale)
}

/**
 * Compiles everything anew, beside what others may be running, and puts it in its place at the end.
 *
 * @throws {Error} with the compiler's messages
 */
export function build() {
  const fresh = `${dist}.${process.pid}`
  const old = `${fresh}.old`
  try {
    mkdirSync(fresh)
    writeFileSync(path.join(fresh, STAMP), '')
    compile(fresh)
    if (existsSync(dist)) renameSync(dist, old)
    renameSync(fresh, dist)
  } finally {
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true })
  }
}

function compile(outDir) {
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, stdout, error } = spawnSync(
    process.execPath,
    [tsc, '--project', path.join(root, 'tsconfig.build.json'), '--outDir', outDir],
    { cwd: root, encoding: 'utf8' },
  )
  if (status === 0) return
  throw new Error(`thesis-report: compiling framework/ failed.\n${error?.message ?? stdout}`)
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

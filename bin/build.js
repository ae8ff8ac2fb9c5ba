// Compiles the package into dist/, which reports, the command line and workers all run: tsc checks the
// sources and writes their types, a bundler the few modules that are loaded.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.js'

const ROOT = path.join(import.meta.dirname, '..')
const DIST = path.join(ROOT, 'dist')
/** What tsc knows of the last build: a change is checked in a fifth of the time of the whole. */
const CHECKED = '.tsbuildinfo'

/**
 * Compiles everything anew in a folder of its own, since others may be running the last build, and
 * puts it in its place at the end.
 *
 * @throws {Error} with the compilers' messages
 */
export async function build() {
  const fresh = `${DIST}.${process.pid}`
  const old = `${fresh}.old`
  try {
    mkdirSync(fresh)
    writeFileSync(path.join(fresh, '.built'), '')
    if (existsSync(path.join(DIST, CHECKED))) copyTypes(fresh)
    // Both are waited for, so that none writes any more when one has failed.
    const steps = await Promise.allSettled([checkAndWriteTypes(fresh), bundle(ROOT, fresh)])
    const failed = steps.find(({ status }) => status === 'rejected')
    if (failed) throw failed.reason
    if (existsSync(DIST)) renameSync(DIST, old)
    renameSync(fresh, DIST)
  } finally {
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true })
  }
}

/** Copies the types of the last build, which tsc writes anew only where sources have changed. */
function copyTypes(outDir) {
  const isOfSource = (file) => existsSync(path.join(ROOT, file.replace(/\.d\.ts$/, '.ts')))
  const filter = (from) => {
    const file = path.relative(DIST, from)
    return file === CHECKED || isOfSource(file)
  }
  cpSync(DIST, outDir, { recursive: true, filter })
}

async function checkAndWriteTypes(outDir) {
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc')
  const project = path.join(ROOT, 'tsconfig.build.json')
  const words = [tsc, '--project', project, '--outDir', outDir]
  words.push('--incremental', '--tsBuildInfoFile', path.join(outDir, CHECKED))
  const compiler = spawn(process.execPath, words, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve, reject) => {
    compiler.on('error', reject)
    compiler.on('close', resolve)
  })
  const [messages, code] = await Promise.all([text(compiler.stdout), ended])
  if (code === 0) return
  const error = new Error(`thesis-report: compiling framework/ and reports/ failed.\n${messages}`)
  // Vitest prints it: where the fault is, the compiler has said.
  error.stack = error.message
  throw error
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await build()
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

// Keeps dist/ in step with framework/: the command line and worker threads run the compiled files.
import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = path.join(root, 'dist')
const stamp = path.join(dist, '.tsbuildinfo')

/** Builds when a source is newer than the last build; says so and returns false when that fails. */
export async function buildIfStale() {
  return newestSource() <= modified(stamp) || build()
}

/** Vitest calls this before a run: reports read facts and run models in compiled workers. */
export async function setup() {
  await buildIfStale()
}

async function build() {
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, stdout, error } = spawnSync(
    process.execPath,
    [tsc, '--project', path.join(root, 'tsconfig.build.json')],
    { cwd: root, encoding: 'utf8' },
  )
  if (status !== 0) {
    // Not to be taken for built the next time.
    rmSync(stamp, { force: true })
    process.stderr.write(
      `thesis-report: building framework/ failed.\n${error?.message ?? stdout}\n`,
    )
    return false
  }
  await bundle()
  utimesSync(stamp, new Date(), new Date())
  return true
}

/** One file instead of hundreds: Node takes longer to find modules than to list a sweep's runs. */
async function bundle() {
  const { rolldown } = await import('rolldown')
  const bundle = await rolldown({
    input: path.join(root, 'framework', 'cli', 'main.ts'),
    platform: 'node',
    // What is binary, or finds files beside itself, stays where it is installed.
    external: [/^vitest/, /^vite$/, /^onnxruntime/, /^h5wasm/, /^canvas$/, /^chart/],
  })
  await bundle.write({
    dir: path.join(dist, 'bundle'),
    format: 'esm',
    chunkFileNames: '[name].js',
    sourcemap: true,
  })
  await bundle.close()
}

function newestSource() {
  const files = readdirSync(path.join(root, 'framework'), { recursive: true, encoding: 'utf8' })
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  return Math.max(...sources.map((file) => modified(path.join(root, 'framework', file))))
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = (await build()) ? 0 : 1
}

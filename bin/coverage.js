// Runs all tests and prints one coverage figure a folder: what Vitest saw in its own workers, and
// what c8 saw in the processes that tests start. Fails below a folder's floor.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import libCoverage from 'istanbul-lib-coverage'

const root = fileURLToPath(new URL('..', import.meta.url))
const IN_WORKERS = path.join(root, 'coverage', 'workers')
const IN_PROCESSES = path.join(root, 'coverage', 'processes')

/**
 * Least share of lines that the tests of a folder must run, in percent. Of vitest/ the runner runs in
 * workers of the processes that tests start, which end too soon to be counted; of cluster/, so does
 * what jobs run that tests kill.
 */
const FLOORS = {
  cli: 94,
  cluster: 80,
  compare: 97,
  config: 94,
  files: 95,
  inference: 96,
  output: 95,
  plots: 97,
  report: 94,
  runs: 95,
  stats: 98,
  tables: 98,
  testing: 92,
  text: 97,
  vitest: 45,
}

/** Runs in Chromium, where its tests look at what it does; lines are not counted there. */
const IN_BROWSER = path.join(root, 'framework/output/page/browser', path.sep)

rmSync(path.join(root, 'coverage'), { recursive: true, force: true })
// Of modules that were joined, source maps cannot tell line by line what ran.
const built = run('../bin/build.js', [], { SEPARATE_MODULES: 'yes' })
const vitest = run('vitest/vitest.mjs', ['run', '--coverage', ...process.argv.slice(2)], {
  PROCESS_COVERAGE: path.join(IN_PROCESSES, 'raw'),
})
run('c8/bin/c8.js', [
  ...['report', '--temp-directory', path.join(IN_PROCESSES, 'raw'), '--reports-dir', IN_PROCESSES],
  ...['--reporter', 'json', '--exclude-after-remap', '--include', 'framework/**/*.ts'],
])
const tooLow = printFolders(coveredLines())
run('../bin/build.js', [])
process.exitCode = built || vitest || (tooLow ? 1 : 0)

/** Runs a package's script, with what it prints. Returns its exit code. */
function run(script, words, env = {}) {
  const file = path.join(root, 'node_modules', script)
  const { status } = spawnSync(process.execPath, [file, ...words], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
  return status ?? 1
}

/** The lines of each file that hold code, and whether any test ran them. */
function coveredLines() {
  const inWorkers = read(IN_WORKERS)
  const inProcesses = read(IN_PROCESSES)
  const counted = inWorkers.files().filter((file) => !file.startsWith(IN_BROWSER))
  return counted.map((file) => {
    const lines = inWorkers.fileCoverageFor(file).getLineCoverage()
    const others = inProcesses.files().includes(file)
      ? inProcesses.fileCoverageFor(file).getLineCoverage()
      : {}
    const covered = Object.keys(lines).filter((line) => lines[line] > 0 || others[line] > 0)
    return {
      file: path.relative(root, file),
      total: Object.keys(lines).length,
      covered: covered.length,
    }
  })
}

function read(folder) {
  const text = readFileSync(path.join(folder, 'coverage-final.json'), 'utf8')
  return libCoverage.createCoverageMap(JSON.parse(text))
}

/** Prints the table; returns whether a folder is below its floor. */
function printFolders(files) {
  let tooLow = false
  for (const [folder, floor] of [...Object.entries(FLOORS), ['', 0]]) {
    const own = files.filter(({ file }) => file.startsWith(path.join('framework', folder, '/')))
    const sum = (key) => own.reduce((total, each) => total + each[key], 0)
    const percent = (100 * sum('covered')) / sum('total')
    const verdict = percent < floor ? `below its floor of ${floor} %` : ''
    tooLow ||= percent < floor
    console.log(
      `coverage ${(folder || 'all').padEnd(10)} ${percent.toFixed(1).padStart(5)} % ${verdict}`,
    )
  }
  return tooLow
}

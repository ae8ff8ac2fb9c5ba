import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { compiledFile } from '../compiledFile.ts'
import { PACKAGE_ROOT } from '../packageRoot.ts'
import { type Finished, runShared } from './commands/sharedCommand.ts'
import { type FakeSweep, fakeSweep, type WrittenSweep } from './fakeSweep.ts'

const VITEST = path.join(PACKAGE_ROOT, 'node_modules/vitest/vitest.mjs')
const COMMAND_LINE = path.join(PACKAGE_ROOT, 'bin/thesis-report.js')

/** Where test projects go: within node_modules, so that they find Vitest and git does not see them. */
export function projectsFolder(): string {
  return path.join(PACKAGE_ROOT, 'node_modules/.cache', path.basename(tmpdir()))
}

/** A report with two figures that draw, for tests of what runs it. */
export const SPREAD_REPORT = `
import { boxPlot, defineReport } from 'thesis-report'

export default defineReport({
  name: 'spread',
  title: 'Spread over seeds',
  plot: {
    loss: ({ runs }) => boxPlot(runs, { value: 'loss.total_best', group: 'tokenizer' }),
    time: ({ runs }) => boxPlot(runs, { value: 'total_time_s', group: 'tokenizer' }),
  },
})
`

/** A report that is never done, and writes into its first run which process makes it. */
export const ENDLESS_REPORT = `
import { writeFileSync } from 'node:fs'
import { defineReport, loadRuns } from 'thesis-report'

export default defineReport({
  name: 'endless',
  title: 'Without an end',
  collect: ({ inputs }) => loadRuns(inputs),
  analyze: ({ runs }) => ({ runs }),
  plot: {
    never: ({ runs }) => {
      writeFileSync(\`\${runs.get('run_dir', 0)}/worker\`, String(process.pid))
      return new Promise(() => setInterval(() => {}, 1000))
    },
  },
})
`

/** An override for tests to which figures would only add time. */
export const NO_FIGURES = 'outputs.which_figures=[]'

/** A sweep of four runs (none and vq, seeds 42 and 43) in a working directory of its own. */
export function testSweep(more: Partial<FakeSweep> = {}): WrittenSweep & { root: string } {
  const root = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
  const axes = { 'phase1/latent_space': ['none', 'vq'], 'phase1.trainer.seed': [42, 43] }
  return { root, ...fakeSweep({ root, axes, epochs: 3, ...more }) }
}

/** The ids of the reports below an output root such as `outputs`, in their order. */
export function reportsBelow(outputRoot: string): string[] {
  return readdirSync(path.join(outputRoot, 'reports')).filter((name) => name.startsWith('report_'))
}

/**
 * A project of its own for tests of the harness: the checkout's `configs/` and `vitest.config.ts`,
 * and the reports given as text by name. Returns its folder.
 */
export function testProject(reports: Readonly<Record<string, string>>): string {
  mkdirSync(projectsFolder(), { recursive: true })
  const project = mkdtempSync(path.join(projectsFolder(), 'project-'))
  cpSync(path.join(PACKAGE_ROOT, 'configs'), path.join(project, 'configs'), { recursive: true })
  writeFileSync(
    path.join(project, 'vitest.config.ts'),
    `import { reports } from '${compiledFile('vitest/config')}'
export default { test: { projects: [reports()] } }
`,
  )
  for (const [name, source] of Object.entries(reports)) {
    mkdirSync(path.join(project, 'reports', name), { recursive: true })
    writeFileSync(path.join(project, 'reports', name, `${name}.report.ts`), source)
  }
  return project
}

/** A process that is still running. */
export interface Running {
  /** Resolves with all output so far once it matches; rejects when the process ends before. */
  waitFor(pattern: RegExp): Promise<string>
  /** Forgets the output so far, so that `waitFor` sees only what comes. */
  forget(): void
  /** Resolves once the process has ended. */
  stop(): Promise<void>
}

/** Runs `vitest` in a project, as a person would type it. */
export function runVitest(
  cwd: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return finished(spawnClean(process.execPath, [VITEST, ...words], cwd, env))
}

/**
 * Runs `thesis-report`, as a person would type it. Without variables of its own it runs in a process that
 * tests share.
 */
export function runThesisReport(
  cwd: string,
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Finished> {
  // Coverage is written when a process ends, and the shared one outlives the tests.
  const canShare = Object.keys(env).length === 0 && process.env.PROCESS_COVERAGE === undefined
  const shared = canShare ? runShared(cwd, words, cleanEnv({})) : undefined
  return shared ?? runThesisReportAlone(cwd, words, env)
}

/** Runs `thesis-report` in a process of its own, for tests of what is left when that has ended. */
export function runThesisReportAlone(
  cwd: string,
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Finished> {
  return finished(spawnClean(process.execPath, [COMMAND_LINE, ...words], cwd, env))
}

/** Words of `unshare` that mount the checkout read-only for one command, and run that within it. */
const IN_READ_ONLY_CHECKOUT = [
  '--map-root-user',
  '--mount',
  'sh',
  '-c',
  'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$0" && exec "$@"',
  PACKAGE_ROOT,
]

/** Whether {@link runReadOnly} works here: on Linux, with namespaces for users. */
export function canRunReadOnly(): boolean {
  return spawnSync('unshare', [...IN_READ_ONLY_CHECKOUT, 'true']).status === 0
}

/** Runs a script of the checkout, within it, where nothing of it can be written. */
export function runReadOnly(words: readonly string[]): Promise<Finished> {
  const command = [...IN_READ_ONLY_CHECKOUT, process.execPath, ...words]
  // Nor can coverage, which would be told as an error.
  return finished(spawnClean('unshare', command, tmpdir(), { NODE_V8_COVERAGE: undefined }))
}

/** Starts `vitest` in a project and leaves it running; call `stop` at the end of the test. */
export function startVitest(cwd: string, words: readonly string[]): Running {
  const child = spawnClean(process.execPath, [VITEST, ...words], cwd, {})
  let output = ''
  let check = () => {}
  collect(child, (chunk) => {
    output += chunk
    check()
  })
  return {
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        check = () => pattern.test(output) && resolve(output)
        child.on('close', () => reject(new Error(`Vitest ended before ${pattern}:\n${output}`)))
        check()
      }),
    forget: () => {
      output = ''
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.on('close', () => resolve())
        child.kill()
      }),
  }
}

function spawnClean(
  command: string,
  words: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): ChildProcessWithoutNullStreams {
  return spawn(command, words, { cwd, env: cleanEnv(env) })
}

/** The variables of a process that must not take itself for a worker of the Vitest that tests it. */
function cleanEnv(env: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([key]) => !/^VITEST|^TEST$|^NODE_ENV$/.test(key))
  return { ...Object.fromEntries(own), NO_COLOR: '1', CI: '', ...coverageOfProcesses(), ...env }
}

/** What tells a process that `npm run coverage` also counts what it runs. */
export function coverageOfProcesses(): Readonly<Record<string, string>> {
  const { PROCESS_COVERAGE } = process.env
  return PROCESS_COVERAGE === undefined ? {} : { NODE_V8_COVERAGE: PROCESS_COVERAGE }
}

function collect(child: ChildProcessWithoutNullStreams, take: (chunk: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', take)
  }
}

function finished(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  return new Promise((resolve, reject) => {
    let output = ''
    collect(child, (chunk) => {
      output += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

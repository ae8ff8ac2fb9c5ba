import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url))
/** Within node_modules, so that projects find Vitest and git does not see them. */
const PROJECTS = path.join(CHECKOUT, 'node_modules/.cache/thesis-report-tests')

/** What a finished process printed, and its exit code. */
export interface Finished {
  readonly code: number | null
  readonly output: string
}

/**
 * A project of its own for tests of the harness: the checkout's `configs/` and `vitest.config.ts`,
 * and the reports given as text by name. Returns its folder.
 */
export function testProject(reports: Readonly<Record<string, string>>): string {
  mkdirSync(PROJECTS, { recursive: true })
  const project = mkdtempSync(path.join(PROJECTS, 'project-'))
  cpSync(path.join(CHECKOUT, 'configs'), path.join(project, 'configs'), { recursive: true })
  writeFileSync(
    path.join(project, 'vitest.config.ts'),
    `import { reportProject } from '${CHECKOUT}framework/vitest/config.ts'
export default { test: { projects: [reportProject(import.meta.dirname)] } }
`,
  )
  for (const [name, source] of Object.entries(reports)) {
    mkdirSync(path.join(project, 'reports', name), { recursive: true })
    writeFileSync(path.join(project, 'reports', name, `${name}.report.ts`), source)
  }
  return project
}

/** Runs `vitest` in a project, as a person would type it. */
export function runVitest(
  cwd: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return run([path.join(CHECKOUT, 'node_modules/vitest/vitest.mjs'), ...words], cwd, env)
}

/** Runs `thesis-report`, as a person would type it. */
export function runThesisReport(
  cwd: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return run([path.join(CHECKOUT, 'bin/thesis-report.js'), ...words], cwd, env)
}

function run(
  words: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    // The process must not take itself for a worker of the Vitest that tests it.
    const own = Object.entries(process.env).filter(
      ([key]) => !/^VITEST|^TEST$|^NODE_ENV$/.test(key),
    )
    const child = spawn(process.execPath, words, {
      cwd,
      env: { ...Object.fromEntries(own), NO_COLOR: '1', CI: '', ...env },
    })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

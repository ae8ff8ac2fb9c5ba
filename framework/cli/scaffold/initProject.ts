import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { readText } from '../../files/regularFile.ts'
import { slashedPath } from '../../files/windowsPath.ts'
import { requireVitest } from '../../vitest/expectVitest4.ts'
import { expectName, newReport } from './newReport.ts'
import { IGNORED, VITEST_CONFIG, WORKFLOW } from './templates.ts'

/** Names under which Vitest looks for its config. */
const CONFIG_ENDINGS = ['ts', 'mts', 'js', 'mjs']

/**
 * Makes the working directory a project of reports: a Vitest config, a script, lines of `.gitignore`, a
 * workflow for CI, and a first report. What is there stays as it is, and is named.
 *
 * @returns the exit code of making the report over its fixture
 * @throws {ReportError} USAGE where the report is there, its name is none, or package.json is not JSON;
 *   VITEST_VERSION; nothing is written then
 */
export async function initProject(name = 'my_report'): Promise<number> {
  const root = process.cwd()
  if (existsSync(path.join(root, 'reports', name))) {
    throw new ReportError('USAGE', `reports/${name} is there already; nothing was written.`)
  }
  expectName(name, root)
  requireVitest()
  const isModule = addScript(root)
  const config = CONFIG_ENDINGS.map((ending) => `vitest.config.${ending}`).find((file) =>
    existsSync(path.join(root, file)),
  )
  if (config === undefined) {
    writeUnlessThere(root, `vitest.config.${isModule ? 'ts' : 'mts'}`, VITEST_CONFIG)
  } else if (!readText(path.join(root, config)).includes('thesis-report/vitest')) {
    say(`Kept: ${config}. Add reports() of thesis-report/vitest to its test.projects yourself.`)
  }
  addWorkflow(root)
  ignore(root)
  return newReport(name, {}, root)
}

/** GitHub reads workflows at the top of a repository alone, where this one would not find the project. */
function addWorkflow(root: string): void {
  const repository = nearestRepository(root)
  const file = '.github/workflows/reports.yml'
  if (repository === undefined || repository === root) {
    writeUnlessThere(root, file, WORKFLOW)
    return
  }
  const place = slashedPath(path.relative(repository, root))
  say(
    `Not written: ${file}, which GitHub reads in ${repository} alone. Add a job there that runs ` +
      `"npm ci && npm run reports" with working-directory: ${place}.`,
  )
}

function nearestRepository(folder: string): string | undefined {
  if (existsSync(path.join(folder, '.git'))) return folder
  const parent = path.dirname(folder)
  return parent === folder ? undefined : nearestRepository(parent)
}

/** Adds the script `reports`. Returns whether `.ts` files of the project are ES modules. */
function addScript(root: string): boolean {
  const file = path.join(root, 'package.json')
  if (!existsSync(file)) {
    writeFileSync(file, json({ private: true, type: 'module', scripts: { reports: SCRIPT } }))
    say('Written: package.json')
    return true
  }
  const manifest = parseManifest(file)
  const { scripts = {}, type } = manifest
  if (scripts.reports === undefined) {
    writeFileSync(file, json({ ...manifest, scripts: { ...scripts, reports: SCRIPT } }))
    say('Added to package.json: the script "reports"')
  }
  return type === 'module'
}

const SCRIPT = 'vitest run --project reports'

interface Manifest {
  readonly type?: string
  readonly scripts?: Readonly<Record<string, string>>
}

function parseManifest(file: string): Manifest {
  try {
    return JSON.parse(readText(file))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ReportError('USAGE', `${file} is not JSON (${reason}). Mend it first.`, { cause })
  }
}

function ignore(root: string): void {
  const file = path.join(root, '.gitignore')
  const text = existsSync(file) ? readText(file) : ''
  const lines = text.split(/\r?\n/)
  const missing = IGNORED.filter((line) => !lines.includes(line))
  if (missing.length === 0) return
  const start = text === '' || text.endsWith('\n') ? text : `${text}\n`
  writeFileSync(file, `${start}${missing.join('\n')}\n`)
  say(`Added to .gitignore: ${missing.join(', ')}`)
}

function writeUnlessThere(root: string, file: string, text: string): void {
  const target = path.join(root, file)
  if (existsSync(target)) {
    say(`Kept: ${file}`)
    return
  }
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, text)
  say(`Written: ${file}`)
}

function json(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

import { readdirSync } from 'node:fs'
import path from 'node:path'
import { isDirectory } from '../../files/isDirectory.ts'
import { isRegularFile, readText } from '../../files/regularFile.ts'
import { PACKAGE_ROOT } from '../../packageRoot.ts'

/** Endings of a report's file, the preferred one first. */
export const REPORT_ENDINGS: readonly string[] = [
  '.report.ts',
  '.report.mts',
  '.report.js',
  '.report.mjs',
]

/** Where the reports of this package lie: compiled, since Node 20 cannot run TypeScript. */
export const BUILT_IN_REPORTS = path.join(PACKAGE_ROOT, 'dist', 'reports')

/** A Vitest config, whatever language it is written in. */
const VITEST_CONFIG = /^vitest\.config\.[cm]?[jt]s$/

/**
 * The root of the project that a folder belongs to: the nearest folder, from `folder` upwards, that
 * holds `reports/` or a Vitest config that uses this package; `folder` itself where none does.
 */
export function findProjectRoot(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    if (holdsReports(at) || configuresReports(at)) return at
    if (path.dirname(at) === at) return folder
  }
}

/** An `outputs/` folder holds finished reports under `reports/`, not reports to be made. */
function holdsReports(folder: string): boolean {
  const isOutputRoot = ['multiruns', 'runs'].some((name) => isDirectory(path.join(folder, name)))
  return isDirectory(path.join(folder, 'reports')) && !isOutputRoot
}

function configuresReports(folder: string): boolean {
  return readdirSync(folder)
    .filter((name) => VITEST_CONFIG.test(name))
    .map((name) => path.join(folder, name))
    .filter(isRegularFile)
    .some((file) => readText(file).includes('thesis-report/vitest'))
}

/** Where configs are looked up: the project's own first, then those of this package. */
export function configDirs(projectRoot: string): string[] {
  const dirs = [projectRoot, PACKAGE_ROOT].map((root) => path.join(root, 'configs'))
  return [...new Set(dirs)].filter(isDirectory)
}

/** The folder of a fixture sweep: the project's own, else that of this package. */
export function fixtureFolder(projectRoot: string, fixture: string): string {
  const places = [projectRoot, PACKAGE_ROOT].map((root) => path.join(root, 'fixtures', fixture))
  return places.find(isDirectory) ?? (places[0] as string)
}

/** The reports that can be made, by name, with their files: the project's own, then those built in. */
export function knownReports(projectRoot: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const folder of [path.join(projectRoot, 'reports'), BUILT_IN_REPORTS]) {
    for (const name of subfolders(folder)) {
      const [file] = reportFiles(path.join(folder, name), name)
      if (file !== undefined && !found.has(name)) found.set(name, file)
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The files in a report's folder that bear its name, the preferred one first; one is usual. */
export function reportFiles(folder: string, name: string): string[] {
  return REPORT_ENDINGS.map((ending) => path.join(folder, name + ending)).filter(isRegularFile)
}

function subfolders(folder: string): string[] {
  if (!isDirectory(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
}

// Brings dist/ up to date. Every start comes through here: compilers are loaded only where needed.
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const ROOT = path.join(import.meta.dirname, '..')
/** Written when a build begins, so that what is edited while it runs is newer. */
const STAMP = 'dist/.built'
/** The folders that are compiled. An installed package has none of them, only the result. */
const SOURCES = ['framework', 'reports']
/** What decides how they are compiled, and with which packages (npm writes the last at every install). */
const RECIPE = [
  'package.json',
  'tsconfig.build.json',
  'bin/build.js',
  'bin/bundle.js',
  'bin/bundlePage.js',
  'node_modules/.package-lock.json',
]

let running

/**
 * Compiles when something that goes into `dist/` is newer than the last build. Whoever asks while a
 * build runs waits for that one.
 *
 * @throws {Error} with the compilers' messages; nothing may run on an outdated build
 */
export function buildIfStale() {
  running ??= checkAndBuild().finally(() => {
    running = undefined
  })
  return running
}

async function checkAndBuild() {
  if (!existsSync(path.join(ROOT, 'tsconfig.build.json'))) return
  const built = modified(STAMP)
  const isOlder = (file) => modified(file) <= built
  if (RECIPE.every(isOlder) && SOURCES.every((folder) => holdsOnly(folder, isOlder))) return
  // A computed name: Vite would bundle the compilers into every configuration that imports this file.
  const { build } = await import(pathToFileURL(path.join(ROOT, 'bin/build.js')).href)
  await build()
}

/** Whether all sources in a folder and below it pass; stops at the first that does not. */
function holdsOnly(folder, passes) {
  return readdirSync(`${ROOT}/${folder}`, { withFileTypes: true }).every((entry) => {
    const file = `${folder}/${entry.name}`
    return entry.isDirectory() ? holdsOnly(file, passes) : !isSource(file) || passes(file)
  })
}

function isSource(file) {
  return /\.(?:ts|css)$/.test(file) && !file.endsWith('.test.ts')
}

/** When a file was last written, in milliseconds; 0 where there is none. */
function modified(file) {
  return statSync(`${ROOT}/${file}`, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

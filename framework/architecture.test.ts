/** The layout that docs/architecture.md shows, as the import statements have it. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/** From the bottom to the top: a file of a folder imports from itself and from those before it. */
const FOLDERS = [
  'text',
  'files',
  'config',
  'tables',
  'runs',
  'stats',
  'compare',
  'plots',
  'inference',
  'output',
  'report',
  'vitest',
  'cluster',
  'cli',
]
/** What lies beside the folders and may be imported by all of them. */
const ROOT_FILES = ['errors.ts', 'packageRoot.ts', 'compiledFile.ts']
/** The public face. */
const INDEX = 'index.ts'
/** Test support, which imports what it likes and is imported by tests only. */
const TESTING = 'testing'
/** More files than this want rooms. */
const MAX_FILES = 15

/** The modules that each file imports, types too; all paths within `framework/`. */
const imports = importsByFile(import.meta.dirname)
const files = [...imports.keys()]

test('every folder and file has its place in the order', () => {
  const known = [...FOLDERS, ...ROOT_FILES, INDEX, TESTING]
  expect(files.map(placeOf).filter((place) => !known.includes(place))).toEqual([])
})

test('a folder imports only from those below it', () => {
  const upwards = [...imports].flatMap(([file, targets]) =>
    targets.filter((target) => !mayImport(placeOf(file), placeOf(target))).map(arrowFrom(file)),
  )
  expect(upwards).toEqual([])
})

test('no file imports itself through others', () => {
  expect(files.flatMap((file) => circleThrough(file) ?? [])).toEqual([])
})

test(`no folder holds more than ${MAX_FILES} source files`, () => {
  const counts = new Map<string, number>()
  for (const file of files) {
    const folder = path.dirname(file)
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  expect([...counts].filter(([, count]) => count > MAX_FILES)).toEqual([])
})

/** What reads report files before the rest of the framework is loaded. */
const FIRST_LOADED = 'vitest/runner.ts'

test('files are opened for reading in one place, which refuses pipes and devices', () => {
  const readers = files.filter((file) => {
    if ([TESTING, 'files', 'packageRoot.ts'].includes(placeOf(file))) return false
    if (file === FIRST_LOADED) return false
    const source = readFileSync(path.join(import.meta.dirname, file), 'utf8')
    const names = [
      ...source.matchAll(/import (?:type )?\{([^}]*)\} from 'node:fs(?:\/promises)?'/g),
    ]
    return names.some(([, list = '']) => /\b(?:open|openSync|readFile|readFileSync)\b/.test(list))
  })
  expect(readers).toEqual([])
})

test('imports of every form are seen', () => {
  const source = `
import 'elsewhere'
import './effect.ts'
import one, { type Two } from './one.ts'
import {
  three,
} from '../three.ts'
export * from './four.ts'
export type { Five } from './five.ts'
const six = await import('./six.ts')
const text = "from './seven.ts'"`
  expect(importedPaths(source)).toEqual([
    './effect.ts',
    './one.ts',
    '../three.ts',
    './four.ts',
    './five.ts',
    './six.ts',
  ])
})

/** The folder, or the file beside the folders, that a path within `framework/` belongs to. */
function placeOf(file: string): string {
  return file.split(path.sep, 1)[0] as string
}

function mayImport(from: string, to: string): boolean {
  if (from === INDEX || from === TESTING)
    return to !== INDEX && (from === TESTING || to !== TESTING)
  const order = [...ROOT_FILES, ...FOLDERS]
  return order.includes(to) && order.indexOf(to) <= order.indexOf(from)
}

function arrowFrom(file: string): (target: string) => string {
  return (target) => `${file} -> ${target}`
}

/** The shortest way from a file back to itself, of those in which it comes first by name. */
function circleThrough(file: string): string | undefined {
  const ways = [[file]]
  const seen = new Set<string>()
  for (const way of ways) {
    for (const target of imports.get(way.at(-1) as string) ?? []) {
      if (target === file) return [...way, file].join(' -> ')
      if (seen.has(target) || target < file) continue
      seen.add(target)
      ways.push([...way, target])
    }
  }
  return undefined
}

function importsByFile(root: string): ReadonlyMap<string, readonly string[]> {
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
  return new Map(
    sources.map((file) => {
      const paths = importedPaths(readFileSync(path.join(root, file), 'utf8'))
      return [file, paths.map((target) => path.join(path.dirname(file), target))]
    }),
  )
}

/** The relative paths that a source imports or exports from, in their order. */
function importedPaths(source: string): string[] {
  const statements =
    /^(?:import|export)\s(?:[\w\s{},*]+\sfrom\s)?'(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm
  return [...source.matchAll(statements)].map((match) => (match[1] ?? match[2]) as string)
}

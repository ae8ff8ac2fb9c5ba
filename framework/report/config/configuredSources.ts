import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { readWith } from '../../files/regularFile.ts'
import { describeError } from '../../runs/reasons.ts'
import { ALL_SOURCES } from '../../runs/sources/allSources.ts'
import { checkedSource } from '../../runs/sources/checkedSource.ts'
import type { Source } from '../../runs/sources/source.ts'
import { nearest } from '../../text/nearest.ts'
import { describeIssues } from '../../text/schema/schemaIssues.ts'

const Hook = v.custom<(...given: never[]) => unknown>(
  (value) => typeof value === 'function',
  'expected a function',
)
const SourceSchema = v.looseObject({
  name: v.pipe(v.string(), v.nonEmpty()),
  claims: Hook,
  read: Hook,
})

/**
 * The sources that a config lists: names of formats, of which only those are then read, and files of
 * the project, or of where one stands, with sources of one's own, which come before the others.
 *
 * @throws {ReportError} SOURCE_INVALID for a name that no format has, a file that cannot be loaded, and
 *   one that has no source as its default export
 */
export async function configuredSources(
  listed: 'auto' | readonly string[],
  { projectRoot, cwd }: { readonly projectRoot: string; readonly cwd: string },
): Promise<readonly Source[] | undefined> {
  if (listed === 'auto') return undefined
  const isFile = (entry: string) => /[\\/]|\.[cm]?[jt]s$/.test(entry)
  const own = await Promise.all(
    listed.filter(isFile).map((file) => {
      const places = [projectRoot, cwd].map((folder) => path.resolve(folder, file))
      return loadSource(places.find((place) => existsSync(place)) ?? (places[0] as string))
    }),
  )
  const names = listed.filter((entry) => !isFile(entry))
  const chosen = names.filter((name) => name !== 'auto' && name !== 'facts').map(findSource)
  const isAll = names.length === 0 || names.includes('auto')
  return [...own, ...(isAll ? ALL_SOURCES : chosen)]
}

function findSource(name: string): Source {
  const found = ALL_SOURCES.find((source) => source.name === name)
  if (found) return found
  const names = ['facts', ...ALL_SOURCES.map((source) => source.name)]
  const near = nearest(name, names)
  const hint = near === undefined ? '' : ` Did you mean ${near}?`
  throw new ReportError(
    'SOURCE_INVALID',
    `sources: there is no format ${name}.${hint} There are ${names.join(', ')}; a file with a source of ` +
      'your own has a path, such as ./my-source.ts.',
  )
}

async function loadSource(file: string): Promise<Source> {
  const module = await importModule(file)
  const { default: own } = v.parse(v.looseObject({}), module)
  const checked = v.safeParse(SourceSchema, own)
  if (checked.success) return checkedSource(checked.output as unknown as Source, file)
  throw new ReportError(
    'SOURCE_INVALID',
    `${file}: its default export is not a source${reasonsOf(own, checked.issues)} Write export default ` +
      'defineSource({ name, claims, read }).',
  )
}

/** Which keys are missing or wrong, and which was perhaps meant. */
function reasonsOf(own: unknown, issues: readonly v.BaseIssue<unknown>[]): string {
  if (typeof own !== 'object' || own === null) return '.'
  const reasons = describeIssues(SourceSchema, issues, { subject: 'its key' })
  const known = Object.keys(SourceSchema.entries)
  const missing = known.filter((key) => !(key in own))
  const meant = Object.keys(own)
    .filter((key) => !known.includes(key))
    .flatMap((key) => {
      const near = nearest(key, missing)
      return near === undefined ? [] : [` Did you mean "${near}" instead of "${key}"?`]
    })
  return `: ${reasons.join(' ')}${meant.join('')}`
}

/** Node runs JavaScript by itself; TypeScript is compiled by the Vite that Vitest brings along. */
async function importModule(file: string): Promise<unknown> {
  try {
    // A pipe or a device would be read forever.
    readWith(file, () => undefined)
    if (!/\.[cm]?ts$/.test(file)) return await import(pathToFileURL(file).href)
    const vite: typeof import('vite') = await import(viteOfVitest())
    const root = path.dirname(file)
    return (await vite.runnerImport<unknown>(file, { root, configFile: false })).module
  } catch (error) {
    // Compilers colour what they say.
    const reason = stripVTControlCharacters(describeError(error))
    throw new ReportError('SOURCE_INVALID', `${file}: the source cannot be loaded: ${reason}`, {
      cause: error,
    })
  }
}

/** Vite is a dependency of Vitest's, which is ours. */
function viteOfVitest(): string {
  const vitest = createRequire(import.meta.url).resolve('vitest/package.json')
  return pathToFileURL(createRequire(vitest).resolve('vite')).href
}

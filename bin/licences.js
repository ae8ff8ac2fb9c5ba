// The licences of what users get: the packages that are installed beside this one, and those that are
// bundled into it.
//   npm run licences             writes docs/licences.md
//   npm run licences -- --check  fails where it is not up to date
// Fails where a licence is not in the list below.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.join(import.meta.dirname, '..')
const PAGE = 'docs/licences.md'

/** Licences that let others use, change and pass on the package, in a thesis or a product. */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
]
/** Packages whose licence has no identifier, and what it is. Read it anew when the version changes. */
const READ_BY_HAND = {
  'h5wasm 0.10.3': 'NIST-Software, with HDF5 under BSD-3-Clause',
}

const sections = [
  ['Installed beside the package', installed()],
  ['Bundled into it', bundled()],
]
const refused = sections.flatMap(([, packages]) => packages).filter((each) => !isAllowed(each))
if (refused.length > 0) {
  const names = refused.map(({ name, licence }) => `${name} (${licence})`).join(', ')
  fail(
    `Licences that are not in the list of bin/licences.js: ${names}. Take another package, or read ` +
      'the licence and add it.',
  )
}
const page = [
  '# Licences',
  '',
  'Of every package that users get. `npm run licences` writes this page; the texts of the licences lie in the',
  'folder of each package, and in `dist/LICENSES.txt` for those that are bundled.',
  ...sections.flatMap(([title, packages]) => ['', `## ${title}`, '', ...table(packages)]),
  '',
].join('\n')
const file = path.join(ROOT, PAGE)
if (!process.argv.includes('--check')) writeFileSync(file, page)
else if (readFileSync(file, 'utf8') !== page) {
  fail(`${PAGE} is not up to date. Run npm run licences, and look at what changed.`)
}

/**
 * By the lock file, which has the packages of all platforms: those that lead from this package's own to
 * others. Neither what users choose themselves (Vitest) nor what is optional as a peer, such as a compiler.
 */
function installed() {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'))
  const { dependencies, optionalDependencies } = packages['']
  const places = new Set(neededBy('', { dependencies, optionalDependencies }, packages))
  for (const place of places) {
    for (const needed of neededBy(place, packages[place], packages)) places.add(needed)
  }
  const fetched = [...places].filter((place) => !packages[place].link)
  return fetched.sort().map((place) => ({
    name: `${nameOf(place)} ${packages[place].version}`,
    licence: packages[place].license,
  }))
}

/** The places of the packages that one needs: each in the nearest folder that has it. */
function neededBy(place, entry, packages) {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = entry
  const peers = Object.keys(peerDependencies ?? {}).filter(
    (name) => !peerDependenciesMeta?.[name]?.optional,
  )
  const names = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]
  return names.flatMap((name) => placeOf(name, place, packages) ?? [])
}

/** Of a package that the one at `from` loads; undefined where none is installed. */
function placeOf(name, from, packages) {
  const found = `${from}${from && '/'}node_modules/${name}`
  if (found in packages) return found
  if (from === '') return undefined
  const above = Math.max(from.lastIndexOf('node_modules/') - 1, 0)
  return placeOf(name, from.slice(0, above), packages)
}

function nameOf(place) {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** By what the bundler wrote, which knows what went in. */
function bundled() {
  const text = readFileSync(path.join(ROOT, 'dist/LICENSES.txt'), 'utf8')
  return text.split(`\n${'-'.repeat(80)}\n\n`).map((entry) => {
    const [, name, licence] = /^(\S+ \S+), (.*)/.exec(entry)
    return { name, licence }
  })
}

/** Of several that one may choose from, one is enough; of several that hold together, all must be there. */
function isAllowed({ name, licence = '' }) {
  if (name in READ_BY_HAND) return true
  const choices = licence.replace(/[()]/g, '').split(' OR ')
  return choices.some((choice) => choice.split(' AND ').every((each) => ALLOWED.includes(each)))
}

function table(packages) {
  const rows = packages.map(({ name, licence }) => `| ${name} | ${READ_BY_HAND[name] ?? licence} |`)
  return ['| package | licence |', '| --- | --- |', ...new Set(rows)]
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

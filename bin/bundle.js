// Joins the sources into few modules: loading one file for each source, and hundreds of a library,
// takes longer than running a report.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { rolldown } from 'rolldown'
import { globSync } from 'tinyglobby'
import { bundlePage } from './bundlePage.js'

/**
 * The modules that are loaded by their names, from outside or as workers. What several of them need
 * stands in chunks that they share, so that there is one copy of everything.
 */
const ENTRIES = [
  'framework/index.ts',
  'framework/cli/main.ts',
  'framework/testing/{index,internals}.ts',
  'framework/vitest/{config,runner}.ts',
  'framework/**/{worker,*Worker}.ts',
  'reports/*/*.report.ts',
]

/** For coverage, which cannot tell line by line what ran of modules that were joined. */
const SEPARATE = process.env.SEPARATE_MODULES !== undefined

/** Of a file of an installed package: the package's folder, and its name. */
const PACKAGE_FOLDER = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/

/**
 * Writes the modules into a folder, each entry at the place of its source, with source maps and the
 * licences of the packages that went into them.
 *
 * A package goes in where it is a development dependency; users install the others beside this one.
 * arquero goes in too: it is installed for its types alone.
 */
export async function bundle(root, outDir) {
  const installed = installedPackages(root)
  const entries = globSync(ENTRIES, { cwd: root })
  const build = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((file) => [file.replace(/\.ts$/, ''), file])),
    platform: 'node',
    ...(SEPARATE && { preserveEntrySignatures: 'allow-extension' }),
    external: (id) => isBuiltin(id) || installed.has(packageOf(id)),
    // A warning is something that fails later, such as a package that is not there.
    onwarn: (warning) => {
      throw new Error(`thesis-report: bundling failed.\n${warning.message}`)
    },
  })
  try {
    const { output } = await build.write({
      dir: outDir,
      sourcemap: true,
      chunkFileNames: 'framework/chunks/[name].js',
      codeSplitting: {
        groups: [{ name: chunkOf(root), debugName: 'chunks' }],
        includeDependenciesRecursively: !SEPARATE,
      },
    })
    const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
    const ofPage = await bundlePage(root, path.join(outDir, 'page'))
    writeFileSync(path.join(outDir, 'LICENSES.txt'), licences([...modules, ...ofPage]))
  } finally {
    await build.close()
  }
}

function installedPackages(root) {
  const { name, dependencies, optionalDependencies, peerDependencies } = readManifest(root)
  const names = [
    name,
    ...Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }),
  ]
  return new Set(names.filter((each) => each !== 'arquero'))
}

/** `@scope/name` of `@scope/name/file.js`. */
function packageOf(specifier) {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0]
}

/**
 * The chunk of a module: that of its package, or for one of ours what rolldown thinks best. With
 * `SEPARATE_MODULES` each of ours has a chunk of its own, of which coverage can tell line by line what ran.
 */
function chunkOf(root) {
  return (file) => {
    const own = SEPARATE ? path.relative(root, file).replace(/\.ts$/, '') : null
    return PACKAGE_FOLDER.exec(file)?.[1] ?? own
  }
}

/** The packages that modules belong to, each with its licence. */
function licences(modules) {
  const folders = modules.flatMap((file) => PACKAGE_FOLDER.exec(file)?.[0] ?? [])
  return [...new Set(folders)]
    .sort()
    .map(licenceOf)
    .join(`\n${'-'.repeat(80)}\n\n`)
}

function licenceOf(folder) {
  const { name, version, license } = readManifest(folder)
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
  const text =
    file === undefined ? '' : `\n${readFileSync(path.join(folder, file), 'utf8').trim()}\n`
  return `${name} ${version}, ${license}\n${text}`
}

function readManifest(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
}

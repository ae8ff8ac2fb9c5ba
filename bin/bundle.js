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

/**
 * What is loaded together stands in one chunk, since finding and linking many small files takes as long
 * as compiling them. A module goes into the first layer that an entry of it needs before it runs, so that
 * only later layers need earlier ones: a worker that reads runs loads no figures.
 */
const LAYERS = {
  start: ['framework/cli/main.ts', 'framework/cli/completion/completeWords.ts'],
  vitest: ['framework/vitest/config.ts'],
  parquet: ['framework/runs/sources/runsTable/parquetWorker.ts'],
  config: ['framework/cli/makeReports.ts'],
  inference: ['framework/inference/execution/worker.ts'],
  reading: ['framework/runs/parallel/readRunsWorker.ts'],
  runs: ['framework/cli/runs/listRuns.ts'],
  reports: ['framework/index.ts', 'framework/report/stages/build.ts'],
}

/** Packages that most starts do without, so that they stay out of the layers. */
const OWN_CHUNKS = [
  'commander',
  'hyparquet',
  'hyparquet-compressors',
  'hyparquet-writer',
  'fzstd',
  'hysnappy',
]

/**
 * Packages that only main processes use: the one loads all of Vite, the other parses command lines. Modules
 * that import them, by themselves or through others, stand in no layer, since workers share those and would spend
 * half a second on them.
 */
const ONLY_IN_MAIN_PROCESSES = ['vitest/node', 'commander']

/** For coverage, which cannot tell line by line what ran of modules that were joined. */
const SEPARATE = process.env.SEPARATE_MODULES !== undefined

/** Installed beside the package for their types alone: loading their own modules takes longer. */
const FOR_TYPES = ['arquero', 'valibot']

/** Of a file of an installed package: the package's folder, and its name. */
const PACKAGE_FOLDER = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/

/**
 * Writes the modules into a folder, each entry at the place of its source, with source maps and the
 * licences of the packages that went into them.
 *
 * A package goes in where it is a development dependency; users install the others beside this one.
 * So does what is installed for its types alone.
 */
export async function bundle(root, outDir) {
  const installed = installedPackages(root)
  const entries = globSync(ENTRIES, { cwd: root })
  const build = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((file) => [file.replace(/\.ts$/, ''), file])),
    platform: 'node',
    // The package's modules for Node are CommonJS, which are slow to load and cannot be taken in part.
    resolve: { alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') } },
    preserveEntrySignatures: 'allow-extension',
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
      // The documentation of functions is a fifth of the bytes, above all in arquero.
      comments: { jsdoc: false },
      // Otherwise what follows a `throw` at the top of a module is left out, though others import it.
      minify: false,
      chunkFileNames: 'framework/chunks/[name].js',
      codeSplitting: {
        groups: [
          ...(SEPARATE ? [] : [{ name: layerOf(root, entries), debugName: 'layers', priority: 1 }]),
          { name: chunkOf(root), debugName: 'chunks' },
        ],
        includeDependenciesRecursively: false,
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
  return new Set(names.filter((each) => !FOR_TYPES.includes(each)))
}

/** `@scope/name` of `@scope/name/file.js`. */
function packageOf(specifier) {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0]
}

/** The layer of a module; null for entries, and for what is imported only when it is needed or by some. */
function layerOf(root, entries) {
  const absolute = (files) => files.map((file) => path.join(root, file))
  const layers = new Map(absolute(entries).map((file) => [file, null]))
  let isComplete = false
  return (file, context) => {
    if (!isComplete) {
      for (const [layer, users] of Object.entries(LAYERS)) {
        for (const each of staticImports(absolute(users), context)) {
          if (layers.has(each)) continue
          const all = [...staticImports([each], context)]
          const imported = all.map((id) => PACKAGE_FOLDER.exec(id)?.[1] ?? id)
          const isShared = !imported.some((name) => ONLY_IN_MAIN_PROCESSES.includes(name))
          layers.set(each, isShared ? layer : null)
        }
      }
      isComplete = true
    }
    return OWN_CHUNKS.includes(PACKAGE_FOLDER.exec(file)?.[1]) ? null : (layers.get(file) ?? null)
  }
}

/** Modules and all that they import, directly or not, before they run. */
function staticImports(files, context) {
  const found = new Set(files)
  for (const file of found) {
    for (const imported of context.getModuleInfo(file)?.importedIds ?? []) found.add(imported)
  }
  return found
}

/**
 * The chunk of a module without a layer: that of its package, or for one of ours what rolldown thinks
 * best. With `SEPARATE_MODULES` each of ours has a chunk of its own, of which coverage can tell line by
 * line what ran.
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

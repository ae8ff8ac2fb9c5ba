import { availableParallelism } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { defineConfig, type Plugin } from 'vitest/config'
import { buildIfStale } from './bin/buildIfStale.js'
import { SIMULATION, SLOW } from './bin/testTags.js'

const ROOT = import.meta.dirname
// Reports run the compiled package. Code that does not compile stops everything, with its messages.
await buildIfStale()
const CONFIG = pathToFileURL(path.join(ROOT, 'dist/framework/vitest/config.js'))
const { prepareTerminal, reports } = await import(/* @vite-ignore */ CONFIG.href)
// Later, with --configLoader runner, what it imports is no longer loaded.
await prepareTerminal()
const reportsProject = reports({ root: ROOT })

/** In watch mode, each further run is preceded by a build. */
const buildBeforeReruns: Plugin = {
  name: 'build-before-reruns',
  configureVitest: ({ vitest }) => vitest.onTestsRerun(buildIfStale),
}

export default defineConfig({
  test: {
    // A good part of the tests wait for processes of their own, while another one has the core.
    maxWorkers: availableParallelism() + 1,
    // The compiled package is not in Vitest's module graph, so that edits of it must be named.
    forceRerunTriggers: ['**/package.json', '**/vitest.config.*', `${ROOT}/framework/**`],
    coverage: {
      provider: 'v8',
      include: ['framework/**/*.ts', 'reports/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['json'],
      reportsDirectory: 'coverage/workers',
      // The table of folders is also of use beside a failed test.
      reportOnFailure: true,
    },
    projects: [
      { ...reportsProject, plugins: [reportsProject.plugins, buildBeforeReruns] },
      {
        plugins: [buildBeforeReruns],
        // Unit tests run from source; what they start in other processes is compiled.
        resolve: {
          alias: [
            { find: /^thesis-report$/, replacement: `${ROOT}/framework/index.ts` },
            { find: /^thesis-report\/testing$/, replacement: `${ROOT}/framework/testing/index.ts` },
          ],
        },
        test: {
          name: 'unit',
          // Starting a process for each file and importing the framework anew takes longer than the tests.
          isolate: false,
          // The folders of fixtures are many, and Vitest would look into each at every start.
          include: ['{framework,reports}/**/*.test.ts', 'fixtures/*.test.ts'],
          // As paths: names without a dot are looked for among packages first, at every start.
          globalSetup: [
            './framework/testing/files/temporaryFolder.ts',
            './framework/testing/pictures/provideUpdate.ts',
          ],
          tags: [SIMULATION, SLOW],
          // Some tests run Vitest or a browser of their own: a busy machine must not fail them.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})

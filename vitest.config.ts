import { defineConfig } from 'vitest/config'
import { buildIfStale } from './bin/build.js'

const ROOT = import.meta.dirname
// Reports run the compiled package. Code that does not compile stops everything, with its messages.
buildIfStale()
const { reports } = await import(`${ROOT}/dist/framework/vitest/config.js`)
const reportsProject = reports({ root: ROOT })

export default defineConfig({
  test: {
    // The compiled package is not in Vitest's module graph, so that edits of it must be named.
    forceRerunTriggers: ['**/package.json', '**/vitest.config.*', `${ROOT}/framework/**`],
    coverage: {
      provider: 'v8',
      include: ['framework/**/*.ts', 'reports/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['json'],
      reportsDirectory: 'coverage/workers',
    },
    projects: [
      { ...reportsProject, test: { ...reportsProject.test, globalSetup: 'bin/build.js' } },
      {
        // Unit tests run from source; what they start in other processes is compiled.
        resolve: {
          alias: [
            { find: /^thesis-report$/, replacement: `${ROOT}/framework/index.ts` },
            { find: /^thesis-report\/testing$/, replacement: `${ROOT}/framework/testing/index.ts` },
          ],
        },
        test: {
          name: 'unit',
          include: ['{framework,fixtures,reports}/**/*.test.ts'],
          globalSetup: ['bin/build.js', 'framework/testing/temporaryFolder.ts'],
          // Some tests run Vitest or a browser of their own: a busy machine must not fail them.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})

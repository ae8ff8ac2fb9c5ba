import { defineConfig } from 'vitest/config'
import { reportProject } from './framework/vitest/config.ts'

export default defineConfig({
  test: {
    coverage: {
      provider: 'v8',
      include: ['framework/**/*.ts', 'reports/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text', 'html'],
    },
    projects: [
      reportProject(import.meta.dirname),
      {
        // From source, as the reports have it; a plain script gets the compiled package.
        resolve: { alias: { 'thesis-report': `${import.meta.dirname}/framework/index.ts` } },
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

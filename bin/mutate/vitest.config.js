// The unit tests by which `npm run mutate` judges: those of the target, in workers that stay alive.
import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { SIMULATION, SLOW, withoutSimulations } from '../testTags.js'
import { warmWorkers } from './warmPool.js'

const ROOT = path.join(import.meta.dirname, '../..')

export default defineConfig({
  plugins: [warmWorkers, withoutSimulations],
  resolve: {
    alias: [
      { find: /^thesis-report$/, replacement: `${ROOT}/framework/index.ts` },
      { find: /^thesis-report\/testing$/, replacement: `${ROOT}/framework/testing/index.ts` },
    ],
  },
  test: {
    include: (process.env.MUTATION_TESTS ?? 'framework/**/*.test.ts').split(','),
    globalSetup: [
      './framework/testing/files/temporaryFolder.ts',
      './framework/testing/pictures/provideUpdate.ts',
    ],
    tags: [SIMULATION, SLOW],
    testTimeout: 120_000,
  },
})

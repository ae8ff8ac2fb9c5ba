import { defineConfig } from 'vitest/config'
import { reportProject } from './framework/vitest/config.ts'

export default defineConfig({
  test: {
    projects: [
      reportProject(import.meta.dirname),
      { test: { name: 'unit', include: ['framework/**/*.test.ts', 'fixtures/**/*.test.ts'] } },
    ],
  },
})

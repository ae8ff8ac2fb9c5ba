import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { projectsFolder } from '../testProject.ts'

/**
 * Vitest's global set-up for the unit tests: all that they write to the system's temporary folder
 * goes to one folder, which is removed when they have run.
 */
export function setup(): () => Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'thesis-report-tests-'))
  process.env.TMPDIR = folder
  return async () => {
    // Meanwhile Vitest ends its workers: removing that many files in one go would make it think that
    // they do not answer. Their browsers end with them, and may write to their profiles until then.
    for (const written of [folder, projectsFolder()]) {
      await rm(written, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}

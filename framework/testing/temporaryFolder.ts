import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { projectsFolder } from './testProject.ts'

/**
 * Vitest's global set-up for the unit tests: all that they write to the system's temporary folder
 * goes to one folder, which is removed when they have run.
 */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'thesis-report-tests-'))
  process.env.TMPDIR = folder
  return () => {
    for (const written of [folder, projectsFolder()]) {
      rmSync(written, { recursive: true, force: true })
    }
  }
}

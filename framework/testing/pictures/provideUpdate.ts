import type { TestProject } from 'vitest/node'

/** Vitest's global set-up that tells tests whether it was started with `-u`. */
export function setup(project: TestProject): void {
  project.provide('updateSnapshot', project.config.snapshotOptions.updateSnapshot)
}

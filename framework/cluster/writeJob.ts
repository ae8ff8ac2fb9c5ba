import { chmodSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from '../files/makeFolder.ts'
import { writeAtomically } from '../files/writeAtomically.ts'
import { PACKAGE_ROOT } from '../packageRoot.ts'
import { shellWords } from '../text/shellWords.ts'
import { engineOf } from './engines/allEngines.ts'
import type { Job } from './engines/engine.ts'
import { fillTemplate } from './fillTemplate.ts'
import { writePlan } from './plan.ts'

/** What every job starts. */
const SCRIPT = 'job.sh'

/**
 * Writes what a plan needs to be submitted into its folder. No path and no word of the report appears in a
 * submit file: jobs run in the folder, and are given `plan.json` and the number of their shard.
 *
 * @throws {Error} the system's error where the folder cannot be written
 */
export async function writeJob(job: Job): Promise<void> {
  const { folder, site, plan } = job
  for (const name of ['logs', 'state']) await makeFolder(path.join(folder, name))
  const script = fillTemplate(SCRIPT, {
    setup: site.setup,
    cores: site.cores,
    node: shellWords([site.node ?? process.execPath]),
    program: shellWords([path.join(PACKAGE_ROOT, 'bin/thesis-report.js')]),
  })
  const files = { [SCRIPT]: script, ...engineOf(plan).files(job) }
  for (const [name, content] of Object.entries(files)) {
    await writeAtomically(path.join(folder, name), content)
  }
  chmodSync(path.join(folder, SCRIPT), 0o755)
  // Last: only a folder that is complete counts as a plan's.
  await writePlan(folder, plan)
}

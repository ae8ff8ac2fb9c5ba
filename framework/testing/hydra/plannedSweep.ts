import { readdirSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { parseOverride } from '../../config/overrides/parseOverride.ts'
import { findMissing } from '../../runs/planned/findMissing.ts'
import { writeTree } from '../files/writeTree.ts'
import { hydraJob, lightningRun } from '../trackers/runFolders.ts'

/** Test support: what Hydra writes beside the jobs of a sweep, interpolations and all. */
export function multirunYaml(
  task: readonly string[],
  sweeper: object = {
    _target_: 'hydra._internal.core_plugins.basic_sweeper.BasicSweeper',
    params: null,
  },
): string {
  return JSON.stringify({
    hydra: {
      sweep: { dir: 'multirun/${now:%Y-%m-%d}', subdir: '${hydra.job.num}' },
      sweeper,
      overrides: { hydra: [], task },
      job: { name: 'train', num: '???' },
      help: { app_name: '${hydra.job.name}' },
    },
  })
}

/** A job that left results. */
export function doneJob(number: number, overrides: string[], steps = 10) {
  const rows = Array.from({ length: steps }, (_, step) => ({ step, loss: 1 / (step + 1) }))
  return { ...hydraJob(`${number}`, { overrides }), ...lightningRun(`${number}/logs`, rows) }
}

/** A folder of files that nothing writes to. */
export function quietTree(files: Record<string, string>): string {
  const root = writeTree(files)
  // Written long ago: nothing here is running.
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    utimesSync(path.join(root, name), 1.6e9, 1.6e9)
  }
  return root
}

/** What the one sweep of a folder lacks, directories relative to it. */
export async function missingOf(files: Record<string, string>) {
  const root = quietTree(files)
  const [gaps, ...others] = await findMissing({ sweepDir: root })
  if (gaps === undefined || others.length > 0) throw new Error('not one sweep')
  const missing = gaps.missing.map(({ state, directory, overrides, evidence, rerun }) => ({
    state,
    job: directory === undefined ? undefined : path.relative(root, directory),
    overrides,
    evidence,
    rerun,
  }))
  return { ...gaps, missing, starts: gaps.missing.map(({ start }) => start), root }
}

/** What Hydra reads of the words. */
export const asked = (words: readonly string[]) =>
  Object.fromEntries(words.map((word) => parseOverride(word)).map(({ key, value }) => [key, value]))

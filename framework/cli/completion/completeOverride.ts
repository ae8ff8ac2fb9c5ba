import { ReportError } from '../../errors.ts'
import { configLeaves } from '../../report/config/configLeaves.ts'
import { findProjectRoot } from '../../report/config/project.ts'
import { composeReportConfig } from '../../report/config/reportConfig.ts'
import type { Candidate } from './candidate.ts'
import { completeFolder } from './completeFolder.ts'

/** Keys whose value is a directory. */
const FOLDER_KEYS: ReadonlySet<string> = new Set([
  'inputs.sweep_dir',
  'env.output_root',
  'env.cache_root',
  'baseline',
])
/** Keys with few values, which the config's schema has as its choices. */
export const VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ['outputs.fig_format', ['png', 'svg', 'pdf']],
  ['outputs.width', ['full', 'two_thirds', 'half']],
  ['outputs.scale', ['auto', 'linear', 'log']],
  ['inference.dataset_split', ['train', 'val', 'test']],
])

/**
 * Overrides that begin so: first the sections of the config, then their keys, then values where they
 * are few, and directories.
 *
 * @param report whose config it is
 */
export function completeOverride(start: string, report: string): Candidate[] {
  const end = start.indexOf('=')
  const leaves = new Map(leavesOf(report))
  if (end >= 0) {
    const key = start.slice(0, end)
    const value = start.slice(end + 1)
    return valuesOf(key, value, leaves.get(key)).map((word) => ({ word: `${key}=${word}` }))
  }
  const depth = start.split('.').length
  const words = new Map<string, string>()
  for (const [key, value] of leaves) {
    if (!key.startsWith(start)) continue
    const parts = key.split('.')
    if (parts.length > depth) words.set(`${parts.slice(0, depth).join('.')}.`, '')
    else words.set(`${key}=`, `now ${JSON.stringify(value)}`)
  }
  return Array.from(words, ([word, description]) => ({ word, description }))
}

function valuesOf(key: string, start: string, value: unknown): string[] {
  if (FOLDER_KEYS.has(key)) return completeFolder(start)
  const choices = typeof value === 'boolean' ? ['true', 'false'] : (VALUES.get(key) ?? [])
  return choices.filter((each) => each.startsWith(start))
}

function leavesOf(report: string): [string, unknown][] {
  const projectRoot = findProjectRoot(process.cwd())
  try {
    return configLeaves(composeReportConfig({ projectRoot, name: report, overrides: [] }).config)
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    // A shell that completes a word shows no errors; making the report does.
    return []
  }
}

/** What a Hydra job's files say of its run, whatever recorded its metrics. */
import path from 'node:path'
import type { PlainValue } from '../../config/tree/plain.ts'
import { acceptColumnName } from '../columnNames.ts'
import type { Reading } from '../runFiles.ts'
import type { Goal } from '../sources/source.ts'
import type { HydraFiles } from './hydraFiles.ts'
import { type SavedValue, savedRoot } from './savedValues.ts'

/** Its composed config and the options that it chose. Keys that cannot name a column are noted and left out. */
export function savedValues(
  reading: Reading,
  { choices, choicesFile, config, configFile }: HydraFiles,
): SavedValue[] {
  const chosen = [...choices]
    .filter(([group]) => !group.startsWith('hydra/'))
    .filter(([group]) => acceptColumnName(reading, choicesFile, group))
    .map(([group, option]) => savedRoot().child(group).save(option))
  return [...chosen, ...config.saved((key) => acceptColumnName(reading, configFile, key))]
}

/** The `data` section of its config as JSON; null where there is none. */
export function dataSection({ config }: HydraFiles): string | null {
  const value = config.at(['data'])
  if (value === undefined) return null
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? Number(part) : part))
}

/**
 * Where it lies, and where it was written: the two differ after a move. None for a job that ran where
 * it was started (`hydra.run.dir=.`): a whole project lies there, not what this job wrote.
 */
export function placesOf(directory: string, { outputDir, ranWhereStarted }: HydraFiles): string[] {
  if (ranWhereStarted) return []
  return [...new Set([path.resolve(directory), ...(outputDir === null ? [] : [outputDir])])]
}

/** What chose its parameters by the results of other jobs; null where nothing did. */
export function samplerOf({ choices }: HydraFiles): string | null {
  const sweeper = choices.get('hydra/sweeper')
  return sweeper === undefined || sweeper === 'basic' ? null : `Hydra's sweeper ${sweeper}`
}

/**
 * The goals that its config states: the direction in which a sweeper optimises `optimized_metric`, and
 * the mode of each checkpoint or early stopping callback for the metric that it monitors.
 */
export function statedGoals({ config, sweeperDirection }: HydraFiles): Map<string, Goal> {
  const goals = new Map<string, Goal>()
  const visit = (value: PlainValue | undefined) => {
    if (typeof value !== 'object' || value === null) return
    const { monitor, mode } = value as { readonly [key: string]: PlainValue }
    if (typeof monitor === 'string' && (mode === 'min' || mode === 'max')) goals.set(monitor, mode)
    for (const part of Object.values(value)) visit(part)
  }
  visit(config.at([]))
  const optimised = config.scalarAt(['optimized_metric'])
  const goal = GOALS.get(sweeperDirection ?? '')
  if (typeof optimised === 'string' && goal !== undefined) goals.set(optimised, goal)
  return goals
}

const GOALS: ReadonlyMap<string, Goal> = new Map([
  ['minimize', 'min'],
  ['maximize', 'max'],
])

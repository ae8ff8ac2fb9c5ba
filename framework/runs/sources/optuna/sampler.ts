import type { Study, Trial } from './trial.ts'

/** How the names begin under which samplers that learn from trials note something of them. */
const TRACES: readonly (readonly [trace: RegExp, sampler: string])[] = [
  [/^tpe:/, "Optuna's TPE sampler"],
  [/^(?:sepcma|cmawm|cma):/, "Optuna's CMA-ES sampler"],
  [/^gp:/, "Optuna's Gaussian process sampler"],
  [/^(?:nsga2:|NSGAIISampler:)/, "Optuna's NSGA-II sampler"],
  [/^(?:nsga3:|NSGAIIISampler:)/, "Optuna's NSGA-III sampler"],
]
/** Of a study whose sampler draws from a sequence that is fixed. */
const SEQUENCE = /^qmc:/
/** Of a trial that stands on a grid. */
const GRID = ['grid_id', 'search_space'] as const

/**
 * What chose the parameters of a study's trials by the results of others; undefined where that was none. Only some
 * samplers leave a trace: one that draws at random is as silent as the default one.
 */
export function samplerOfStudy({ systemAttributes, trials }: Study): string | undefined {
  if ([...systemAttributes].some((name) => SEQUENCE.test(name))) return undefined
  for (const [trace, sampler] of TRACES) {
    if (trials.some((trial) => [...trial.systemAttributes].some((name) => trace.test(name)))) {
      return sampler
    }
  }
  return "Optuna's sampler (unnamed in its files)"
}

/** Whether a trial is a point of a grid, which was there before any result. */
export function isOfGrid({ systemAttributes }: Trial): boolean {
  return GRID.every((name) => systemAttributes.has(name))
}

import type { EngineName, Plan } from '../plan.ts'
import type { Engine } from './engine.ts'
import { htcondor } from './htcondor.ts'
import { local } from './local.ts'
import { slurm } from './slurm.ts'

const ENGINES: Readonly<Record<EngineName, Engine>> = { slurm, htcondor, local }

/** What runs the jobs of a plan. */
export function engineOf({ engine }: Pick<Plan, 'engine'>): Engine {
  return ENGINES[engine]
}

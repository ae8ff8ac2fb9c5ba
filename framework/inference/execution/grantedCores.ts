import { availableParallelism } from 'node:os'

/** Where batch systems say how many cores a job was granted (Slurm; HTCondor). */
const GRANTS = ['SLURM_CPUS_PER_TASK', 'OMP_NUM_THREADS']

/** Cores that this process may use: what the machine has, or the fewer that a job was granted. */
export function grantedCores(
  env: Readonly<Record<string, string | undefined>> = process.env,
): number {
  const grants = GRANTS.map((name) => Number.parseInt(env[name] ?? '', 10)).filter((n) => n > 0)
  return Math.min(availableParallelism(), ...grants)
}

import { availableParallelism } from 'node:os'
import path from 'node:path'
import { type CgroupPlaces, cgroupFolders, LINUX, readKernelFile } from './cgroups.ts'

/** Where batch systems say how many cores a job was granted (Slurm; HTCondor and others). */
const GRANTS = ['SLURM_CPUS_PER_TASK', 'OMP_NUM_THREADS']

/**
 * Cores that this process may use: what the machine has and the scheduler lets it run on, or the fewer
 * that a batch system granted the job or its control group (versions 1 and 2) allows; at least 1.
 */
export function grantedCores(
  env: Readonly<Record<string, string | undefined>> = process.env,
  places: CgroupPlaces = LINUX,
): number {
  const grants = GRANTS.map((name) => Number.parseInt(env[name] ?? '', 10)).filter((n) => n > 0)
  return Math.max(1, Math.floor(Math.min(availableParallelism(), ...grants, cgroupCores(places))))
}

/** Cores' worth of time that the strictest of the control groups allows; Infinity where none limits it. */
function cgroupCores(places: CgroupPlaces): number {
  const { v2, v1 } = cgroupFolders('cpu', places)
  return Math.min(Number.POSITIVE_INFINITY, ...v2.map(limitV2), ...v1.map(limitV1))
}

/** `cpu.max` holds the quota, or `max`, and the period, in microseconds (kernel docs, cgroup-v2). */
function limitV2(folder: string): number {
  const [quota, period] = (readKernelFile(path.join(folder, 'cpu.max'))[0] ?? '')
    .split(' ')
    .map(Number)
  return ratio(quota, period)
}

/** `cpu.cfs_quota_us` is -1 without a limit (kernel docs, sched-bwc). */
function limitV1(folder: string): number {
  const read = (name: string) => Number(readKernelFile(path.join(folder, name))[0] ?? Number.NaN)
  return ratio(read('cpu.cfs_quota_us'), read('cpu.cfs_period_us'))
}

function ratio(quota = Number.NaN, period = Number.NaN): number {
  return quota > 0 && period > 0 ? quota / period : Number.POSITIVE_INFINITY
}

import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { isOfFile } from './isOfFile.ts'

/** Where batch systems say how many cores a job was granted (Slurm; HTCondor and others). */
const GRANTS = ['SLURM_CPUS_PER_TASK', 'OMP_NUM_THREADS']

/** Where Linux says which control groups a process belongs to, and what these are allowed. */
export interface CgroupPlaces {
  /** Default `/proc/self/cgroup`. */
  readonly membership: string
  /** Default `/sys/fs/cgroup`. */
  readonly root: string
}

const LINUX: CgroupPlaces = { membership: '/proc/self/cgroup', root: '/sys/fs/cgroup' }

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
function cgroupCores({ membership, root }: CgroupPlaces): number {
  const limits = readLines(membership).flatMap((line) => {
    const [, controllers = '', group = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? []
    if (controllers === '') return withParents(group).map((each) => limitV2(path.join(root, each)))
    if (!controllers.split(',').includes('cpu')) return []
    const mounts = [path.join(root, 'cpu'), path.join(root, controllers)]
    return mounts.flatMap((mount) =>
      withParents(group).map((each) => limitV1(path.join(mount, each))),
    )
  })
  return Math.min(Number.POSITIVE_INFINITY, ...limits)
}

/** `/a/b`, `/a`, `/`: a group is limited by those that it lies in, too. */
function withParents(group: string): string[] {
  return group === '/' || group === '' ? ['/'] : [group, ...withParents(path.dirname(group))]
}

/** `cpu.max` holds the quota, or `max`, and the period, in microseconds (kernel docs, cgroup-v2). */
function limitV2(folder: string): number {
  const [quota, period] = (readLines(path.join(folder, 'cpu.max'))[0] ?? '').split(' ').map(Number)
  return ratio(quota, period)
}

/** `cpu.cfs_quota_us` is -1 without a limit (kernel docs, sched-bwc). */
function limitV1(folder: string): number {
  const read = (name: string) => Number(readLines(path.join(folder, name))[0] ?? Number.NaN)
  return ratio(read('cpu.cfs_quota_us'), read('cpu.cfs_period_us'))
}

function ratio(quota = Number.NaN, period = Number.NaN): number {
  return quota > 0 && period > 0 ? quota / period : Number.POSITIVE_INFINITY
}

/** The lines of a file of the kernel, which are told to be empty until they are read; none where there is no such file. */
function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n')
  } catch (error) {
    if (isOfFile(error)) return []
    throw error
  }
}

import { totalmem } from 'node:os'
import path from 'node:path'
import { type CgroupPlaces, cgroupFolders, LINUX, readKernelFile } from './cgroups.ts'

/** Slurm's own variables are in megabytes. */
const MEGABYTE = 2 ** 20

/**
 * Bytes of memory that this process and its children may take: what the machine has, or the less that Slurm
 * granted the job (`SLURM_MEM_PER_NODE`, `SLURM_MEM_PER_CPU`) or its control group (versions 1 and 2) allows.
 */
export function grantedMemory(
  env: Readonly<Record<string, string | undefined>> = process.env,
  places: CgroupPlaces = LINUX,
): number {
  const number = (name: string) => Number.parseInt(env[name] ?? '', 10)
  const perCpu = number('SLURM_MEM_PER_CPU') * (number('SLURM_CPUS_PER_TASK') || 1)
  const { v2, v1 } = cgroupFolders('memory', places)
  const limits = [
    number('SLURM_MEM_PER_NODE') * MEGABYTE,
    perCpu * MEGABYTE,
    // `max` without a limit (kernel docs, cgroup-v2); a number near 2^63 in version 1 (kernel docs, memory).
    ...v2.map((folder) => numberIn(path.join(folder, 'memory.max'))),
    ...v1.map((folder) => numberIn(path.join(folder, 'memory.limit_in_bytes'))),
  ]
  // Slurm says 0 for all memory of the node.
  return Math.min(totalmem(), ...limits.filter((limit) => limit > 0))
}

function numberIn(file: string): number {
  return Number.parseInt(readKernelFile(file)[0] ?? '', 10)
}

/**
 * How many processes or threads fit into the memory that was granted; at least 1.
 *
 * @param each bytes that one of them takes
 */
export function fitIntoMemory(each: number): number {
  return Math.max(1, Math.floor(grantedMemory() / each))
}

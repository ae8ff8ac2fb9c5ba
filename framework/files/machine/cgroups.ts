import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isOfFile } from '../isOfFile.ts'

/** Where Linux says which control groups a process belongs to, and what these are allowed. */
export interface CgroupPlaces {
  /** Default `/proc/self/cgroup`. */
  readonly membership: string
  /** Default `/sys/fs/cgroup`. */
  readonly root: string
}

/** Where Linux has them. */
export const LINUX: CgroupPlaces = { membership: '/proc/self/cgroup', root: '/sys/fs/cgroup' }

/** The folders of a process's control groups, by the version of their interface. */
export interface CgroupFolders {
  readonly v2: readonly string[]
  readonly v1: readonly string[]
}

/**
 * The control groups that limit this process: its own, and those that they lie in.
 *
 * @param controller of version 1, which has a hierarchy for each, such as `cpu`
 */
export function cgroupFolders(
  controller: string,
  { membership, root }: CgroupPlaces = LINUX,
): CgroupFolders {
  const v2: string[] = []
  const v1: string[] = []
  for (const line of readKernelFile(membership)) {
    const [, controllers = '', group = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? []
    const groups = withParents(group)
    if (controllers === '') v2.push(...groups.map((each) => path.join(root, each)))
    else if (controllers.split(',').includes(controller)) {
      const mounts = [path.join(root, controller), path.join(root, controllers)]
      v1.push(...mounts.flatMap((mount) => groups.map((each) => path.join(mount, each))))
    }
  }
  return { v2, v1 }
}

/** `/a/b`, `/a`, `/` */
function withParents(group: string): string[] {
  return group === '/' || group === '' ? ['/'] : [group, ...withParents(path.dirname(group))]
}

/** The lines of a file of the kernel, which has no size until it is read; none where there is no such file. */
export function readKernelFile(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n')
  } catch (error) {
    if (isOfFile(error)) return []
    throw error
  }
}

import path from 'node:path'
import type { CgroupPlaces } from '../../files/machine/cgroups.ts'
import { writeTree } from './writeTree.ts'

/** Files of control groups as Linux shows them: `self` is `/proc/self/cgroup`, `fs/` is `/sys/fs/cgroup/`. */
export function fakeCgroups(files: Readonly<Record<string, string>>): CgroupPlaces {
  const folder = writeTree(files)
  return { membership: path.join(folder, 'self'), root: path.join(folder, 'fs') }
}

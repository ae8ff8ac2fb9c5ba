import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { fakeCgroups } from '../../testing/files/fakeCgroups.ts'
import { grantedCores } from './grantedCores.ts'

const NO_LIMIT = fakeCgroups({})
const ALL = availableParallelism()

test('without a grant all cores of the machine may be used', () => {
  expect(grantedCores({}, NO_LIMIT)).toBe(ALL)
})

test('the smallest grant counts, and one that is not a number does not', () => {
  expect(grantedCores({ SLURM_CPUS_PER_TASK: '1', OMP_NUM_THREADS: '64' }, NO_LIMIT)).toBe(1)
  expect(grantedCores({ SLURM_CPUS_PER_TASK: '', OMP_NUM_THREADS: 'x' }, NO_LIMIT)).toBe(ALL)
})

test('a control group of version 2 limits the cores, also one that the own one lies in', () => {
  const places = fakeCgroups({
    self: '0::/job/step\n',
    'fs/job/cpu.max': '150000 100000\n',
    'fs/job/step/cpu.max': 'max 100000\n',
  })
  expect(grantedCores({}, places)).toBe(1)
})

test('a control group of version 1 limits the cores', () => {
  const places = fakeCgroups({
    self: '5:memory:/job\n4:cpu,cpuacct:/job\n',
    'fs/cpu,cpuacct/job/cpu.cfs_quota_us': '100000\n',
    'fs/cpu,cpuacct/job/cpu.cfs_period_us': '100000\n',
  })
  expect(grantedCores({}, places)).toBe(1)
})

test('less than one core is one, and no quota is no limit', () => {
  const places = (max: string) => fakeCgroups({ self: '0::/\n', 'fs/cpu.max': max })
  expect(grantedCores({}, places('20000 100000\n'))).toBe(1)
  expect(grantedCores({}, places('max 100000\n'))).toBe(ALL)
})

import { totalmem } from 'node:os'
import { expect, test } from 'vitest'
import { fakeCgroups } from '../../testing/files/fakeCgroups.ts'
import { grantedMemory } from './grantedMemory.ts'

const NO_LIMIT = fakeCgroups({})

test('without a grant all memory of the machine may be used', () => {
  expect(grantedMemory({}, NO_LIMIT)).toBe(totalmem())
  expect(grantedMemory({ SLURM_MEM_PER_NODE: '0' }, NO_LIMIT)).toBe(totalmem())
})

test('Slurm grants megabytes of a node, or of each of its cores', () => {
  expect(grantedMemory({ SLURM_MEM_PER_NODE: '100' }, NO_LIMIT)).toBe(100 * 2 ** 20)
  const perCpu = { SLURM_MEM_PER_CPU: '50', SLURM_CPUS_PER_TASK: '3' }
  expect(grantedMemory(perCpu, NO_LIMIT)).toBe(150 * 2 ** 20)
})

test('a control group limits the memory, also one that the own one lies in', () => {
  const second = fakeCgroups({
    self: '0::/job/step\n',
    'fs/job/memory.max': '300000000\n',
    'fs/job/step/memory.max': 'max\n',
  })
  expect(grantedMemory({}, second)).toBe(300_000_000)
  const first = fakeCgroups({
    self: '9:memory:/job\n',
    'fs/memory/job/memory.limit_in_bytes': '200000000\n',
    'fs/memory/memory.limit_in_bytes': '9223372036854771712\n',
  })
  expect(grantedMemory({}, first)).toBe(200_000_000)
})

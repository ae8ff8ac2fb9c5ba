import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { grantedCores } from './grantedCores.ts'

test('without a grant all cores of the machine may be used', () => {
  expect(grantedCores({})).toBe(availableParallelism())
})

test('the smallest grant counts, and one that is not a number does not', () => {
  expect(grantedCores({ SLURM_CPUS_PER_TASK: '1', OMP_NUM_THREADS: '64' })).toBe(1)
  expect(grantedCores({ SLURM_CPUS_PER_TASK: '', OMP_NUM_THREADS: 'x' })).toBe(
    availableParallelism(),
  )
})

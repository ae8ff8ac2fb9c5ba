import { describe, expect, it } from 'vitest'
import { expandSweep } from './expandSweep.ts'
import { hasRecordedCases, recordedCases } from './recordedCases.ts'

interface RecordedSweep {
  overrides: string[]
  jobs?: string[][]
}

describe.skipIf(!hasRecordedCases)('as Hydra was recorded', () => {
  it.each(recordedCases<RecordedSweep>('sweep'))('$overrides', ({ overrides, jobs }) => {
    if (jobs === undefined) expect(() => expandSweep(overrides)).toThrow()
    else expect(expandSweep(overrides)).toEqual(jobs)
  })
})

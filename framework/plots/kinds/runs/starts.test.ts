import { afterEach, expect, test, vi } from 'vitest'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { startsOf } from './starts.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('a start without a zone is the same on each machine', () => {
  const runs = runsOf([
    { started_at: '2025-03-30T01:10:00' },
    { started_at: '2025-03-30 01:10:00.5' },
    { started_at: '2025-03-30T01:10:00+02:00' },
  ])
  const utc = Date.UTC(2025, 2, 30, 1, 10)
  for (const zone of ['America/New_York', 'Asia/Tokyo']) {
    vi.stubEnv('TZ', zone)
    expect(startsOf(runs)).toEqual([utc, utc + 500, utc - 7_200_000])
  }
})

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { fakeRun } from '../testing/fakeRun.ts'
import { type ReadRunOptions, readRun } from './readRun.ts'

/** Reads a good run in a way that only a mistake in the program could. */
function readWithBug() {
  const runDir = mkdtempSync(path.join(tmpdir(), 'run-'))
  fakeRun({ runDir, epochs: 1 })
  const noOptions = undefined as unknown as ReadRunOptions
  return readRun(runDir, noOptions)
}

test('calls a mistake in the program a bug, not a fault of the run', () => {
  expect(readWithBug()).toMatchObject({
    status: 'skipped',
    reason: expect.stringMatching(
      /^this is a bug of thesis-report, not a fault of the run: TypeError: [^\n]*requireComplete[^\n]*$/,
    ),
  })
})

test('shows where the mistake is with HYDRA_FULL_ERROR=1', () => {
  vi.stubEnv('HYDRA_FULL_ERROR', '1')
  try {
    expect(readWithBug()).toMatchObject({ reason: expect.stringContaining('readRun.ts:') })
  } finally {
    vi.unstubAllEnvs()
  }
})

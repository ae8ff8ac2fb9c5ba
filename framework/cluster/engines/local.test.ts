import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ownIdentity } from '../../files/processIdentity.ts'
import { local } from './local.ts'

const submission = { submitted_utc: '2026-01-31T10:00:00.000Z', jobs: [] }

test('jobs wait while the process that submitted them runs, and no longer for that process itself', async () => {
  const own = ownIdentity()
  expect(await local.held({ ...submission, process: own }, '')).toEqual(new Set())
  // The process that has started this one.
  const { ppid } = process
  const stat = readFileSync(`/proc/${ppid}/stat`, 'utf8')
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  const other = { ...own, pid: ppid, started }
  expect(await local.held({ ...submission, process: other }, '')).toBe('all')
})

test('jobs of a process that has ended are not held', async () => {
  const ended = { ...ownIdentity(), started: '1' }
  expect(await local.held({ ...submission, process: ended }, '')).toEqual(new Set())
})

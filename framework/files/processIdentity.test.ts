import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ownIdentity, stateOf } from './processIdentity.ts'

test('this process runs', () => {
  expect(stateOf(ownIdentity())).toBe('running')
})

test.skipIf(!existsSync('/proc/self/stat'))(
  'a process that has ended is dead, also while nobody has asked how',
  async () => {
    // The shell becomes a program that does not ask, before the other ends.
    const parent = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 60'])
    const [line] = await once(parent.stdout, 'data')
    const pid = Number(String(line))
    const fields = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    await expect.poll(() => fields()[0], { timeout: 60_000 }).toBe('Z')
    const started = fields()[19] ?? null
    expect(stateOf({ ...ownIdentity(), pid, started })).toBe('dead')
    parent.kill()
  },
)

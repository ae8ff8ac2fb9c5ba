import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { askEngine, runEngineCommand } from './callEngine.ts'

/** A command of a batch system, absolute. */
function command(script: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'bin-')), 'squeue')
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return file
}

test('a command that does not answer is ended, and named', async () => {
  const silent = command('exec sleep 60')
  expect(await runEngineCommand(silent, [], '/', 200)).toEqual({
    noAnswer: `${silent} did not answer within 0.2 s`,
  })
})

test('what a command says as it fails is why there is no answer', async () => {
  const failing = command('echo; echo "Unable to contact slurm controller" >&2; exit 1')
  expect(await askEngine(failing, [], '/')).toEqual({
    noAnswer: `${failing} says: Unable to contact slurm controller`,
  })
  const speechless = command('exit 7')
  expect(await askEngine(speechless, [], '/')).toEqual({
    noAnswer: `${speechless} ended with code 7`,
  })
})

test('a command that is not there, or cannot be run, is no answer', async () => {
  expect(await askEngine('/nowhere/squeue', [], '/')).toEqual({
    noAnswer: '/nowhere/squeue is not installed on this machine',
  })
  expect(await askEngine('/', [], '/')).toEqual({
    noAnswer: expect.stringContaining('/ cannot be run: '),
  })
})

/** @module-tag slow */
/** A little of `npm run test:faults`, which takes hours: enough to see that both work. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../packageRoot.ts'

const run = promisify(execFile)

/** Some of a part, always the same ones. @throws {Error} where a promise is broken, with what broke it */
async function faults(part: string, count: number): Promise<string> {
  const words = ['--part', part, '--count', String(count), '--together', '1', '--seed', '1']
  const { stdout } = await run(process.execPath, ['bin/faults/run.js', ...words], {
    cwd: PACKAGE_ROOT,
  })
  return stdout
}

test.each([
  ['kills', 2],
  ['operations', 6],
  ['writers', 1],
])('what docs/reliability.md promises holds after %s', { timeout: 0 }, async (part, count) => {
  expect(await faults(part, count)).toMatch(new RegExp(`^${part}: ${count} .*; 0 promises broken`))
})

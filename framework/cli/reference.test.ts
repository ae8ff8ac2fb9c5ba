import path from 'node:path'
import { expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../packageRoot.ts'
import { commandReference } from '../testing/docs/commandReference.ts'
import { type Actions, program } from './program.ts'

test('docs/cli.md has every command and option as the command line has them', async () => {
  const reference = commandReference(program({} as Actions))
  await expect(reference).toMatchFileSnapshot(path.join(PACKAGE_ROOT, 'docs/cli.md'))
})

import { existsSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { whereWritable } from './whereWritable.ts'

/** A device on which no byte has room. */
const FULL = '/dev/full'

test.skipIf(!existsSync(FULL))(
  'on a full disk it is said how to clean the folder that is written to',
  async () => {
    const writing = whereWritable('/data/my reports', async () => writeFileSync(FULL, 'x'))
    await expect(writing).rejects.toThrow(
      "The disk is full: remove what nobody needs, such as with `npx thesis-report clean '/data/my reports'`.",
    )
  },
)

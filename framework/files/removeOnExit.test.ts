import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { removeTree } from './removeOnExit.ts'

/** Writes files into a folder for a while, as long as it is there. */
const WRITING = `
const fs = require('node:fs')
console.log('begun')
const end = Date.now() + 100
try {
  for (let i = 0; Date.now() < end; i++) fs.writeFileSync(process.argv[1] + '/' + process.pid + i, '')
} catch {}
`

test('a folder is removed though files still come into it', async () => {
  for (let round = 0; round < 10; round++) {
    const folder = mkdtempSync(path.join(tmpdir(), 'removed-'))
    const writers = [1, 2, 3].map(() => spawn(process.execPath, ['-e', WRITING, folder]))
    const ends = writers.map((writer) => once(writer, 'close'))
    await Promise.all(writers.map(({ stdout }) => once(stdout, 'data')))
    removeTree(folder)
    await Promise.all(ends)
    expect(existsSync(folder)).toBe(false)
  }
})

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { compiledFile } from '../compiledFile.ts'

test.each(['index', 'chunks/registerReport', 'runs/parallel/readRunsWorker'])(
  'the compiled %s loads nothing of the main process of Vitest',
  (entry) => {
    expect(packagesOf(compiledFile(entry))).not.toContain('vitest/node')
  },
)

/** All packages that a compiled module imports before it runs, by itself or by others. */
function packagesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return []
  seen.add(file)
  const imported = readFileSync(file, 'utf8').matchAll(/\b(?:from|import) "([^"\n]+)"/g)
  return [...imported].flatMap(([, name = '']) =>
    name.startsWith('.') ? packagesOf(path.join(path.dirname(file), name), seen) : [name],
  )
}

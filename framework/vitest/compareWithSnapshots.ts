import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { count } from '../text/counts.ts'

/** Of files that a report makes; another file beside them, such as a README, is its author's. */
const MADE = /\.(?:csv|json|tex)$/

/**
 * Compares the tables of a report with `expected/` beside the report file, each with its file and each
 * file with a table; `vitest -u` writes what is new or changed and removes what is no longer made.
 *
 * @returns what came of it, for the line of the test
 */
export async function compareWithSnapshots(
  snapshots: ReadonlyMap<string, string>,
  file: string,
): Promise<string> {
  const expected = path.join(path.dirname(file), 'expected')
  const folder = path.relative(process.cwd(), path.dirname(file))
  const accept = `accept it with: npx vitest run ${folder} -u`
  const missing = new Set(
    [...snapshots.keys()].filter((name) => !existsSync(path.join(expected, name))),
  )
  for (const [name, text] of snapshots) {
    const what = missing.has(name) ? 'is missing' : 'differs'
    await expect
      .soft(text, `${folder}/expected/${name} ${what}; ${accept}`)
      .toMatchFileSnapshot(path.join(expected, name))
  }
  const stale = filesIn(expected).filter((name) => MADE.test(name) && !snapshots.has(name))
  for (const name of stale) {
    if (updates() === 'all') rmSync(path.join(expected, name))
    else {
      const advice = `${folder}/expected/${name} is no longer made by the report; ${accept}`
      expect.soft(name, advice).toBe(undefined)
    }
  }
  const written = updates() === 'none' ? 0 : missing.size
  if (written === 0) return `as in ${folder}/expected`
  return written === snapshots.size
    ? `written to ${folder}/expected`
    : `${count(written, 'file')} written to ${folder}/expected, the others as there`
}

/** Which snapshots Vitest writes: `all` with `-u`, `new` ones, and `none` where `CI` is set. */
function updates(): string {
  const state = expect.getState().snapshotState as unknown as { readonly _updateSnapshot: string }
  return state._updateSnapshot
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort()
}

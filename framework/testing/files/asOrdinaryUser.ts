import { chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const NOBODY = 65534

/**
 * Test support: does something in a temporary folder as a user whom permissions hold back; the
 * superuser they do not.
 */
export async function asOrdinaryUser<T>(folder: string, action: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0 || process.seteuid === undefined) return action()
  for (let open = folder; open.startsWith(tmpdir()); open = path.dirname(open))
    chmodSync(open, 0o755)
  process.seteuid(NOBODY)
  try {
    return await action()
  } finally {
    process.seteuid(0)
  }
}

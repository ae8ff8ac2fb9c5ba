import { readdirSync } from 'node:fs'
import { posix } from 'node:path'
import { readStart } from '../reading/readStart.ts'
import { METADATA_FILE, RUN_FOLDER, SUMMARY_FILE } from './format.ts'

/** More than a summary or the metadata of any run has. */
const MAX_BYTES = 1024 * 1024

/**
 * Whether a folder that is not named as a run is one of W&B's, by its `files/`: as `latest-run`, a link that became a
 * folder when it was copied, or one that somebody renamed.
 */
export function holdsRunFiles(path: string): boolean {
  return [SUMMARY_FILE, METADATA_FILE].some((file) => readStart(`${path}/${file}`, 1) !== undefined)
}

/** The folder beside this one, named as a run, that holds the same run: it began at the same moment. */
export function namedFolderBeside(path: string): string | undefined {
  const own = identityOf(path)
  if (own === undefined) return undefined
  const parent = posix.dirname(path)
  return foldersIn(parent).find(
    (name) => RUN_FOLDER.test(name) && identityOf(`${parent}/${name}`) === own,
  )
}

/** The microsecond of its start, or else all that its summary says, the time of its last row included. */
function identityOf(path: string): string | undefined {
  const [metadata, summary] = [METADATA_FILE, SUMMARY_FILE].map((file) =>
    readStart(`${path}/${file}`, MAX_BYTES)?.toString(),
  )
  return /"startedAt":\s*"([^"]+)"/.exec(metadata ?? '')?.[1] ?? summary
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    // A folder that may be entered need not be one that may be listed: what cannot be seen holds no run.
    return []
  }
}

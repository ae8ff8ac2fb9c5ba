import { type Dirent, readdirSync, statSync } from 'node:fs'
import { compiledAt } from '../../compiledFile.ts'
import { RUN_FILES } from '../runFiles.ts'
import type { FoundJob } from '../search/foundJob.ts'

/**
 * Sizes and times of all files that a job may be read from; one that appears or vanishes counts as a
 * change. So does code that was compiled anew: whoever edits a source sees what it reads now.
 */
export function fingerprintJob({ directory, hasHydra, hasFacts, logs, claims }: FoundJob): string {
  const names = hasFacts || hasHydra ? [...Object.values(RUN_FILES), ...logs] : []
  return [
    `${compiledAt()} ${hasHydra} ${hasFacts}`,
    ...names.map((name) => fingerprintFile(`${directory}/${name}`)),
    ...claims.flatMap(({ source, claim }) => [
      `${source.name} ${claim.names.join(' ')}`,
      ...claim.names.flatMap((name) => fingerprintTree(`${claim.directory}/${name}`)),
    ]),
  ].join('|')
}

/** Of a file, with the log that SQLite keeps beside a database; of a folder, all that lies below. */
function fingerprintTree(place: string): string[] {
  const own = fingerprintFile(place)
  if (!own.startsWith(FOLDER)) {
    return DATABASE.test(place) ? [own, fingerprintFile(`${place}-wal`)] : [own]
  }
  let entries: Dirent[]
  try {
    entries = readdirSync(place, { withFileTypes: true })
  } catch {
    // What cannot be listed cannot be read either, until its own state changes.
    return [own]
  }
  return entries.flatMap((entry) => {
    const below = `${place}/${entry.name}`
    return [
      entry.name,
      ...(entry.isDirectory() ? fingerprintTree(below) : [fingerprintFile(below)]),
    ]
  })
}

const FOLDER = 'folder'
const DATABASE = /\.(?:db|sqlite3?)$/i

function fingerprintFile(file: string): string {
  try {
    const stat = statSync(file, { throwIfNoEntry: false })
    if (stat?.isDirectory()) return `${FOLDER} ${stat.mtimeMs}`
    return stat ? `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}` : 'none'
  } catch {
    return 'unreadable'
  }
}

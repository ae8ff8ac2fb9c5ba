import { existsSync, readdirSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { hasEnded } from '../../files/processIdentity.ts'
import { REPORT_FOLDER } from '../../text/names/reportFolder.ts'
import { writeBackLinks } from '../backLinks.ts'
import { EARLIER_ENDING } from './earlierState.ts'
import { isOwnFolder } from './stagingFolder.ts'
import { readRecord, recordFile, type StagingRecord, stagingOfRecord } from './stagingRecord.ts'

/** After so long, what nobody says he makes counts as dead: of a process that was killed as it began. */
const UNCLAIMED_FOR_MS = 24 * 3_600_000

/** Something that a report which was killed left behind, and what is done about it. */
export interface Leftover {
  readonly kind: 'remove' | 'link' | 'restore'
  /** What is removed; the report whose runs get its lines, or which gets its place back. */
  readonly path: string
  /** Runs that have none of its lines yet. */
  readonly runs?: readonly string[]
  /** Does it. @throws {Error} the system's error where it cannot be done */
  readonly mend: () => Promise<void>
}

/**
 * What reports that are dead have left in a staging folder. Those of a process that runs are none,
 * however old; those of a process that nobody can ask are once they are a week old. Whatever has not the
 * name of a report is none, nor is what lies behind a link: others may keep it there.
 *
 * @param folder one that `stagingFolders` names; it need not exist
 */
export function findLeftovers(folder: string): Leftover[] {
  if (!isOwnFolder(folder)) return []
  const names = readdirSync(folder)
    .filter((name) => REPORT_FOLDER.test(name))
    .sort()
  return names.flatMap((name) => leftoversOf(path.join(folder, name)))
}

function leftoversOf(place: string): Leftover[] {
  const ofRecord = stagingOfRecord(place)
  const staging = ofRecord ?? place.replace(EARLIER_ENDING, '')
  const record = existsSync(recordFile(staging)) ? readRecord(recordFile(staging)) : undefined
  if (!isDead(place, record)) return []
  const removal = remove(place)
  if (place.endsWith(EARLIER_ENDING)) return [restoration(place, record) ?? removal]
  if (ofRecord === undefined || record === undefined) return [removal]
  // Published, and the process died before the runs had the report's lines.
  const isPublished = !existsSync(staging) && existsSync(record.target)
  return isPublished && record.runsToLink.length > 0 ? [link(record, removal)] : [removal]
}

function isDead(place: string, record: StagingRecord | undefined): boolean {
  // What another process has just removed is gone all the same.
  const { mtimeMs = Date.now() } = statSync(place, { throwIfNoEntry: false }) ?? {}
  if (record !== undefined) return hasEnded(record.process, mtimeMs)
  return Date.now() - mtimeMs > UNCLAIMED_FOR_MS
}

function remove(place: string): Leftover {
  return {
    kind: 'remove',
    path: place,
    mend: () => rm(place, { recursive: true, force: true }),
  }
}

function link({ target, runsToLink }: StagingRecord, removal: Leftover): Leftover {
  return {
    kind: 'link',
    path: target,
    runs: runsToLink,
    mend: async () => {
      const present = runsToLink.filter((runDir) => existsSync(runDir))
      const [failure] = await writeBackLinks(present, path.basename(target), '/')
      if (failure) throw new ReportError('OUTPUT_NOT_WRITABLE', failure.reason)
      await removal.mend()
    },
  }
}

/** A live report's earlier state, which was moved away and whose place nothing took. */
function restoration(place: string, record: StagingRecord | undefined): Leftover | undefined {
  if (record === undefined || existsSync(record.target)) return undefined
  const { target } = record
  return { kind: 'restore', path: target, mend: () => rename(place, target) }
}

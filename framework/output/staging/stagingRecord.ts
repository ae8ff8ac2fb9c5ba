import { existsSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import { ownIdentity, ProcessIdentitySchema } from '../../files/processIdentity.ts'
import { readText } from '../../files/regularFile.ts'
import { writeAtomically } from '../../files/writeAtomically.ts'

const ENDING = '.json'

const RecordSchema = v.strictObject({
  version: v.literal(1),
  /** That makes the report. */
  process: ProcessIdentitySchema,
  /** Where the report is to stand, absolute. */
  target: v.string(),
  /** The runs that get its pointer lines once it stands there, absolute. */
  runsToLink: v.array(v.string()),
})

/** Who makes a report and what is still to be done, beside its staging folder. */
export type StagingRecord = v.InferOutput<typeof RecordSchema>

/** The record's file. @param staging the folder of the report in the making */
export function recordFile(staging: string): string {
  return staging + ENDING
}

/** The staging folder of a record's file; undefined for another file. */
export function stagingOfRecord(file: string): string | undefined {
  return path.extname(file) === ENDING ? file.slice(0, -ENDING.length) : undefined
}

/** Writes the record of a report that this process makes. */
export async function writeRecord(
  staging: string,
  { target, runsToLink }: Pick<StagingRecord, 'target' | 'runsToLink'>,
): Promise<void> {
  const record: StagingRecord = { version: 1, process: ownIdentity(), target, runsToLink }
  await writeAtomically(recordFile(staging), JSON.stringify(record))
}

/** Whether a report in the making is this process's. @param staging the folder of the report */
export function isOwnRecord(staging: string): boolean {
  const file = recordFile(staging)
  return existsSync(file) && isDeepStrictEqual(readRecord(file)?.process, ownIdentity())
}

/** A record; undefined where it is damaged or of another version. @throws {Error} the system's error */
export function readRecord(file: string): StagingRecord | undefined {
  const text = readText(file)
  try {
    return v.parse(RecordSchema, JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError || v.isValiError(error)) return undefined
    throw error
  }
}

import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as v from 'valibot'
import { ReportError } from '../errors.ts'
import { isOfFile } from '../files/isOfFile.ts'
import {
  hasEnded,
  isOwnPlace,
  ownIdentity,
  ProcessIdentitySchema,
} from '../files/processIdentity.ts'
import { isRegularFile, readText } from '../files/regularFile.ts'
import { removeOnExit } from '../files/removeOnExit.ts'

const START = 'thesis-report-'
/** In the folder: the process that uses it. */
const OWNER_FILE = 'process.json'
/** The variables that say where temporary files go, on all systems. */
const VARIABLES = ['TMPDIR', 'TMP', 'TEMP']

/**
 * Gives this process and those that it starts a folder of their own for temporary files, which is removed when they
 * end: Vitest leaves its own when it is interrupted. Folders that killed processes have left are removed.
 *
 * @returns removes it and leaves the variables of the environment as they were
 * @throws {ReportError} OUTPUT_NOT_WRITABLE where temporary files cannot be written
 */
export function useTemporaryFolder(): () => void {
  const folder = makeTemporaryFolder()
  removeAbandoned(path.dirname(folder))
  const before = VARIABLES.map((name) => [name, process.env[name]] as const)
  for (const name of VARIABLES) process.env[name] = folder
  const keep = removeOnExit(folder)
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    keep()
    remove(folder)
  }
}

/**
 * Where Vitest cannot write temporary files, it tries again without an end.
 *
 * @throws {ReportError} OUTPUT_NOT_WRITABLE
 */
export function expectTemporaryFolder(): void {
  remove(makeTemporaryFolder())
}

function makeTemporaryFolder(): string {
  const place = tmpdir()
  try {
    mkdirSync(place, { recursive: true })
    const folder = mkdtempSync(path.join(place, START))
    writeFileSync(path.join(folder, OWNER_FILE), JSON.stringify(ownIdentity()))
    return folder
  } catch (error) {
    if (!isOfFile(error)) throw error
    const variable = VARIABLES.find((name) => process.env[name])
    throw new ReportError(
      'OUTPUT_NOT_WRITABLE',
      `Temporary files cannot be written below ${place} (${(error as Error).message}). ` +
        `${variable === undefined ? 'Set' : `The variable ${variable} says so: set`} TMPDIR to a folder where they can be.`,
    )
  }
}

function removeAbandoned(place: string): void {
  try {
    for (const name of readdirSync(place).filter((each) => each.startsWith(START))) {
      const folder = path.join(place, name)
      if (isAbandoned(path.join(folder, OWNER_FILE))) remove(folder)
    }
  } catch (error) {
    // Another process may be removing it: the next one finds what is left.
    if (!isOfFile(error)) throw error
  }
}

function isAbandoned(ownerFile: string): boolean {
  if (!isRegularFile(ownerFile) || !isOwnPlace(ownerFile)) return false
  const text = readText(ownerFile)
  const owner = v.safeParse(v.pipe(v.string(), v.parseJson(), ProcessIdentitySchema), text)
  return owner.success && hasEnded(owner.output, statSync(ownerFile).mtimeMs)
}

function remove(folder: string): void {
  // Processes that are about to end may still write there.
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

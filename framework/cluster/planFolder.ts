import { readdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { ReportError } from '../errors.ts'
import { isDirectory } from '../files/isDirectory.ts'
import { isOfFile } from '../files/isOfFile.ts'
import { makeFolder } from '../files/makeFolder.ts'
import { isRegularFile } from '../files/regularFile.ts'
import { timestamp } from '../output/reportId.ts'
import { nearest } from '../text/nearest.ts'
import { planFile } from './plan.ts'

/** Below an output root, for the plans of submitted reports. */
const FOLDER = '.cluster'

/**
 * Makes the folder of a plan, `<outputRoot>/.cluster/<YYYYMMDD-HHMMSS>_<report>`, with `_2`, `_3`, … where
 * that second is taken.
 *
 * @param outputRoot absolute
 * @throws {ReportError} OUTPUT_NOT_WRITABLE
 */
export async function makePlanFolder(
  outputRoot: string,
  report: string,
  now: Date,
): Promise<string> {
  const base = path.join(outputRoot, FOLDER, `${timestamp(now)}_${report}`)
  try {
    await makeFolder(path.dirname(base))
    for (let attempt = 1; ; attempt++) {
      const folder = attempt === 1 ? base : `${base}_${attempt}`
      if (await makeNew(folder)) return folder
    }
  } catch (cause) {
    if (!isOfFile(cause)) throw cause
    throw new ReportError(
      'OUTPUT_NOT_WRITABLE',
      `The jobs' files cannot be written: ${(cause as Error).message}. Choose another place with env.output_root=DIR.`,
      { cause },
    )
  }
}

/** @returns false where the folder exists already */
async function makeNew(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * The folder of a plan that was submitted, absolute.
 *
 * @param id the id of a plan below the output root, or its folder
 * @throws {ReportError} USAGE naming the latest there
 */
export function findPlanFolder(id: string, outputRoot: string): string {
  const places = [path.resolve(id), path.join(outputRoot, FOLDER, id)]
  const found = places.find((place) => isRegularFile(planFile(place)))
  if (found !== undefined) return found
  const known = planFolders(outputRoot).map((folder) => path.basename(folder))
  const near = nearest(id, known)
  throw new ReportError(
    'USAGE',
    `There is no submitted report "${id}" in ${path.join(outputRoot, FOLDER)}. ` +
      (near === undefined ? '' : `Did you mean ${near}? `) +
      (known.length === 0
        ? 'Nothing was submitted from there: give the folder that thesis-report submit has printed.'
        : `The latest: ${known.slice(-3).join(', ')}.`),
  )
}

/** The folders of all plans below an output root, absolute, in the order of their ids. */
export function planFolders(outputRoot: string): string[] {
  const folder = path.join(outputRoot, FOLDER)
  if (!isDirectory(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name))
    .filter((place) => isRegularFile(planFile(place)))
}

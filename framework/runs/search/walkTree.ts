import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { REPORT_FOLDER } from '../../text/names/reportFolder.ts'
import { compareNatural } from '../../text/naturalOrder.ts'
import { describeError } from '../reasons.ts'
import type { Directory } from '../sources/source.ts'
import { belowPath, isWithin } from './runPath.ts'

/** Folders that hold nothing of a run's own, or more than anyone wants to search. */
const PASSED_OVER = new Set([
  '.hydra',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
  '.tox',
  'node_modules',
  'site-packages',
  '__pycache__',
  '.ipynb_checkpoints',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.cache',
])

/** How far a tree is searched. */
export interface WalkLimits {
  /** Levels below the root. Default 12. */
  readonly depth: number
  /** Directories in all. Default 200 000. */
  readonly directories: number
}

export const WALK_LIMITS: WalkLimits = { depth: 12, directories: 200_000 }

/** Whether the folders of a directory are entered, and which are not. */
export interface Entering {
  readonly enter: boolean
  readonly except?: ReadonlySet<string>
}

/** A place that was not searched, and why. */
export interface NotSearched {
  readonly path: string
  readonly reason: string
}

export interface WalkOptions {
  readonly limits?: WalkLimits | undefined
  /** Called each time that so many more directories were searched. */
  readonly onProgress?: ((directories: number) => void) | undefined
  /** The real path of the root, where it is known. */
  readonly place?: string | undefined
}

/** Directories between two calls of `onProgress`. */
const PROGRESS_STEP = 10_000

/**
 * Visits a directory and all below it, parents first, names in natural order and links last, each
 * place once however many links lead to it. `visit` also gets the real path, and says which folders are
 * entered. Places that cannot be read and limits that were reached are returned.
 */
export function walkTree(
  root: string,
  visit: (directory: Directory, place: string) => Entering,
  { limits = WALK_LIMITS, onProgress, place: known }: WalkOptions = {},
): NotSearched[] {
  const notSearched: NotSearched[] = []
  const seen = new Set<string>()
  let count = 0
  /** @param place where the path really leads */
  const enter = (path: string, place: string | undefined, depth: number) => {
    if (place === undefined || seen.has(place)) return
    seen.add(place)
    if (++count > limits.directories) return
    if (count % PROGRESS_STEP === 0) onProgress?.(count)
    const entries = list(path, notSearched)
    const answer = visit({ path, entries }, place)
    if (!answer.enter) return
    const isPassedOver = (name: string) => isNeverEntered(name) || answer.except?.has(name) === true
    const below = entries.filter(
      // Most entries are files, which need no look at their names.
      (entry) => mayBeFolder(entry) && !isPassedOver(entry.name) && isFolder(path, entry),
    )
    if (depth >= limits.depth && below.length > 0) {
      notSearched.push({ path, reason: `it lies ${depth} levels deep; below it nothing is sought` })
      return
    }
    for (const entry of below.sort(compareEntries)) {
      const next = belowPath(path, entry.name)
      // Only a link leads elsewhere: asking the system about every folder takes as long as the search.
      const real = entry.isSymbolicLink() ? followedLink(next) : belowPath(place, entry.name)
      enter(next, real, depth + 1)
    }
  }
  /** Where a link leads; undefined for what is visited without it, and for what holds all that is searched. */
  const followedLink = (link: string): string | undefined => {
    const real = realPath(link)
    if (real === undefined || rootPlace === undefined) return real
    if (isWithin(rootPlace, real) && real !== rootPlace) {
      notSearched.push({ path: link, reason: `it leads to ${real}, which holds all of ${root}` })
      return undefined
    }
    const names = isWithin(real, rootPlace) ? real.slice(rootPlace.length).split('/') : []
    const hasOwnName = names.length > 0 && !names.some(isNeverEntered)
    return hasOwnName ? undefined : real
  }
  const rootPlace = known ?? realPath(root)
  enter(root, rootPlace, 0)
  if (count > limits.directories) {
    const reason = `only its first ${limits.directories} directories were searched; name a part of it`
    notSearched.push({ path: root, reason })
  }
  return notSearched
}

function isNeverEntered(name: string): boolean {
  return PASSED_OVER.has(name) || REPORT_FOLDER.test(name)
}

/** Links come last, so that a place goes by its own name: `run-1`, not `latest-run`. */
function compareEntries(a: Dirent, b: Dirent): number {
  const links = Number(a.isSymbolicLink()) - Number(b.isSymbolicLink())
  return links || compareNatural(a.name, b.name)
}

function list(path: string, notSearched: NotSearched[]): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch (error) {
    // Node puts U+FFFD in the place of other bytes, and finds nothing under the name then.
    const reason = path.includes('\ufffd')
      ? 'its name is not valid UTF-8'
      : `it cannot be read: ${describeError(error)}`
    notSearched.push({ path, reason })
    return []
  }
}

/** Undefined for a link that leads nowhere. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}

function mayBeFolder(entry: Dirent): boolean {
  return entry.isDirectory() || entry.isSymbolicLink()
}

/** A link may lead to a folder; one that cannot be followed leads to none. */
function isFolder(parent: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  try {
    return statSync(`${parent}/${entry.name}`).isDirectory()
  } catch {
    return false
  }
}

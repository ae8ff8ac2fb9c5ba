import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { compareNatural } from '../../text/naturalOrder.ts'
import { describeError } from '../reasons.ts'
import type { Directory } from '../sources/source.ts'
import { belowPath } from './runPath.ts'

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
/** What this product writes. */
const OWN_REPORT = /^report_\d{8}-\d{6}_/

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

/**
 * Visits a directory and all below it, parents first, names in natural order and links last, each place
 * once however many links lead to it. `visit` says which folders are entered. Places that cannot be
 * read and limits that were reached are returned.
 */
export function walkTree(
  root: string,
  visit: (directory: Directory) => Entering,
  limits: WalkLimits = WALK_LIMITS,
): NotSearched[] {
  const notSearched: NotSearched[] = []
  const seen = new Set<string>()
  let count = 0
  const enter = (path: string, depth: number) => {
    const place = realPath(path, notSearched)
    if (place === undefined || seen.has(place)) return
    seen.add(place)
    if (++count > limits.directories) return
    const entries = list(path, notSearched)
    const answer = visit({ path, entries })
    if (!answer.enter) return
    const below = entries
      .filter(({ name }) => !PASSED_OVER.has(name) && !OWN_REPORT.test(name))
      .filter((entry) => !answer.except?.has(entry.name) && isFolder(path, entry))
    if (depth >= limits.depth && below.length > 0) {
      notSearched.push({ path, reason: `it lies ${depth} levels deep; below it nothing is sought` })
      return
    }
    for (const { name } of below.sort(compareEntries)) enter(belowPath(path, name), depth + 1)
  }
  enter(root, 0)
  if (count > limits.directories) {
    const reason = `only its first ${limits.directories} directories were searched; name a part of it`
    notSearched.push({ path: root, reason })
  }
  return notSearched
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
    notSearched.push({ path, reason: cannotRead(error) })
    return []
  }
}

/** Undefined for a link that leads nowhere or in a circle, and for what may not be looked at. */
function realPath(path: string, notSearched: NotSearched[]): string | undefined {
  try {
    return realpathSync(path)
  } catch (error) {
    const isLost = ['ENOENT', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '')
    // Node puts U+FFFD in the place of other bytes, and finds nothing under the name then.
    if (path.includes('\ufffd')) notSearched.push({ path, reason: 'its name is not valid UTF-8' })
    else if (!isLost) notSearched.push({ path, reason: cannotRead(error) })
    return undefined
  }
}

function cannotRead(error: unknown): string {
  return `it cannot be read: ${describeError(error)}`
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

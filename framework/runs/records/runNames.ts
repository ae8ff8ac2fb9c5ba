import path from 'node:path'
import { withoutCommonStart } from '../../text/shorten.ts'
import type { LoadedRun } from '../runRecord.ts'

type NamedRun = Pick<LoadedRun, 'name' | 'runDir' | 'directory' | 'files'>

/**
 * A short name for every run that tells it from the others: the tracker's, where that is unique, or
 * else the end of its path, as many parts as it takes, without what all begin and end with.
 */
export function runNames(runs: readonly NamedRun[]): string[] {
  const given = new Map<string, number>()
  for (const { name } of runs) if (name) given.set(name, (given.get(name) ?? 0) + 1)
  const ends = shortEnds(runs)
  const names = runs.map(({ name }, at) =>
    name && given.get(name) === 1 ? name : (ends[at] as string),
  )
  // A tracker's name may be the end of another run's path.
  return new Set(names).size === names.length ? names : ends
}

function shortEnds(runs: readonly NamedRun[]): string[] {
  const paths = runs.map(({ runDir }) => runDir)
  const parts = withoutCommonEnd(runs.map(partsOf))
  for (let kept = 1; ; kept++) {
    const ends = parts.map((each) => each.slice(-kept).join('/'))
    const isEnough = new Set(ends).size === paths.length
    if (!isEnough && parts.some((each) => each.length > kept)) continue
    return isEnough ? withWord(ends) : [...paths]
  }
}

/** The folders of a path; for a record in a file, the file and the parts of its id. */
function partsOf({ runDir, directory, files }: NamedRun): string[] {
  for (let at = runDir.indexOf('#'); at >= 0; at = runDir.indexOf('#', at + 1)) {
    const place = runDir.slice(0, at)
    // A folder may have the sign in its name.
    const isFile = files.some(({ name }) => path.posix.join(directory, name) === place)
    if (isFile) return [...place.split('/'), ...runDir.slice(at + 1).split('/')]
  }
  return runDir.split('/')
}

/** Without the last parts that all have, but for the first one of each. */
function withoutCommonEnd(parts: readonly string[][]): string[][] {
  const shortest = Math.min(...parts.map(({ length }) => length))
  let common = 0
  const last = (each: readonly string[]) => each.at(-1 - common)
  while (
    parts.length > 1 &&
    common < shortest - 1 &&
    parts.every((each) => last(each) === last(parts[0] as string[]))
  ) {
    common++
  }
  return parts.map((each) => each.slice(0, each.length - common))
}

/**
 * `job0` of `run_x_job0`, but `version_0` and `2026-01-31` whole: a number alone names nothing, and
 * what begins with one is cut within a date or a word. Several folders stay whole too.
 */
function withWord(names: readonly string[]): string[] {
  const short = withoutCommonStart(names)
  const isWord = (name: string) => /^[^\d/][^/]*$/.test(name)
  return short.every(isWord) ? short : [...names]
}

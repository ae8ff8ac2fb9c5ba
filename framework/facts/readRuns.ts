import { readInParallel } from './readInParallel.ts'
import type { ReadRunOptions } from './readRun.ts'
import type { RunResult } from './runFacts.ts'
import { fingerprintRun, RunsCache } from './runsCache.ts'

/**
 * Reads runs in the order that they are given, from the cache where they have not changed since.
 */
export async function readRuns(
  runDirs: readonly string[],
  options: ReadRunOptions,
  cacheDir: string | undefined,
): Promise<RunResult[]> {
  if (cacheDir === undefined) return readInParallel(runDirs, options)
  const cache = new RunsCache(cacheDir, options)
  // Taken before reading: a run that is written meanwhile is read again the next time.
  const fingerprints = new Map(runDirs.map((runDir) => [runDir, fingerprintRun(runDir)]))
  const known = new Map<string, RunResult>()
  for (const [runDir, fingerprint] of fingerprints) {
    const result = cache.get(runDir, fingerprint)
    if (result) known.set(runDir, result)
  }
  const fresh = await readInParallel(
    runDirs.filter((runDir) => !known.has(runDir)),
    options,
  )
  for (const result of fresh) {
    known.set(result.runDir, result)
    const isLasting = result.status === 'loaded' && !result.dependsOnEnvironment
    if (isLasting) cache.set(result, fingerprints.get(result.runDir) as string)
  }
  cache.save()
  return runDirs.map((runDir) => known.get(runDir) as RunResult)
}

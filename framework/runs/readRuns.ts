import { fingerprintRun, RunsCache } from './cache/runsCache.ts'
import { readInParallel } from './parallel/readInParallel.ts'
import type { ReadRunOptions } from './readRun.ts'
import { describeError } from './reasons.ts'
import type { RunFinding, RunResult } from './runRecord.ts'

/**
 * Reads runs in the order that they are given, from the cache where they have not changed since.
 */
export async function readRuns(
  runDirs: readonly string[],
  options: ReadRunOptions,
  cacheDir: string | undefined,
): Promise<{ results: RunResult[]; findings: RunFinding[] }> {
  if (cacheDir === undefined) {
    return { results: await readInParallel(runDirs, options), findings: [] }
  }
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
  return {
    results: runDirs.map((runDir) => known.get(runDir) as RunResult),
    findings: await saveCache(cache, cacheDir),
  }
}

/** A cache that cannot be written costs time, not the report. */
async function saveCache(cache: RunsCache, cacheDir: string): Promise<RunFinding[]> {
  try {
    await cache.save()
    return []
  } catch (error) {
    const detail = `${cacheDir}: ${describeError(error)}`
    return [{ kind: 'cache-not-written', runDir: cacheDir, detail }]
  }
}

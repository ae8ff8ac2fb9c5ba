import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Vitest } from 'vitest/node'
import { fileKind } from '../files/fileKind.ts'

/** What reports write: files in their directories and caches, and the pointers in runs. */
const OF_REPORTS =
  /[\\/](?:report_\d{8}-\d{6}_[^\\/]*|\.cache)[\\/]|[\\/](?:report_pointer\.txt|index\.html)$/

/** What the reports of a file are made from. */
export interface WatchedRuns {
  /** Folders and files in which runs may change or appear, absolute. */
  readonly folders: readonly string[]
  /** Kinds of files that were read; undefined: not known yet, so that any may be. */
  readonly fileKinds: readonly string[] | undefined
}

/**
 * Makes Vitest run reports again when files of their runs change, so that a training is followed live.
 * Runs usually lie outside the project, so their folders are added to the watcher once a report has
 * said where they are.
 */
export class RunsWatcher {
  readonly #vitest: Vitest
  /** By report file. */
  readonly #watched = new Map<string, WatchedRuns>()
  /** Folders that the watcher was given when they were there. */
  readonly #given = new Set<string>()

  constructor(vitest: Vitest) {
    this.#vitest = vitest
    if (!vitest.config.watch) return
    vitest.config.watchTriggerPatterns ??= []
    vitest.config.watchTriggerPatterns.push({
      pattern: /./,
      testsToRun: (file) => {
        const reports = this.reportsOf(file)
        // An empty list would be run, too.
        return reports.length > 0 ? reports : undefined
      },
    })
    // Of a file that is gone Vitest runs nothing again.
    vitest.vite.watcher.on('unlink', (file) => {
      if (this.reportsOf(file).length > 0) vitest.watcher.onFileChange(file)
    })
  }

  /** @param runs of the report file, in place of those that were known before */
  watch(reportFile: string, runs: WatchedRuns): void {
    this.#watched.set(reportFile, runs)
    if (!this.#vitest.config.watch) return
    // The watcher looks through all files of a folder that it is given, also where it knows them.
    const others = runs.folders.filter((folder) => !this.#given.has(folder))
    this.#vitest.vite.watcher.add(others)
    // One that is yet to be made is given again.
    for (const folder of others) if (existsSync(folder)) this.#given.add(folder)
  }

  /** The report files that a changed file makes out of date. */
  reportsOf(file: string): string[] {
    if (OF_REPORTS.test(file)) return []
    return [...this.#watched].filter(([, runs]) => concerns(runs, file)).map(([report]) => report)
  }
}

function concerns({ folders, fileKinds }: WatchedRuns, file: string): boolean {
  if (!folders.some((folder) => isIn(folder, file))) return false
  return fileKinds === undefined || fileKinds.includes(fileKind(file))
}

function isIn(folder: string, file: string): boolean {
  const below = path.relative(folder, file)
  return below !== '..' && !below.startsWith(`..${path.sep}`) && !path.isAbsolute(below)
}

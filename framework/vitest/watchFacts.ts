import path from 'node:path'
import type { Vitest } from 'vitest/node'
import { parseOverride } from '../config/overrides/parseOverride.ts'
import { inferOutputRoot } from '../output/outputRoot.ts'
import type { ProvidedRequest } from './runner.ts'

/** The files of a run whose change makes a report worth making again; not what reports write. */
const FACTS = /[\\/]facts[\\/](?:events\.jsonl|scalars\.csv)$/

/**
 * Makes Vitest run the reports again when facts of their inputs change: a training that goes on is
 * followed live. Runs usually lie outside the project, so their folders are added to the watcher.
 */
export function watchFacts(vitest: Vitest, request: ProvidedRequest): void {
  const root = path.resolve(request.cwd, inferOutputRoot(inputPaths(request.overrides)))
  vitest.vite.watcher.add([path.join(root, 'runs'), path.join(root, 'multiruns')])
  vitest.config.watchTriggerPatterns ??= []
  vitest.config.watchTriggerPatterns.push({
    pattern: FACTS,
    testsToRun: () => vitest.state.getFilepaths().filter((file) => file.endsWith('.report.ts')),
  })
}

function inputPaths(overrides: readonly string[]): string[] {
  return overrides
    .filter((word) => /^[+]*inputs\.(?:sweep_dir|run_dirs)=/.test(word))
    .flatMap((word) => [parseOverride(word).value].flat())
    .map(String)
}

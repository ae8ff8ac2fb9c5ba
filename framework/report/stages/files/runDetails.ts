import path from 'node:path'
import { commandOfJob } from '../../../compare/ranking/repeatCommand.ts'
import type { SweepPaths } from '../../../output/data/sweepPaths.ts'
import type { RunDetails } from '../../../output/page/data/writtenReport.ts'
import type { RunFile } from '../../../runs/loadRuns.ts'

/** Command lines stand in two small files of each run, which takes its time on a network disk. */
const MAX_COMMANDS = 2000

/** The text of `data/run_details.json`. */
export function runDetailsJson(
  runDirs: readonly string[],
  files: readonly Pick<RunFile, 'path'>[],
  { paths, cwd }: { readonly paths: SweepPaths; readonly cwd: string },
): string {
  const byRun = filesByRun(runDirs, files, cwd)
  const details = runDirs.map((runDir): RunDetails => {
    const command = runDirs.length > MAX_COMMANDS ? undefined : commandOfJob(runDir)
    return {
      run_dir: paths.relative(runDir),
      command: command === undefined ? null : paths.inText(command),
      files: byRun(runDir).map(paths.relative),
    }
  })
  return `[\n${details.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`
}

/** A file belongs to the run in whose directory it lies, or whose record it holds. */
function filesByRun(
  runDirs: readonly string[],
  files: readonly Pick<RunFile, 'path'>[],
  cwd: string,
): (runDir: string) => readonly string[] {
  const placeOf = (runDir: string) => path.resolve(cwd, runDir.replace(/#[^/]*$/, ''))
  const places = new Map(runDirs.map((runDir) => [placeOf(runDir), [] as string[]]))
  for (const { path: file } of files) {
    for (let at = path.resolve(cwd, file); ; at = path.dirname(at)) {
      const found = places.get(at)
      if (found) found.push(file)
      if (found || at === path.dirname(at)) break
    }
  }
  return (runDir) => places.get(placeOf(runDir)) ?? []
}

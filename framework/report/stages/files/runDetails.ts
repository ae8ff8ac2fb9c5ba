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
  // Most files share their folder with others of the run.
  const folders = new Map<string, { at: string; filesOfRun: string[] | undefined }>()
  const lookUp = (folder: string) => {
    const at = path.resolve(cwd, folder)
    const found = { at, filesOfRun: filesAbove(at, places) }
    folders.set(folder, found)
    return found
  }
  for (const { path: file } of files) {
    const folder = path.dirname(file)
    const { at, filesOfRun } = folders.get(folder) ?? lookUp(folder)
    const ofRecord = places.get(`${at}${path.sep}${path.basename(file)}`)
    ;(ofRecord ?? filesOfRun)?.push(file)
  }
  return (runDir) => places.get(placeOf(runDir)) ?? []
}

/** The files of the run in whose directory a folder lies, or is. */
function filesAbove(folder: string, places: ReadonlyMap<string, string[]>): string[] | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = places.get(at)
    if (found || at === path.dirname(at)) return found
  }
}

import path from 'node:path'
import { isDirectory } from '../files/isDirectory.ts'
import { ownCommand } from '../files/machine/ownCommand.ts'
import { findProjectRoot, knownReports } from '../report/config/project.ts'
import { discoverRuns } from '../runs/search/discovery.ts'
import { normaliseRunPath } from '../runs/search/runPath.ts'
import { searchTree } from '../runs/search/searchTree.ts'
import type { WalkLimits } from '../runs/search/walkTree.ts'
import { ALL_SOURCES } from '../runs/sources/allSources.ts'
import { count } from '../text/counts.ts'
import { printable } from '../text/printable.ts'
import { shellWords } from '../text/shellWords.ts'
import { Terminal } from '../vitest/terminal/terminal.ts'
import { fitCommands } from './terminal.ts'

/** Where Hydra and the usual trackers leave runs. */
const USUAL_PLACES = ['multirun', 'outputs', 'lightning_logs', 'mlruns', 'wandb', 'logs', 'runs']

/** Folder of a project with the sweeps of its tests. */
const FIXTURES = 'fixtures'
/** How far the directory itself is searched: somebody may stand in a home directory. */
const SEARCHED: WalkLimits = { depth: 6, directories: 3_000 }
/** Where runs lie in more folders than these, the directory that holds them is named. */
const NAMED_FOLDERS = 4

/** A place with runs, relative to the working directory. */
interface PlaceOfRuns {
  readonly place: string
  readonly runs: number
}

/**
 * Prints what can be done with the working directory: the runs that lie in the usual places, or else
 * anywhere below, and the reports that can be made of them.
 */
export async function printOverview(): Promise<void> {
  const usual = await Promise.all(
    USUAL_PLACES.filter(isDirectory).map(async (place) => ({
      place,
      runs: (await discoverRuns({ sweepDir: place })).length,
    })),
  )
  const inUsual = usual.filter(({ runs }) => runs > 0)
  const found = inUsual.length > 0 ? inUsual : placesBelow()
  const root = findProjectRoot(process.cwd())
  const reports = [...knownReports(root).keys()]
  const place = found[0]?.place ?? 'DIR'
  const commands = [
    ['runs', place],
    ['-n', 'compare_runs', `inputs.sweep_dir=${place}`],
    ...(isDirectory(path.join(root, 'reports')) ? [] : [['init']]),
    ['--help'],
  ]
  const lines = [
    found.length === 0
      ? 'No runs were found in this directory; say where they lie in place of DIR.'
      : `Runs here: ${found.map(({ place, runs }) => `${place} (${count(runs, 'run')})`).join(', ')}`,
    `Reports: ${reports.join(', ')}`,
    'Next:',
  ]
  const terminal = new Terminal()
  for (const line of lines) terminal.line(line)
  for (const words of commands)
    terminal.raw(`${fitCommands(printable(`  ${ownCommand()} ${shellWords(words)}`))}\n`)
}

/** The folders of the working directory with runs, or itself; fixtures of reports are nobody's sweep. */
function placesBelow(): PlaceOfRuns[] {
  const here = normaliseRunPath('.')
  const { jobs } = searchTree(here, { sources: ALL_SOURCES, limits: SEARCHED })
  const inside = jobs.map(({ directory }) => path.relative(here, directory).split(path.sep))
  const folders = new Map<string, number>()
  for (const [folder = ''] of inside) {
    if (folder !== FIXTURES) folders.set(folder, (folders.get(folder) ?? 0) + 1)
  }
  const isRun = inside.some((parts) => parts.length === 1)
  const places = Array.from(folders, ([place, runs]) => ({ place, runs }))
  if (!isRun && places.length <= NAMED_FOLDERS) return places
  return [{ place: '.', runs: places.reduce((sum, { runs }) => sum + runs, 0) }]
}

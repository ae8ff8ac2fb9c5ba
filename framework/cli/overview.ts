import path from 'node:path'
import { isDirectory } from '../files/isDirectory.ts'
import { findProjectRoot, knownReports } from '../report/config/project.ts'
import { discoverRuns } from '../runs/search/discovery.ts'
import { count } from '../text/counts.ts'
import { printable } from '../text/printable.ts'
import { shellWords } from '../text/shellWords.ts'

/** Where Hydra and the usual trackers leave runs. */
const USUAL_PLACES = ['multirun', 'outputs', 'lightning_logs', 'mlruns', 'wandb', 'logs', 'runs']

/**
 * Prints what can be done with the working directory: the runs that lie in the usual places, and the
 * reports that can be made of them.
 */
export async function printOverview(): Promise<void> {
  const places = USUAL_PLACES.filter(isDirectory)
  const counts = await Promise.all(
    places.map(async (place) => ({
      place,
      runs: (await discoverRuns({ sweepDir: place })).length,
    })),
  )
  const found = counts.filter(({ runs }) => runs > 0)
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
      ? `No runs were found in ${USUAL_PLACES.join(', ')} of this directory; name theirs instead of DIR.`
      : `Runs here: ${found.map(({ place, runs }) => `${place} (${count(runs, 'run')})`).join(', ')}`,
    `Reports: ${reports.join(', ')}`,
    'Next:',
    ...commands.map((words) => `  thesis-report ${shellWords(words)}`),
  ]
  process.stdout.write(`${lines.map(printable).join('\n')}\n`)
}

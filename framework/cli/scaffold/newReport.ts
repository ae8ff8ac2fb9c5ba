import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { ownCommand } from '../../files/machine/ownCommand.ts'
import { removeOnExit } from '../../files/removeOnExit.ts'
import { findProjectRoot, fixtureFolder, knownReports } from '../../report/config/project.ts'
import { loadRuns } from '../../runs/loadRuns.ts'
import { nearest } from '../../text/nearest.ts'
import { requireVitest } from '../../vitest/expectVitest4.ts'
import { configTemplate, reportTemplate } from './templates.ts'

/** The report that new ones begin as, and the fixture that they begin with. */
const START = 'compare_runs'

/** Options of `thesis-report new`. */
export interface NewOptions {
  readonly from?: string
  readonly metric?: string
}

/**
 * Writes a report, its config, its fixture and its snapshots, and prints what to do next.
 *
 * @returns the exit code: 1 where the report fails over its fixture
 * @throws {ReportError} USAGE for a name that is taken or is none, and a metric that the fixture lacks
 */
export async function newReport(
  name: string,
  { from = START, metric }: NewOptions,
  projectRoot = findProjectRoot(process.cwd()),
): Promise<number> {
  expectName(name, projectRoot)
  if (from !== START) {
    throw new ReportError('USAGE', `--from ${from} is not known: new reports begin as ${START}.`)
  }
  const fixture = path.join(projectRoot, 'fixtures', name)
  const source = existsSync(fixture) ? fixture : fixtureFolder(projectRoot, START)
  if (metric !== undefined) await expectMetric(source, { name, metric })
  requireVitest()
  const report = path.join('reports', name, `${name}.report.ts`)
  const config = path.join('configs/report', `${name}.yaml`)
  // Interrupted half-way, it would stand in the way of the next attempt.
  const begun = [path.dirname(report), config, ...(source === fixture ? [] : [`fixtures/${name}`])]
  const keep = begun.map((place) => removeOnExit(path.join(projectRoot, place)))
  write(projectRoot, report, reportTemplate(name))
  write(projectRoot, config, configTemplate(name, metric))
  if (source !== fixture) {
    cpSync(path.join(source, 'outputs'), path.join(fixture, 'outputs'), { recursive: true })
  }
  const { runVitest } = await import('../runVitest.ts')
  const { exitCode } = await runVitest({
    projectRoot,
    file: path.join(projectRoot, report),
    jobs: [[]],
    verbosity: 'normal',
    isFixture: true,
  })
  for (const keepPlace of keep) keepPlace()
  const written = [report, config, `fixtures/${name}/`, `reports/${name}/expected/`]
  process.stdout.write(
    [
      '',
      `Written: ${written.join(', ')}`,
      'Next:',
      `  ${ownCommand()} -n ${name} inputs.sweep_dir=DIR    # over your runs`,
      `  npx vitest run reports/${name}                       # over the fixture, against the snapshots`,
      '',
    ].join('\n'),
  )
  return exitCode
}

/**
 * Refuses a name before anything is written.
 *
 * @throws {ReportError} USAGE for a name that is taken or is none
 */
export function expectName(name: string, projectRoot: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new ReportError(
      'USAGE',
      `"${name}" cannot name a report: use small letters, digits and _, such as my_report.`,
    )
  }
  const there = [
    path.join(projectRoot, 'reports', name),
    path.join(projectRoot, 'configs/report', `${name}.yaml`),
  ].find(existsSync)
  if (there === undefined && !knownReports(projectRoot).has(name)) return
  throw new ReportError(
    'USAGE',
    `There is a report "${name}" already${there ? ` (${there})` : ', of this package'}. Choose another name; nothing was written.`,
  )
}

/** Of the fixture: the snapshots are made over it. */
async function expectMetric(
  fixture: string,
  { name, metric }: { readonly name: string; readonly metric: string },
): Promise<void> {
  const { runs } = await loadRuns({ sweepDir: path.join(fixture, 'outputs/multiruns/*') })
  const columns = runs.columnNames()
  if (columns.some((column) => column === metric || column.startsWith(`${metric}.`))) return
  const known = columns.filter((column) => column.endsWith('.best'))
  const near = nearest(metric, known)
  throw new ReportError(
    'USAGE',
    `--metric: the runs of the fixture have no "${metric}", but ${known.join(', ')}. ` +
      `${near === undefined ? '' : `Did you mean ${near}? `}For a metric of your own runs, make a fixture of them ` +
      `first: ${ownCommand()} fixture DIR --name ${name}`,
  )
}

function write(root: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text, { flag: 'wx' })
}

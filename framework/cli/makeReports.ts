import { resolveConfig } from '../config/compose/composeConfig.ts'
import { ConfigRepository } from '../config/compose/configRepository.ts'
import { expandSweep } from '../config/compose/expandSweep.ts'
import { parseOverrideText } from '../config/overrides/overrideGrammar.ts'
import { dumpYaml } from '../config/yaml/dumpYaml.ts'
import { ReportError } from '../errors.ts'
import { composeReportTree } from '../report/config/composeReportTree.ts'
import { configDirs, findProjectRoot } from '../report/config/project.ts'
import { composeReportConfig } from '../report/config/reportConfig.ts'
import { shellWords } from '../text/shellWords.ts'
import { requireVitest } from '../vitest/expectVitest4.ts'
import type { Verbosity } from '../vitest/terminal/chooseReporters.ts'
import { findReport } from './findReport.ts'
import type { ReportOptions } from './options.ts'
import { parseShard } from './parseShard.ts'
import type { RunOutcome } from './runVitest.ts'
import { printData, printError } from './terminal.ts'

/**
 * Makes the report that `--config-name` names, or one for each job of a multirun, by running its
 * spec through Vitest.
 *
 * @throws {ReportError} USAGE for a wrong command line, REPORT_INVALID for a report that is there
 *   twice; what composing the config throws
 */
export async function makeReports(
  words: readonly string[],
  options: ReportOptions,
): Promise<RunOutcome> {
  const shard = options.shard === undefined ? undefined : parseShard(options.shard)
  const projectRoot = findProjectRoot(process.cwd())
  const { name, file } = findReport(options.configName, projectRoot)
  const jobs = options.multirun
    ? expandSweep(words, {
        groupOptions: (group) => new ConfigRepository(configDirs(projectRoot)).options(group),
      })
    : [words]
  if (options.cfg !== undefined) {
    const texts = jobs.map((job) => {
      const overrides = job.map(parseOverrideText)
      const { tree, warnings } = composeReportTree({ projectRoot, name, overrides })
      for (const warning of warnings) printError(`Warning: ${warning}`)
      const text = dumpYaml(options.resolve ? resolveConfig(tree) : tree)
      return jobs.length > 1 ? `# ${shellWords(job)}\n${text}` : text
    })
    printData(texts.join('---\n'))
    return { ...NOTHING_RUN, exitCode: 0 }
  }
  if (options.resolve) throw new ReportError('USAGE', '--resolve needs --cfg job.')
  // A typo shows before Vitest starts, as a plain message.
  for (const job of jobs) {
    composeReportConfig({ projectRoot, name, overrides: job.map(parseOverrideText) })
  }
  requireVitest()
  const { runVitest } = await import('./runVitest.ts')
  const { onlyMerge = false } = options
  return runVitest({ projectRoot, file, jobs, shard, onlyMerge, verbosity: verbosityOf(options) })
}

const NOTHING_RUN = { workDone: [], failures: [], reports: [], keptIn: [], lacksResults: false }

function verbosityOf({ quiet, json, verbose }: ReportOptions): Verbosity {
  if (json) return 'json'
  if (quiet) return 'quiet'
  return verbose ? 'verbose' : 'normal'
}

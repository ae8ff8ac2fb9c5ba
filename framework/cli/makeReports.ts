import path from 'node:path'
import { createVitest } from 'vitest/node'
import { ConfigRepository } from '../config/compose/configRepository.ts'
import { expandSweep } from '../config/compose/expandSweep.ts'
import { dumpYaml } from '../config/yaml/dumpYaml.ts'
import { ReportError } from '../errors.ts'
import { composeReportConfig, reportConfigTree } from '../report/config/reportConfig.ts'
import type { ReportOptions } from './program.ts'
import { knownReports, PROJECT_ROOT } from './projectRoot.ts'

/**
 * Makes the report that `--config-name` names, or one for each job of a multirun, by running its
 * spec through Vitest. Returns the exit code.
 *
 * @throws ReportError `USAGE` for a wrong command line; what composing the config throws.
 */
export async function makeReports(
  overrides: readonly string[],
  options: ReportOptions,
): Promise<number> {
  const name = requireReport(options.configName)
  if (options.cfg !== undefined) {
    if (options.cfg !== 'job') {
      throw new ReportError('USAGE', `--cfg ${options.cfg} is not known. Use --cfg job.`)
    }
    const tree = reportConfigTree({ configDir: CONFIG_DIR, name, overrides })
    process.stdout.write(dumpYaml(tree))
    return 0
  }
  const jobs = options.multirun ? expandSweep(overrides, { groupOptions }) : [overrides]
  // A typo shows before Vitest starts, as a plain message.
  for (const job of jobs) composeReportConfig({ configDir: CONFIG_DIR, name, overrides: job })
  return runReports(name, jobs)
}

const CONFIG_DIR = path.join(PROJECT_ROOT, 'configs')

function groupOptions(group: string): readonly string[] {
  return new ConfigRepository(CONFIG_DIR).options(group)
}

function requireReport(name: string | undefined): string {
  const known = knownReports()
  if (name !== undefined && known.includes(name)) return name
  const problem =
    name === undefined ? 'Which report? Name it' : `There is no report "${name}". Name one`
  throw new ReportError('USAGE', `${problem} with --config-name: ${known.join(', ')}.`)
}

async function runReports(name: string, jobs: readonly (readonly string[])[]): Promise<number> {
  const vitest = await createVitest('test', {
    root: PROJECT_ROOT,
    config: path.join(PROJECT_ROOT, 'vitest.config.ts'),
    project: ['reports'],
    watch: false,
  })
  try {
    const [project] = vitest.projects
    let failed = false
    for (const overrides of jobs) {
      project?.provide('reportRequest', {
        overrides,
        filters: [name],
        cwd: process.cwd(),
        projectRoot: PROJECT_ROOT,
        needsInputs: true,
        isWatching: false,
      })
      const { testModules, unhandledErrors } = await vitest.start([
        path.join('reports', name, `${name}.report.ts`),
      ])
      failed ||= unhandledErrors.length > 0 || !testModules.every((module) => module.ok())
    }
    return failed ? 1 : 0
  } finally {
    await vitest.close()
  }
}

import path from 'node:path'
import type { Job } from '../../cluster/engines/engine.ts'
import { madeWith } from '../../cluster/madeWith.ts'
import {
  ENGINES,
  type EngineName,
  type Plan,
  partsOf,
  planFile,
  readPlan,
} from '../../cluster/plan.ts'
import { makePlanFolder, planFolders } from '../../cluster/planFolder.ts'
import { planStatus } from '../../cluster/planStatus.ts'
import { gpusPerShard, siteSettings } from '../../cluster/siteSettings.ts'
import { parseOverrideText } from '../../config/overrides/overrideGrammar.ts'
import { ReportError } from '../../errors.ts'
import { removeOnExit } from '../../files/removeOnExit.ts'
import { expectCache } from '../../report/config/expectCache.ts'
import { inputsFromConfig, namesInputs } from '../../report/config/inputs.ts'
import { findProjectRoot } from '../../report/config/project.ts'
import { composeReportConfig } from '../../report/config/reportConfig.ts'
import { didYouMean } from '../../text/nearest.ts'
import { findReport } from '../findReport.ts'
import type { SubmitOptions } from '../options.ts'
import { printError } from '../terminal.ts'
import { expectUnixShell } from './expectUnixShell.ts'
import { expectWorkable } from './expectWorkable.ts'
import type { ReportWords } from './reportWords.ts'
import { submitJob } from './submitJob.ts'

/**
 * Divides a report among jobs: writes what they need into `<output root>/.cluster/<id>` and submits them.
 * Returns the exit code.
 *
 * @throws {ReportError} USAGE, OUTPUT_NOT_WRITABLE, SUBMIT_FAILED; what composing the config throws
 */
export async function submit(
  { name: asked, overrides }: ReportWords,
  { engine: engineName, shards: shardsText, dryRun = false }: SubmitOptions,
): Promise<number> {
  expectUnixShell()
  const engine = expectEngine(engineName)
  const shards = expectShards(shardsText)
  const cwd = process.cwd()
  const projectRoot = findProjectRoot(cwd)
  const { name, file } = findReport(asked, projectRoot)
  const request = { projectRoot, name, overrides: overrides.map(parseOverrideText) }
  const { config, warnings } = composeReportConfig(request)
  for (const warning of warnings) printError(`Warning: ${warning}`)
  expectCache(config, 'submit')
  if (!namesInputs(config)) {
    throw new ReportError('USAGE', 'Say over which runs, such as inputs.sweep_dir=DIR.')
  }
  const site = siteSettings(config)
  const { outputRoot, inputs } = await inputsFromConfig(config, { cwd, projectRoot })
  await expectWorkable({ name, file, projectRoot, config, inputs })
  const made_with = madeWith(request, file)
  for (const other of await unfinished(outputRoot, { name, made_with })) {
    printError(
      `Warning: ${other} does the same and is not done: what both compute at the same time is computed twice.`,
    )
  }
  const now = new Date()
  const folder = await makePlanFolder(outputRoot, name, now)
  const keepFolder = removeOnExit(folder)
  const plan: Plan = {
    ...{ format: 1, id: path.basename(folder), engine, shards, report: name },
    ...{ words: [...overrides], cwd, created_utc: now.toISOString(), made_with },
  }
  const job: Job = { plan, folder, parts: partsOf(plan), site, gpus: gpusPerShard(site, config) }
  return submitJob(job, { dryRun, keepFolder })
}

function expectEngine(name: string | undefined): EngineName {
  const engine = ENGINES.find((each) => each === name)
  if (engine !== undefined) return engine
  const problem =
    name === undefined ? '' : `There is no engine "${name}". ${didYouMean(name, ENGINES)}`
  throw new ReportError(
    'USAGE',
    `${problem}Say what runs the jobs: --engine ${ENGINES.join(', ')}.`,
  )
}

function expectShards(text: string | undefined): number {
  const shards = /^\d+$/.test(text ?? '') ? Number(text) : 0
  if (shards >= 1 && shards <= MAX_SHARDS) return shards
  throw new ReportError(
    'USAGE',
    `${text === undefined ? '--shards N is missing' : `--shards ${text}`}: expected the number of jobs to divide the work among, 1 to ${MAX_SHARDS}.`,
  )
}

/** The largest array that Slurm takes unless a site allows more (MaxArraySize 1001). */
const MAX_SHARDS = 1000

/** Ids of plans for the same report that are being worked on. */
async function unfinished(
  outputRoot: string,
  { name, made_with }: { readonly name: string; readonly made_with: Plan['made_with'] },
): Promise<string[]> {
  const ids: string[] = []
  /** Of these nothing is asked again. */
  const silent = new Set<EngineName>()
  for (const folder of planFolders(outputRoot)) {
    const plan = readPlanIfSound(folder)
    if (plan?.report !== name) continue
    if (plan.made_with.config_sha256 !== made_with.config_sha256) continue
    if (silent.has(plan.engine)) continue
    const { jobs, noAnswer } = await planStatus(plan, folder)
    if (noAnswer !== undefined) silent.add(plan.engine)
    if (jobs.some(({ state }) => ['running', 'waiting'].includes(state))) ids.push(plan.id)
  }
  return ids
}

/** Plans of other versions do other work. */
function readPlanIfSound(folder: string): Plan | undefined {
  try {
    return readPlan(planFile(folder))
  } catch (error) {
    if (error instanceof ReportError) return undefined
    throw error
  }
}

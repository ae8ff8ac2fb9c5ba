import path from 'node:path'
import { expectAsPlanned, madeWith } from '../../cluster/madeWith.ts'
import { beginRecord, type PartOutcome } from '../../cluster/partRecord.ts'
import { type Part, type Plan, readPlan } from '../../cluster/plan.ts'
import { parseOverrideText } from '../../config/overrides/overrideGrammar.ts'
import { ReportError } from '../../errors.ts'
import { findProjectRoot } from '../../report/config/project.ts'
import { findReport } from '../findReport.ts'
import { makeReports } from '../makeReports.ts'

/** Of jobs that would be refused again. */
const REFUSED = 2

/**
 * Does one job of a plan: a shard, or the report of what all shards have left. What came of it stands beside
 * the plan. Returns the exit code: 2 where programs or config are not as planned.
 *
 * @throws {ReportError} PLAN_INVALID, USAGE for a part that the plan does not have
 */
export async function workPart(planPath: string, partText: string): Promise<number> {
  const plan = readPlan(planPath)
  const part = parsePart(partText, plan)
  const record = await beginRecord(path.dirname(path.resolve(planPath)), part)
  try {
    process.chdir(plan.cwd)
    expectAsPlanned(plan, stateOfThings(plan))
    const { exitCode, told, failures, keptIn, reports } = await makeReports(plan.words, {
      configName: plan.report,
      ...(part === 'report' ? { onlyMerge: true } : { shard: `${part}/${plan.shards}` }),
    })
    const outcome: PartOutcome = { told, reasons: failures, keptIn, report: reports[0] ?? null }
    // A report of which a figure failed is made; so is one whose gate does not hold.
    const isDone = exitCode === 0 || reports.length > 0
    await record.end(isDone ? 'done' : 'failed', outcome)
    return exitCode
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    await record.end('failed', { reasons: [error.message] })
    if (error.code !== 'PLAN_OUTDATED') throw error
    process.stderr.write(`${error.message}\n`)
    return REFUSED
  }
}

function stateOfThings({ report, words, cwd }: Plan) {
  const projectRoot = findProjectRoot(cwd)
  const { name, file } = findReport(report, projectRoot)
  return madeWith({ projectRoot, name, overrides: words.map(parseOverrideText) }, file)
}

function parsePart(text: string, { shards }: Plan): Part {
  if (text === 'report') return text
  const shard = /^\d+$/.test(text) ? Number(text) : 0
  if (shard >= 1 && shard <= shards) return shard
  throw new ReportError(
    'USAGE',
    `${text}: expected the number of a shard, 1 to ${shards}, or report.`,
  )
}

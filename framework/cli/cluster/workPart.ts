import path from 'node:path'
import { expectAsPlanned, madeWith } from '../../cluster/madeWith.ts'
import { beginRecord, type PartOutcome } from '../../cluster/partRecord.ts'
import { type Part, type Plan, readPlan } from '../../cluster/plan.ts'
import { parseOverrideText } from '../../config/overrides/overrideGrammar.ts'
import { ReportError } from '../../errors.ts'
import { isOfFile } from '../../files/isOfFile.ts'
import { findProjectRoot } from '../../report/config/project.ts'
import { findReport } from '../findReport.ts'
import { makeReports } from '../makeReports.ts'

/** The exit code of jobs that would be refused again. */
const REFUSED = 2

/**
 * Does one job of a plan: a shard, or the report of what all shards have left. Its outcome is recorded beside
 * the plan. Returns the exit code: 2 where programs or config are not as planned; 0 where a report is made,
 * even without a figure, since a batch system would otherwise make it again.
 *
 * @throws {ReportError} PLAN_INVALID; USAGE for a part that the plan does not have; OUTPUT_NOT_WRITABLE
 */
export async function workPart(planPath: string, partText: string): Promise<number> {
  const plan = readPlan(planPath)
  const part = parsePart(partText, plan)
  const record = await recorded(beginRecord(path.dirname(path.resolve(planPath)), part))
  try {
    enter(plan)
    expectAsPlanned(plan, madeWithNow(plan))
    const made = await makeReports(plan.words, {
      configName: plan.report,
      ...(part === 'report' ? { onlyMerge: true } : { shard: `${part}/${plan.shards}` }),
    })
    const { exitCode, workDone, failures, keptIn, reports, lacksResults } = made
    const outcome: PartOutcome = {
      ...{ workDone, reasons: failures, keptIn, lacksResults },
      report: reports[0] ?? null,
    }
    // A report of which a figure failed is made; so is one whose gate does not hold.
    const isDone = exitCode === 0 || reports.length > 0
    await recorded(record.end(isDone ? 'done' : 'failed', outcome))
    return isDone ? 0 : exitCode
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    await recorded(record.end('failed', { reasons: [reason] }))
    if (!(error instanceof ReportError) || error.code !== 'PLAN_OUTDATED') throw error
    process.stderr.write(`${error.message}\n`)
    return REFUSED
  }
}

/** @throws {ReportError} OUTPUT_NOT_WRITABLE where the record of a job cannot be written */
async function recorded<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing
  } catch (cause) {
    if (!isOfFile(cause)) throw cause
    const problem = `The job's state cannot be written: ${(cause as Error).message}.`
    throw new ReportError('OUTPUT_NOT_WRITABLE', `${problem} Make room, and submit it again.`, {
      cause,
    })
  }
}

/** @throws {ReportError} PLAN_OUTDATED where this machine does not have the folder of the submission */
function enter({ id, cwd }: Plan): void {
  try {
    process.chdir(cwd)
  } catch (cause) {
    if (!isOfFile(cause)) throw cause
    throw new ReportError(
      'PLAN_OUTDATED',
      `${id} was submitted from ${cwd}, which this machine cannot enter: ${(cause as Error).message}. ` +
        'Submit from a folder that all nodes see.',
      { cause },
    )
  }
}

function madeWithNow({ report, words, cwd }: Plan) {
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

import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { isOfFile } from '../../files/isOfFile.ts'
import { writeAtomically } from '../../files/writeAtomically.ts'
import { readShard, type ShardRead } from '../../runs/readShard.ts'
import type { Shard } from '../../runs/shard.ts'
import { count } from '../../text/counts.ts'
import type { ReportInputs } from '../spec/defineReport.ts'
import type { InferModel } from '../spec/inferHook.ts'
import { failuresToldOnce } from './inference/failuresToldOnce.ts'
import { Stage } from './stage.ts'

/** A shard of a report's work, laid out as stages. */
export interface ShardPlan {
  readonly read: Stage<ShardRead>
  /** One for each of the shard's models, named `infer <run>`. */
  readonly models: readonly Stage<unknown>[]
  /** What was done, a sentence each, once the stages have run. */
  readonly workDone: () => Promise<readonly string[]>
  /** The files of the cache that hold the results of its models, absolute, once the stages have run. */
  readonly keptIn: () => readonly string[]
}

/** The runs of a report as its first look found them. */
export interface RunsFound {
  /** Those that the cache held. */
  readonly nKnown: number
  readonly nAll: number
}

/**
 * The stages of a shard: reading its runs, and running its models, those that keep their results.
 *
 * @param models of the shard; empty without inference
 * @param notes what the user should know, a sentence each. Default none
 * @param found all runs, where they have been read to find the models
 * @param isSearched whether the models were found, though it be none. Default true
 */
export function planShard(
  shard: Shard,
  inputs: ReportInputs,
  models: readonly InferModel<unknown>[],
  {
    notes = new Set(),
    found,
    isSearched = true,
  }: {
    readonly notes?: ReadonlySet<string> | undefined
    readonly found?: RunsFound | undefined
    readonly isSearched?: boolean
  },
): ShardPlan {
  const read = new Stage('read the runs of the shard', [], async () => {
    const shardRead = await readShard(inputs, shard)
    const [problem] = shardRead.problems
    if (problem === undefined) return shardRead
    throw notWritten(`Reading was in vain: ${problem}.`)
  })
  let nKnown = 0
  let nRun = 0
  const files: string[] = []
  const toldOnce = failuresToldOnce()
  /** Where nothing can be kept, nothing more is computed. */
  let unwritable: ReportError | undefined
  const work = async ({ runId, isKept, keptIn, run, notKept }: InferModel<unknown>) => {
    const file = await keptIn?.()
    if (await isKept?.()) nKnown++
    else {
      if (nRun === 0 && file !== undefined) unwritable ??= await tryToWrite(path.dirname(file))
      if (unwritable !== undefined) throw unwritable
      await run()
      if (isKept && !(await isKept())) {
        unwritable = notWritten(
          `The results of models cannot be kept: ${notKept?.() ?? `that of ${runId} is not in the cache`}.`,
        )
        throw unwritable
      }
      nRun++
    }
    if (file !== undefined) files.push(file)
  }
  const stages = models.map((model) => {
    const name = `infer ${model.runId}`
    return new Stage(name, [], () => toldOnce(name, () => work(model)))
  })
  const workDone = async () => {
    const name = `Shard ${shard.index}/${shard.count}`
    const failed = stages.filter(({ state }) => state === 'failed').length
    const lines = [...notes].map((note) => `Warning: ${note}`)
    if (read.state === 'done') {
      const { nOwn, nAll, nKnown: known } = await read.run()
      lines.push(
        found
          ? `${name}: all ${count(found.nAll, 'run')}, to find the models: ${found.nAll - found.nKnown} read, ${found.nKnown} in the cache already.`
          : `${name}: ${count(nOwn, 'run')} of ${nAll}: ${nOwn - known} read, ${known} in the cache already.`,
      )
    }
    if (stages.length > 0) {
      lines.push(
        `${name}: ${count(stages.length, 'model')}: ${nRun} run, ${nKnown} in the cache already, ${failed} failed.`,
      )
    } else if (found && isSearched) lines.push(`${name}: no model falls to it.`)
    return lines
  }
  return { read, models: stages, workDone, keptIn: () => files }
}

/** A shard whose results nobody finds has done nothing. @param problem a sentence with the system's words */
function notWritten(problem: string): ReportError {
  const isFull = /ENOSPC|EDQUOT/.test(problem)
  return new ReportError(
    'CACHE_NOT_WRITTEN',
    `${problem} ${isFull ? 'Make room' : 'Mend that'}, or put the cache elsewhere with env.cache_root=DIR, and run the shard again.`,
  )
}

/** Shows before hours of computing that nothing can be kept. @returns why, where that is so */
async function tryToWrite(folder: string): Promise<ReportError | undefined> {
  const file = path.join(folder, `${randomUUID()}.json`)
  try {
    await writeAtomically(file, '{}\n')
    rmSync(file, { force: true })
    return undefined
  } catch (error) {
    if (!isOfFile(error)) throw error
    // Without the name of the file, which nobody knows.
    const reason = (error as Error).message.replace(/, \w+ '.*$/s, '')
    return notWritten(`The results of models cannot be kept: ${reason}, in ${folder}.`)
  }
}

/** The models whose results are not in the cache, though they could be. */
export async function missingModels(models: readonly InferModel<unknown>[]): Promise<string[]> {
  const missing: string[] = []
  for (const { runId, isKept } of models) {
    // What is wrong with a model is said where it is run.
    if (isKept && !(await isKept().catch(() => true))) missing.push(runId)
  }
  return missing
}

/** Why a report was not made that was to be made of what is kept. */
export function resultsMissing(models: readonly string[]): ReportError {
  return new ReportError(
    'RESULTS_MISSING',
    `The results of ${count(models.length, 'model')} are not in the cache, or damaged there: ${models.join(', ')}. ` +
      'Run the shards that lack them again, or leave --only-merge out, which runs them here.',
  )
}

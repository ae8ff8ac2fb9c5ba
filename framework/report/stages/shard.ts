import { ReportError } from '../../errors.ts'
import { readShard, type ShardRead } from '../../runs/readShard.ts'
import type { Shard } from '../../runs/shard.ts'
import { count } from '../../text/counts.ts'
import type { ReportConfig } from '../config/reportConfig.ts'
import type { ReportInputs } from '../spec/defineReport.ts'
import type { InferModel } from '../spec/inferHook.ts'
import { Stage } from './stage.ts'

/** A shard of a report's work, laid out as stages. */
export interface ShardPlan {
  readonly read: Stage<ShardRead>
  /** One for each of the shard's models, named `infer <run>`. */
  readonly models: readonly Stage<unknown>[]
  /** What was done, a sentence each, once the stages have run. */
  readonly told: () => Promise<readonly string[]>
}

/**
 * Without a cache, a shard would leave nothing.
 *
 * @throws {ReportError} USAGE
 */
export function expectCache({ cache }: ReportConfig, asked: string): void {
  if (cache) return
  const problem = `${asked} hands results on through the cache, which cache=false switches off.`
  throw new ReportError('USAGE', `${problem} Leave cache=false out.`)
}

/**
 * The stages of a shard: reading its runs, and running its models, those that keep their results.
 *
 * @param models of the shard; empty without inference
 */
export function planShard(
  shard: Shard,
  inputs: ReportInputs,
  models: readonly InferModel<unknown>[],
  notes: ReadonlySet<string>,
): ShardPlan {
  const read = new Stage('read the runs of the shard', [], () => readShard(inputs, shard))
  let nKnown = 0
  const stages = models.map(
    ({ runId, isKept, run }) =>
      new Stage(`infer ${runId}`, [], async () => {
        if (await isKept?.()) nKnown++
        else await run()
      }),
  )
  const told = async () => {
    const name = `Shard ${shard.index}/${shard.count}`
    const done = stages.filter(({ state }) => state === 'done').length
    const failed = stages.filter(({ state }) => state === 'failed').length
    const lines = [...notes].map((note) => `Warning: ${note}`)
    if (read.state === 'done') {
      const { nOwn, nAll, nKnown: known, problems } = await read.run()
      lines.push(
        ...problems.map((problem) => `Warning: ${problem}`),
        `${name}: ${count(nOwn, 'run')} of ${nAll}: ${nOwn - known} read, ${known} in the cache already.`,
      )
    }
    if (stages.length > 0) {
      lines.push(
        `${name}: ${count(stages.length, 'model')}: ${done - nKnown} run, ${nKnown} in the cache already, ${failed} failed.`,
      )
    }
    return lines
  }
  return { read, models: stages, told }
}

/** The models whose results are not in the cache, though they could be. */
export async function missingModels(models: readonly InferModel<unknown>[]): Promise<string[]> {
  const missing: string[] = []
  for (const { runId, isKept } of models) {
    // What is wrong with a model is told where it is run.
    if (isKept && !(await isKept().catch(() => true))) missing.push(runId)
  }
  return missing
}

/** Why a report was not made that was to be made of what is kept. */
export function resultsMissing(models: readonly string[]): ReportError {
  return new ReportError(
    'RESULTS_MISSING',
    `The results of ${count(models.length, 'model')} are not in the cache: ${models.join(', ')}. ` +
      'Run the shards that lack them again, or leave --only-merge out, which runs them here.',
  )
}

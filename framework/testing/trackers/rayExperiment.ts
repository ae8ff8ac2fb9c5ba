/** Test support: files that Ray Tune leaves of an experiment. */

/** A line of `result.json`. */
export function report(iteration: number, more: object): string {
  return `${JSON.stringify({
    training_iteration: iteration,
    time_total_s: iteration * 1.5,
    timestamp: 1_700_000_000 + iteration,
    trial_id: 'ab_00000',
    pid: 7,
    config: { lr: 0.1, layers: 2 },
    done: false,
    ...more,
  })}\n`
}

interface SavedTrial {
  readonly trial: object
  readonly run: object
}

/** A session's file, as Ray writes it since 2.5: pairs of JSON texts. */
export function stateFile(
  trials: readonly SavedTrial[],
  session = '2026-01-31_10-00-00',
): Record<string, string> {
  const pairs = trials.map(({ trial, run }) => [
    JSON.stringify(trial, null, 2),
    // As Python writes what it has not measured yet.
    JSON.stringify(run, null, 2).replaceAll('"-inf"', '-Infinity'),
  ])
  const text = JSON.stringify({ trial_data: pairs, runner_data: { _iteration: 3 }, stats: {} })
  return { [`experiment_state-${session}.json`]: text }
}

interface TrialOptions {
  readonly folder?: string | null
  /** The last that it reported. */
  readonly result?: object
  /** Of the experiment: numbers that end a trial. */
  readonly stop?: object
  /** Whether the last result said so when it was received. */
  readonly wasDone?: boolean
}

export function savedTrial(id: string, status: string, options: TrialOptions = {}): SavedTrial {
  const { folder = null, result = {}, stop = {}, wasDone = false } = options
  const pickled = { _type: 'CLOUDPICKLE_FALLBACK', value: '80054e2e' }
  return {
    trial: {
      ...{ stub: false, trainable_name: 'train', trial_id: id, status, relative_logdir: folder },
      stopping_criterion: stop,
      config: { lr: 0.1, model: { layers: 2 }, callback: pickled },
    },
    run: {
      ...{ start_time: 1_700_000_000.5, last_result: result, last_result_time: '-inf' },
      metric_analysis: { done: { max: wasDone, min: false, last: wasDone } },
    },
  }
}

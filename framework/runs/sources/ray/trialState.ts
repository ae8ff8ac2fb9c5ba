import { posix } from 'node:path'
import { memberAt } from '../../../config/tree/memberAt.ts'
import { flatParams, isMapping } from '../reading/flatParams.ts'
import { walkNumbers } from '../reading/json/jsonNumbers.ts'
import type { RunStatus, Scalar } from '../source.ts'
import { DONE_KEY, PICKLE_TYPE, PICKLED, STATUSES, STEP_KEY, TERMINATED } from './format.ts'
import { meetsCriterion, type ReportNumbers } from './stoppingCriterion.ts'

/** What Ray's experiment says of a trial. */
export interface TrialState {
  readonly id: string
  /** The name of its folder; undefined before it began. */
  readonly folder?: string
  /** Ray's word for how it stands, such as `TERMINATED`. */
  readonly word: string
  readonly params: ReadonlyMap<string, Scalar>
  /** Milliseconds since 1970. */
  readonly startedAt?: number
  /** What ends the trial, by the numbers of its reports: the `stop` of the experiment. */
  readonly criterion: ReportNumbers
  /** How many reports its last one counts; undefined where none was received, so that its folder has none. */
  readonly iteration?: number
  readonly end: TrialEnd
}

/**
 * What ended a trial that is `TERMINATED`: its criterion; a word of Ray's, or of the trainable, with a report or
 * between two of them; or the trainable, which returned.
 */
type TrialEnd = 'criterion' | 'with a report' | 'between reports' | 'returned'

/** A trial in a state: an object for the trial, and one for its run. Undefined where it is none. */
export function trialState(trial: unknown, run: unknown): TrialState | undefined {
  const [id, word] = [memberAt(trial, 'trial_id'), memberAt(trial, 'status')]
  if (typeof id !== 'string' || typeof word !== 'string') return undefined
  const folder = memberAt(trial, 'relative_logdir') ?? memberAt(trial, 'logdir')
  const config = memberAt(trial, 'config')
  const start = memberAt(run, 'start_time')
  const result = memberAt(run, 'last_result') ?? memberAt(run, '_last_result')
  const criterion = numbersIn(memberAt(trial, 'stopping_criterion'))
  const report = numbersIn(result)
  // Every result has an iteration.
  const iteration = report.get(STEP_KEY)
  return {
    id,
    ...(typeof folder === 'string' && { folder: posix.basename(folder) }),
    word,
    params: isMapping(config) ? withoutPickles(flatParams(config)) : new Map(),
    ...(typeof start === 'number' && { startedAt: start * 1000 }),
    ...(iteration !== undefined && { iteration }),
    criterion,
    end: meetsCriterion(criterion, report) ? 'criterion' : endOf(run, memberAt(result, DONE_KEY)),
  }
}

/**
 * A function that returns has Ray set `done` in its last result, which was received without: the summary of all that was
 * received does not know of it.
 */
function endOf(run: unknown, isDone: unknown): TrialEnd {
  if (isDone === false) return 'between reports'
  const wasDone = memberAt(run, 'metric_analysis', DONE_KEY, 'max')
  return wasDone === true || wasDone === 1 ? 'with a report' : 'returned'
}

/** What the experiment says of the ends of its trials as a whole. */
interface Ends {
  /** The iteration that the trial which came furthest has. */
  readonly furthest: number
  /** The experiment has a scheduler that stops trials. */
  readonly hasScheduler: boolean
}

/**
 * How a trial stands. One that was stopped before its criterion was met is `pruned`, and without a criterion where a
 * scheduler stops trials; but not where no other trial got further, as schedulers have a limit of their own.
 */
export function statusOf(trial: TrialState, { furthest, hasScheduler }: Ends): RunStatus {
  const status = STATUSES.get(trial.word) ?? 'unknown'
  if (trial.word !== TERMINATED) return status
  const wasStopped =
    trial.end === 'between reports' ||
    (trial.end === 'with a report' &&
      (trial.criterion.size > 0 || hasScheduler) &&
      (trial.iteration ?? 0) < furthest)
  return wasStopped ? 'pruned' : status
}

function numbersIn(value: unknown): ReportNumbers {
  const numbers = new Map<string, number>()
  if (isMapping(value)) walkNumbers(value, '/', (name, number) => numbers.set(name, number))
  return numbers
}

/** Objects of Python stand as their pickles, which say nothing here. */
function withoutPickles(params: ReadonlyMap<string, Scalar>): ReadonlyMap<string, Scalar> {
  const prefixes = [...params]
    .filter(([name, value]) => name.endsWith(PICKLE_TYPE) && value === PICKLED)
    .map(([name]) => `${name.slice(0, -PICKLE_TYPE.length)}.`)
  const isPickle = (name: string) => prefixes.some((prefix) => name.startsWith(prefix))
  return new Map([...params].filter(([name]) => !isPickle(name)))
}

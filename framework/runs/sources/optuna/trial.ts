import { MetricsBuilder } from '../reading/series.ts'
import type { Goal, Scalar, SourceFile, SourceRun } from '../source.ts'
import { GOALS, INTERMEDIATE, STATUSES, VALUE, VALUES } from './format.ts'

/** A trial as both of Optuna's storages have it. */
export class Trial {
  readonly number: number
  state: string
  readonly params = new Map<string, Scalar>()
  /** The results by objective. */
  readonly values = new Map<number, number>()
  /** By step, in the order in which they were reported. */
  readonly intermediate = new Map<number, number>()
  /** As Optuna writes it: in the time zone of the machine, which it does not name. */
  start: string | undefined
  complete: string | undefined

  constructor(number: number, state: string) {
    this.number = number
    this.state = state
  }
}

export interface Study {
  readonly name: string
  /** Optuna's words, by objective. */
  readonly directions: readonly string[]
  readonly trials: readonly Trial[]
}

interface Place {
  /** The file of the storage. */
  readonly file: string
  readonly files: readonly SourceFile[]
  readonly findings: readonly string[]
}

/** A trial as a run, named by its study and its number. */
export function toSourceRun(
  study: Study,
  trial: Trial,
  { file, files, findings }: Place,
): SourceRun {
  const metrics = new MetricsBuilder()
  const hasOneObjective = study.directions.length <= 1
  for (const [objective, value] of trial.values) {
    metrics.add(hasOneObjective ? VALUE : `${VALUES}.${objective}`, value)
  }
  for (const [step, value] of trial.intermediate) metrics.add(INTERMEDIATE, value, { step })
  const durationS = secondsBetween(trial.start, trial.complete)
  return {
    path: `${file}#${study.name}/${trial.number}`,
    status: STATUSES.get(trial.state) ?? 'unknown',
    statusRaw: trial.state,
    params: trial.params,
    metrics: metrics.build(),
    goals: goalsOf(study.directions),
    ...(durationS !== undefined && { durationS }),
    collection: { kind: 'study', name: study.name },
    sampler: "Optuna's sampler",
    files,
    findings,
  }
}

function goalsOf(directions: readonly string[]): Map<string, Goal> {
  const goals = new Map<string, Goal>()
  const hasOneObjective = directions.length <= 1
  for (const [objective, direction] of directions.entries()) {
    const goal = GOALS.get(direction)
    if (goal === undefined) continue
    goals.set(hasOneObjective ? VALUE : `${VALUES}.${objective}`, goal)
    if (hasOneObjective) goals.set(INTERMEDIATE, goal)
  }
  return goals
}

function secondsBetween(start: string | undefined, end: string | undefined): number | undefined {
  if (start === undefined || end === undefined) return undefined
  const [from, to] = [start, end].map((text) => Date.parse(`${text.replace(' ', 'T')}Z`))
  const seconds = ((to as number) - (from as number)) / 1000
  return seconds >= 0 ? seconds : undefined
}

import { MetricsBuilder } from '../reading/series.ts'
import type { Goal, SourceFile, SourceRun } from '../source.ts'
import { GOALS, INTERMEDIATE, STATUSES, VALUE, VALUES } from './format.ts'
import { isOfGrid, samplerOfStudy } from './sampler.ts'
import type { Study, Trial } from './trial.ts'

interface Place {
  /** The file of the storage. */
  readonly file: string
  readonly files: readonly SourceFile[]
  readonly findings: readonly string[]
}

/** The trials of a study as runs, each named by the study and its number. */
export function toSourceRuns(study: Study, place: Place): SourceRun[] {
  const sampler = samplerOfStudy(study)
  return study.trials.map((trial) => toSourceRun(study, trial, { ...place, sampler }))
}

function toSourceRun(
  study: Study,
  trial: Trial,
  { file, files, findings, sampler }: Place & { readonly sampler: string | undefined },
): SourceRun {
  const metrics = new MetricsBuilder()
  const names = new Set<string>()
  for (const [objective, value] of trial.values) {
    const name = nameOfObjective(study, objective)
    names.add(name)
    metrics.add(name, value)
  }
  // The last one is that of the greatest step, as of Optuna's last_step, whatever was reported when.
  const reports = [...trial.intermediate].sort(([a], [b]) => a - b)
  for (const [step, value] of reports) metrics.add(INTERMEDIATE, value, { step })
  for (const [name, value] of trial.userNumbers) {
    if (!names.has(name) && name !== INTERMEDIATE) metrics.add(name, value)
  }
  const [start, complete] = [millisecondsIn(trial.start), millisecondsIn(trial.complete)]
  const durationS = (complete - start) / 1000
  const id = idOf(study, trial)
  const chosenBy = isOfGrid(trial) ? undefined : sampler
  return {
    path: `${file}#${study.name}/${trial.number}`,
    status: STATUSES.get(trial.state) ?? 'unknown',
    statusRaw: trial.state,
    params: trial.params,
    metrics: metrics.build(),
    goals: goalsOf(study),
    ...(hasZone(trial.start) && !Number.isNaN(start) && { startedAt: start }),
    ...(durationS >= 0 && { durationS }),
    collection: { kind: 'study', name: study.name },
    ...(id !== undefined && { mentions: [id] }),
    ...(chosenBy !== undefined && { sampler: chosenBy }),
    files,
    findings,
  }
}

/** As Optuna's own table of trials has it. */
function nameOfObjective({ directions, metricNames }: Study, objective: number): string {
  return directions.length <= 1 ? VALUE : (metricNames[objective] ?? `${VALUES}.${objective}`)
}

function goalsOf(study: Study): Map<string, Goal> {
  const goals = new Map<string, Goal>()
  const { directions } = study
  for (const [objective, direction] of directions.entries()) {
    const goal = GOALS.get(direction)
    if (goal === undefined) continue
    goals.set(nameOfObjective(study, objective), goal)
    if (directions.length <= 1) goals.set(INTERMEDIATE, goal)
  }
  return goals
}

/** What a trial has in every copy of its study, to the microsecond; undefined before it began. */
function idOf({ name }: Study, { number, start }: Trial): string | undefined {
  if (start === undefined) return undefined
  return `${name}/${number} of ${start.replace('T', ' ').replace(ZONE, '')}`
}

const ZONE = /(?:Z|[+-]\d\d:?\d\d)$/

function hasZone(time: string | undefined): boolean {
  return time !== undefined && ZONE.test(time)
}

/** Since 1970; of a time without a zone, as if it were UTC. NaN where there is none. */
function millisecondsIn(time: string | undefined): number {
  if (time === undefined) return Number.NaN
  return Date.parse(`${time.replace(' ', 'T')}${hasZone(time) ? '' : 'Z'}`)
}

import type { ClaimFiles } from '../reading/claimFiles.ts'
import { parseJson } from '../reading/json/jsonNumbers.ts'
import type { SqliteCopy } from '../reading/sqlite/sqlite.ts'
import { takeUserAttribute, textsIn } from './attributes.ts'
import { METRIC_NAMES, VALUE_TYPES } from './format.ts'
import { paramValue } from './paramValue.ts'
import { type Study, Trial } from './trial.ts'

/** The studies in a database of Optuna. */
export function readDatabase(database: SqliteCopy, files: ClaimFiles): Study[] {
  const studies = readStudies(database, files)
  const trials = readTrials(database, studies)
  readParams(database, files, trials)
  readValues(database, trials)
  readAttributes(database, files, trials)
  return [...studies.values()]
}

interface OpenStudy extends Study {
  readonly trials: Trial[]
  readonly systemAttributes: Set<string>
}

function readStudies(database: SqliteCopy, files: ClaimFiles): Map<unknown, OpenStudy> {
  const directions = new Map<unknown, Map<number, string>>()
  database.rows('study_directions', ['study_id', 'objective', 'direction'], (row) => {
    const own = directions.get(row.study_id) ?? new Map<number, string>()
    directions.set(row.study_id, own.set(Number(row.objective), String(row.direction)))
  })
  const studies = new Map<unknown, OpenStudy>()
  database.rows('studies', ['study_id', 'study_name'], (row) => {
    const byObjective = [...(directions.get(row.study_id) ?? [])].sort(([a], [b]) => a - b)
    const words = byObjective.map(([, direction]) => direction)
    studies.set(row.study_id, {
      ...{ name: String(row.study_name), directions: words, metricNames: [] },
      ...{ trials: [], systemAttributes: new Set() },
    })
  })
  database.rows('study_system_attributes', ['study_id', 'key', 'value_json'], (row) => {
    const study = studies.get(row.study_id)
    if (study === undefined) return
    study.systemAttributes.add(String(row.key))
    if (row.key !== METRIC_NAMES) return
    const metricNames = files.orTell('its objectives are numbered', () =>
      textsIn(parseJson(`the list '${METRIC_NAMES}'`, String(row.value_json))),
    )
    studies.set(row.study_id, { ...study, metricNames: metricNames ?? [] })
  })
  return studies
}

function readTrials(
  database: SqliteCopy,
  studies: ReadonlyMap<unknown, OpenStudy>,
): Map<unknown, Trial> {
  const trials = new Map<unknown, Trial>()
  const columns = [
    'trial_id',
    'number',
    'study_id',
    'state',
    'datetime_start',
    'datetime_complete',
  ] as const
  database.rows('trials', columns, (row) => {
    const study = studies.get(row.study_id)
    if (study === undefined) return
    const number = typeof row.number === 'number' ? row.number : study.trials.length
    const trial = new Trial(number, String(row.state))
    trial.start = textIn(row.datetime_start)
    trial.complete = textIn(row.datetime_complete)
    study.trials.push(trial)
    trials.set(row.trial_id, trial)
  })
  return trials
}

function readParams(
  database: SqliteCopy,
  files: ClaimFiles,
  trials: ReadonlyMap<unknown, Trial>,
): void {
  const distributions = new Map<unknown, unknown>()
  const columns = ['trial_id', 'param_name', 'param_value', 'distribution_json'] as const
  database.rows('trial_params', columns, (row) => {
    const json = row.distribution_json
    // Thousands of trials share a few distributions.
    if (!distributions.has(json)) {
      const name = `the distribution of '${row.param_name}'`
      const distribution = files.orTell('its stored values are taken as they are', () =>
        parseJson(name, String(json)),
      )
      distributions.set(json, distribution)
    }
    const value = paramValue(row.param_value, distributions.get(json))
    trials.get(row.trial_id)?.params.set(String(row.param_name), value)
  })
}

function readValues(database: SqliteCopy, trials: ReadonlyMap<unknown, Trial>): void {
  const values = ['trial_id', 'objective', 'value', 'value_type'] as const
  database.rows('trial_values', values, (row) => {
    const value = numberIn(row.value, row.value_type)
    if (value === undefined) return
    trials.get(row.trial_id)?.values.set(Number(row.objective), value)
  })
  const reports = ['trial_id', 'step', 'intermediate_value', 'intermediate_value_type'] as const
  database.rows('trial_intermediate_values', reports, (row) => {
    // Before version 3 of Optuna a value of NULL stood for NaN.
    const value = numberIn(row.intermediate_value, row.intermediate_value_type) ?? Number.NaN
    trials.get(row.trial_id)?.intermediate.set(Number(row.step), value)
  })
}

function readAttributes(
  database: SqliteCopy,
  files: ClaimFiles,
  trials: ReadonlyMap<unknown, Trial>,
): void {
  const columns = ['trial_id', 'key', 'value_json'] as const
  database.rows('trial_user_attributes', columns, (row) => {
    const trial = trials.get(row.trial_id)
    const name = String(row.key)
    const value = files.orTell('it is left out', () =>
      parseJson(`the user attribute '${name}'`, String(row.value_json)),
    )
    if (trial !== undefined) takeUserAttribute(trial, name, value)
  })
  database.rows('trial_system_attributes', columns, (row) => {
    trials.get(row.trial_id)?.systemAttributes.add(String(row.key))
  })
}

function numberIn(value: unknown, type: unknown): number | undefined {
  return VALUE_TYPES.get(type) ?? (typeof value === 'number' ? value : undefined)
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/**
 * Optuna's storages. Sources: `optuna/storages/_rdb/models.py`, `optuna/storages/journal/_storage.py`,
 * `optuna/distributions.py`, `optuna/trial/_state.py`, `optuna/study/{_study_direction,study}.py`, `optuna/samplers/`.
 *
 * The SQL storage has tables of studies, trials, their parameters and values. The journal is a file
 * of JSON lines, one per operation; the id of a study or trial is how many were created before it.
 */
import type { Goal, RunStatus } from '../source.ts'

export const DATABASE_NAME = /\.(?:db|sqlite|sqlite3)$/i
/** A table that only Optuna's databases have. */
export const OWN_TABLE = 'study_directions'

export const JOURNAL_NAME = /(?:\.(?:log|jsonl?|journal)|journal[^.]*)$/i
export const JOURNAL_START = /^\{[^{}]{0,200}"op_code": ?\d/

/** What a line of the journal does. */
export const OPERATION = {
  createStudy: 0,
  deleteStudy: 1,
  setStudySystemAttribute: 3,
  createTrial: 4,
  setParam: 5,
  setStateValues: 6,
  setIntermediateValue: 7,
  setUserAttribute: 8,
  setSystemAttribute: 9,
} as const

/** The journal's numbers for a trial's state and a study's direction. */
export const STATES = ['RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING'] as const
export const DIRECTIONS = ['NOT_SET', 'MINIMIZE', 'MAXIMIZE'] as const

export const STATUSES: ReadonlyMap<string, RunStatus> = new Map<string, RunStatus>([
  ['RUNNING', 'running'],
  ['WAITING', 'running'],
  ['COMPLETE', 'finished'],
  ['PRUNED', 'pruned'],
  ['FAIL', 'failed'],
])

/** In these a trial changes no more. */
export const FINISHED_STATES: ReadonlySet<string> = new Set(['COMPLETE', 'PRUNED', 'FAIL'])

export const GOALS: ReadonlyMap<string, Goal> = new Map<string, Goal>([
  ['MINIMIZE', 'min'],
  ['MAXIMIZE', 'max'],
])

/** The attribute of a study in which the names of its objectives are. */
export const METRIC_NAMES = 'study:metric_names'

/** The metric of a trial's result, of the results of several objectives, and of reports on the way. */
export const VALUE = 'value'
export const VALUES = 'values'
export const INTERMEDIATE = 'intermediate'

/** How values that SQL cannot hold are written. */
export const VALUE_TYPES: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ['NAN', Number.NaN],
  ['INF_POS', Number.POSITIVE_INFINITY],
  ['INF_NEG', Number.NEGATIVE_INFINITY],
])

import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { metricOfColumn } from '../../runs/columnNames.ts'
import type { LoadedRuns } from '../../runs/loadRuns.ts'
import { goalByName } from '../../runs/sources/goalByName.ts'
import type { Goal } from '../../runs/sources/source.ts'
import { columnNotes } from '../../tables/columnAliases.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { RUNS } from '../../tables/schemas/runsSchemas.ts'
import { cellValue } from '../../tables/valueKey.ts'
import { checkArguments, hasMethods, TEXT } from '../../text/checkOptions.ts'
import { count } from '../../text/counts.ts'
import { recordOf } from '../../text/schema/recordOf.ts'
import type { Better } from '../better.ts'
import { CODE } from '../comparisonSchemas.ts'
import { hasDiverged } from '../groups/divergence.ts'
import { metricColumn } from './metricColumn.ts'

export interface ChosenMetric {
  /** Its column of the runs table. */
  readonly metric: string
  /** What the histories call it: `val/acc` of `val/acc.best`. */
  readonly logged: string
  readonly better: Better
  /** How it was chosen, and what is odd about it: a sentence each. */
  readonly remarks: readonly string[]
}

/** What facts call the losses that a training chooses its best epoch by. */
const FACTS_METRIC = 'loss.total_best'
const FACTS_LOGGED = 'val_loss'
const VALIDATION =
  /(?:^|[^a-z])(?:val|valid|validation|dev|eval|evaluation|heldout|holdout)(?:[^a-z]|$)/i
const TEST = /(?:^|[^a-z])test(?:ing)?(?:[^a-z]|$)/i
const TRAINING = /(?:^|[^a-z])train(?:ing)?(?:[^a-z]|$)/i
/** Kinds of metrics, those first by which settings should be chosen. */
const KINDS = ['validation', 'other', 'test', 'training'] as const
const SHOWN = 4
const BEST_STEP = /\.best_step$/
const GOALS =
  'expected the goals by metric, as loadRuns returns them: chooseMetric({ runs, goals })'

/** Columns that tell runs apart, which may be numbers. */
const IDENTITIES = ['run', 'run_dir', 'run_id', 'seed']

/** What the runs have of a metric. */
interface Counts {
  /** Runs with a value. */
  readonly n: number
  /** Different values. */
  readonly nValues: number
  /** Runs in which it ended in NaN or infinity, with a value from before that or none. */
  readonly nDiverged: number
  /** Runs with a value, and those that diverged. */
  readonly nLogged: number
}

interface Candidate extends Counts {
  readonly column: string
  readonly logged: string
  readonly kind: (typeof KINDS)[number]
  readonly better: Better
}

/**
 * The metric by which runs are compared: the one that was asked for, or else the most complete
 * validation metric of which is known which values are better, where runs that diverged in it count as
 * having it; of equally complete ones the first.
 * Without validation metrics it is one that names no split, then of the test, then of the training.
 *
 * @param wanted a column of the runs
 * @param given what the user says of which values are better, by metric
 * @param askedBy the key of the config that asks, for errors. Default `inputs.metric`
 * @throws {ReportError} COMPARISON_COLUMN_UNKNOWN naming the nearest column where there is no such
 *   metric; `INTEGRITY_CHECK_FAILED` where no run has a metric, or none of the one asked for
 */
export function chooseMetric(
  loaded: Pick<LoadedRuns, 'runs' | 'goals'>,
  wanted?: string | null,
  given: Readonly<Record<string, Goal>> | null = null,
  askedBy = 'inputs.metric',
): ChosenMetric {
  const { runs, goals } = loaded ?? {}
  const data = { runs, goals, metric: wanted, goal: given }
  checkArguments(CODE, 'chooseMetric', data, {
    runs: RUNS,
    goals: v.custom((value) => hasMethods(value, 'get'), GOALS),
    metric: v.nullish(TEXT),
    goal: v.nullish(recordOf(v.picklist(['min', 'max']))),
  })
  return typeof wanted === 'string'
    ? askedFor(runs, wanted, {
        goals: new Map([...goals, ...Object.entries(given ?? {})]),
        askedBy,
      })
    : guessed(runs, goals)
}

function askedFor(
  runs: ColumnTable,
  wanted: string,
  { goals, askedBy }: { readonly goals: ReadonlyMap<string, Goal>; readonly askedBy: string },
): ChosenMetric {
  const metric = requireColumn(runs, metricColumn(runs, wanted), {
    code: 'COMPARISON_COLUMN_UNKNOWN',
    askedBy,
  })
  if (IDENTITIES.includes(metric)) {
    throw new ReportError(
      'INTEGRITY_CHECK_FAILED',
      `${askedBy}=${metric}: ${metric} says which run it is, and measures nothing. ` +
        `Metrics with values: ${named(candidatesOf(runs, goals)) || 'none'}.`,
    )
  }
  const { n, nValues } = countValues(runs, metric)
  if (n === 0) {
    throw new ReportError(
      'INTEGRITY_CHECK_FAILED',
      `${askedBy}=${metric}: none of the ${runs.numRows()} runs has a number there.${divergedText(runs, loggedName(metric))} ` +
        `Metrics with values: ${named(candidatesOf(runs, goals)) || 'none'}.`,
    )
  }
  const logged = loggedName(metric)
  const goal = goalOfColumn(metric, goals)
  return {
    metric,
    logged,
    better: goal === 'max' ? 'higher' : 'lower',
    remarks: [
      ...(goal === undefined
        ? [
            `Nothing says which values of ${metric} are better; lower ones are taken to be. Say so with ` +
              `inputs.goal={${logged}: max} or min.`,
          ]
        : []),
      ...singleValue(metric, n, nValues),
    ],
  }
}

/** Which values of a column of the runs are better; undefined where neither files nor its name say so. */
export function goalOfColumn(column: string, goals: ReadonlyMap<string, Goal>): Goal | undefined {
  const own = goals.get(column)
  // Where a metric was best is no measure, whatever the metric's goal is.
  if (own !== undefined || BEST_STEP.test(column)) return own
  const logged = loggedName(column)
  return goals.get(logged) ?? goalByName(logged)
}

/** The metric that {@link chooseMetric} takes where none is asked for; undefined where no run has one. */
export function likelyMetric(
  runs: ColumnTable,
  goals: ReadonlyMap<string, Goal>,
): { readonly column: string; readonly better: Better } | undefined {
  return candidatesOf(runs, goals)[0]
}

function guessed(runs: ColumnTable, goals: ReadonlyMap<string, Goal>): ChosenMetric {
  const candidates = candidatesOf(runs, goals)
  const [first] = candidates
  if (first === undefined) {
    const diverged = divergedText(runs)
    if (diverged !== '') {
      throw new ReportError(
        'INTEGRITY_CHECK_FAILED',
        `There is nothing to compare the ${count(runs.numRows(), 'run')} by.${diverged}`,
      )
    }
    const columns = columnNotes(runs)?.others ?? new Set(runs.columnNames())
    const numeric = [...columns].filter((column) => countValues(runs, column).n > 0)
    throw new ReportError(
      'INTEGRITY_CHECK_FAILED',
      `None of the ${runs.numRows()} runs has a metric of which is known which values are better. Name ` +
        `one with inputs.metric=… and say so with inputs.goal={METRIC: min}. Columns with numbers: ` +
        `${numeric.slice(0, 12).join(', ') || 'none'}.`,
    )
  }
  const alike = candidates.filter(({ kind }) => kind === first.kind)
  const what = first.kind === 'other' ? 'metric' : `${first.kind} metric`
  const others = alike.slice(1)
  return {
    metric: first.column,
    logged: first.logged,
    better: first.better,
    remarks: [
      `Runs are compared by ${first.column} (${first.better} is better), ` +
        `${others.length > 0 ? `the most complete ${what}` : `the only ${what}`}: ${first.n} of ` +
        `${count(runs.numRows(), 'run')} with a value` +
        `${first.nDiverged > 0 ? `; ${first.nDiverged} diverged` : ''}. ` +
        (others.length > 0
          ? `inputs.metric=… takes another: ${named(others)}.`
          : 'inputs.metric=… takes another.'),
      ...divergedInstead(runs, first.kind),
      ...divergedElsewhere(runs, first, others),
      ...singleValue(first.column, first.n, first.nValues),
    ],
  }
}

/** The metrics with a value in some run, the one to compare by first. */
function candidatesOf(runs: ColumnTable, goals: ReadonlyMap<string, Goal>): Candidate[] {
  const columns = new Set(runs.columnNames())
  const ofGoals = [...goals].flatMap(([logged, goal]) => {
    const column = [`${logged}.best`, logged]
      .map((name) => metricColumn(runs, name))
      .find((name) => columns.has(name))
    const better: Better = goal === 'max' ? 'higher' : 'lower'
    return column === undefined ? [] : [{ column, logged, kind: kindOf(logged), better }]
  })
  const ofFacts = columns.has(FACTS_METRIC)
    ? [
        {
          column: FACTS_METRIC,
          logged: FACTS_LOGGED,
          kind: 'validation' as const,
          better: 'lower' as const,
        },
      ]
    : []
  return [...ofFacts, ...ofGoals]
    .map((each) => ({ ...each, ...countValues(runs, each.column) }))
    .filter(({ n }) => n > 0)
    .sort(
      (a, b) =>
        KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
        Number(b.nValues > 1) - Number(a.nValues > 1) ||
        b.nLogged - a.nLogged,
    )
}

function kindOf(metric: string): Candidate['kind'] {
  if (VALIDATION.test(metric)) return 'validation'
  if (TEST.test(metric)) return 'test'
  return TRAINING.test(metric) ? 'training' : 'other'
}

/** The name in the histories of what a column of the runs sums up. */
function loggedName(column: string): string {
  if (/^loss\.(?:total|recon|commit|codebook)_(?:best|final)$/.test(column)) return FACTS_LOGGED
  return metricOfColumn(column.replace(BEST_STEP, '.best'))
}

function singleValue(metric: string, n: number, nValues: number): string[] {
  if (nValues !== 1 || n < 2) return []
  return [`${metric} has the same value in every run that has it: by this metric nothing differs.`]
}

function countValues(runs: ColumnTable, column: string): Counts {
  const diverged = runs.columnIndex('diverged') < 0 ? [] : runs.array('diverged')
  const values = new Set<unknown>()
  const counts = { n: 0, nDiverged: 0, nLogged: 0 }
  for (const [row, cell] of [...(runs.array(column) as Iterable<unknown>)].entries()) {
    const value = cellValue(cell)
    const hasValue = typeof value === 'number' || typeof value === 'bigint'
    const isDiverged = hasDiverged(column, hasValue ? Number(value) : Number.NaN, diverged[row])
    if (hasValue) values.add(value)
    counts.n += Number(hasValue)
    counts.nDiverged += Number(isDiverged)
    counts.nLogged += Number(hasValue || isDiverged)
  }
  return { ...counts, nValues: values.size }
}

/** How many runs diverged, in a metric or in any, and in what; empty where none did. */
function divergedText(runs: ColumnTable, metric?: string): string {
  const names = divergedNames(runs).filter(
    (each) => metric === undefined || namesIn(each).includes(metric),
  )
  if (names.length === 0) return ''
  return ` ${names.length} of ${count(runs.numRows(), 'run')} diverged: ${[...new Set(names)].join('; ')} ended in NaN or infinity.`
}

/** The metrics of a cell of the column `diverged`. */
function namesIn(cell: string): string[] {
  return cell.split(',').map((name) => name.trim())
}

/** Metrics by which runs would rather be compared, had not every run diverged in them. */
function divergedInstead(runs: ColumnTable, kind: Candidate['kind']): string[] {
  const names = divergedNames(runs).flatMap(namesIn)
  const instead = [...new Set(names)].filter(
    (name) =>
      KINDS.indexOf(kindOf(name)) < KINDS.indexOf(kind) &&
      !Array.from(runs.columnNames()).some(
        (column) => loggedName(column) === name && countValues(runs, column).n > 0,
      ),
  )
  if (instead.length === 0) return []
  return [
    `${instead.join(', ')} ended in NaN or infinity in every run that has it: nothing can be compared by it.`,
  ]
}

/** Another metric of the kind in which more runs diverged than in the chosen one, which does not count them. */
function divergedElsewhere(
  runs: ColumnTable,
  chosen: Candidate,
  others: readonly Candidate[],
): string[] {
  const most = others.reduce(
    (one, other) => (other.nDiverged > one.nDiverged ? other : one),
    chosen,
  )
  if (most === chosen) return []
  return [
    `${most.logged} ended in NaN or infinity in ${most.nDiverged} of ${count(runs.numRows(), 'run')}, which ` +
      `${chosen.column} does not tell: inputs.metric=${most.logged} compares by it.`,
  ]
}

function divergedNames(runs: ColumnTable): string[] {
  if (runs.columnIndex('diverged') < 0) return []
  const cells = Array.from(runs.array('diverged') as Iterable<unknown>)
  return cells.filter((cell): cell is string => typeof cell === 'string' && cell !== '')
}

function named(candidates: readonly Candidate[]): string {
  const more = candidates.length - SHOWN
  const names = candidates.slice(0, SHOWN).map(({ column }) => column)
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

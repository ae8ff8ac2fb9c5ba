import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, resolve } from 'node:path'
import * as v from 'valibot'
import { memberAt } from '../../config/tree/memberAt.ts'
import { ReportError } from '../../errors.ts'
import { liesBelow } from '../../files/liesBelow.ts'
import { kindAt } from '../../files/regularFile.ts'
import { recordOf } from '../../text/schema/recordOf.ts'
import type { DatasetOptions, Layout, Split } from './dataset.ts'
import { FEATURES, N_FEATURES } from './eventBatch.ts'
import { AS_THEY_ARE, asFloat32, NO_NORMALISATION, type Normalisation } from './normalisation.ts'

const Numbers = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(1))
const LAYOUTS = ['tokens', 'rows'] as const
const ZScore = v.strictObject({
  mean: Numbers,
  std: v.pipe(
    Numbers,
    v.everyItem((value) => value > 0),
  ),
})
const NORM_FORMS =
  `zscore, none, or {mean: […], std: […]}: of tokens with ${N_FEATURES} numbers each ` +
  `(${FEATURES.join(', ')}), of rows with one for each column`

/** The `data` section of a run's config; keys that only training uses are let pass. */
export const DataSchema = v.pipe(
  v.object({
    path: v.string(),
    layout: v.optional(v.picklist(LAYOUTS), 'tokens'),
    datasets: v.optional(recordOf(v.nullable(v.string())), {}),
    n_tokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 18),
    globals: v.optional(
      v.object({
        present: v.optional(v.boolean(), true),
        size: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 2),
      }),
      {},
    ),
    norm: v.optional(v.nullable(v.union([v.picklist(['zscore', 'none']), ZScore]))),
  }),
  v.forward(
    v.partialCheck([['layout'], ['norm']], ({ layout, norm }) => {
      if (typeof norm !== 'object' || norm === null) return true
      const { length } = norm.mean
      return norm.std.length === length && (layout === 'rows' || length === N_FEATURES)
    }),
    ['norm'],
  ),
)

/** The keys of the section that models are run with, as overrides name them; docs explain each. */
export const DATA_KEYS: readonly string[] = [
  ...keysBelow(DataSchema, 'data'),
  ...['train', 'val', 'test'].flatMap((split) => [
    `data.datasets.x_${split}`,
    `data.datasets.y_${split}`,
    `data.datasets.w_${split}`,
  ]),
]

/** All keys of an object schema, within what may be optional or one of several forms. */
function keysBelow(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  if ('wrapped' in schema) return keysBelow(schema.wrapped, path)
  if ('options' in schema) return [schema.options].flat().flatMap((each) => keysBelow(each, path))
  const entries = 'entries' in schema ? Object.entries(schema.entries as object) : []
  return entries.flatMap(([key, inner]) => [
    `${path}.${key}`,
    ...keysBelow(inner, `${path}.${key}`),
  ])
}

export interface DataConfigContext {
  /** A run that used the data: a relative path is sought from its parent folders too. */
  readonly runDir: string
  /** Default `test`. */
  readonly split?: Split
  /** Default the process's. */
  readonly cwd?: string
  /**
   * Whether the file may lie anywhere: the user's own config names it, or `security.follow_external` allows
   * it. Default false.
   */
  readonly mayLieAnywhere?: boolean
  /** What the report gives of the section, in place of what the run's config has. Default nothing. */
  readonly given?: unknown
}

/**
 * Turns the resolved `data` section of a run's config into the options of `openDataset`. A relative
 * path is taken from the working directory, or else from the nearest parent folder of the run in
 * which it exists: that is the folder from which the run was started. What a run names lies below the
 * working directory or below a folder that the run lies in too, short of the home folder: runs may be others'.
 *
 * @throws {ReportError} MISSING_DATA_CONFIG if the run does not say where its data is, CONFIG_VALUE_INVALID for a
 *   value that cannot be, `DATA_FILE_NOT_FOUND` if its path leads nowhere, `DATA_FILE_OUTSIDE` if it leads elsewhere
 */
export function readDataConfig(
  config: unknown,
  { runDir, split = 'test', cwd = process.cwd(), mayLieAnywhere = false, given }: DataConfigContext,
): DatasetOptions {
  const parsed = v.safeParse(DataSchema, config)
  if (!parsed.success) throw wrongConfig(config, parsed.issues[0], { runDir, given })
  const { path, layout, datasets, n_tokens, globals, norm } = parsed.output
  const file = findDataFile(path, runDir, cwd)
  if (!mayLieAnywhere && !isNearRun(file, resolve(cwd, runDir), cwd)) {
    throw new ReportError(
      'DATA_FILE_OUTSIDE',
      `The config of ${runDir} names the data file ${file}, which lies elsewhere than the run and the ` +
        `working directory: not read. If you trust it, give data.path=${file} or security.follow_external=true.`,
    )
  }
  return {
    path: file,
    layout,
    split,
    datasets,
    nTokens: n_tokens,
    nGlobals: globals.present ? globals.size : 0,
    norm: normalisationOf(norm, layout),
  }
}

/** What is wrong with the section, said of where the value stands: in the report or in the run's config. */
function wrongConfig(
  config: unknown,
  issue: v.BaseIssue<unknown>,
  { runDir, given }: { runDir: string; given: unknown },
): ReportError {
  // Of a list, the key that can be given.
  const keys = (v.getDotPath(issue) ?? '').split('.').filter((key) => !/^\d*$/.test(key))
  const key = ['data', ...keys].join('.')
  const value = memberAt(config, ...keys)
  if (value === undefined || value === null || key === 'data') {
    return new ReportError(
      'MISSING_DATA_CONFIG',
      `Missing data config: inference needs to know its data, but the config of ${runDir} has no ${key}. ` +
        'Give it with data=h5_tokens or data.path=….',
    )
  }
  const problem = `${key} is ${JSON.stringify(value)}, expected ${expectedAt(key, issue)}.`
  if (memberAt(given, ...keys) === undefined) {
    return new ReportError(
      'CONFIG_VALUE_INVALID',
      `In the config of ${runDir}, ${problem} Give another value with ${key}=….`,
    )
  }
  return new ReportError(
    'CONFIG_VALUE_INVALID',
    `${problem} It is given on the command line or in the report's own config, and takes the place of what the runs' ` +
      'configs say: correct it there.',
  )
}

function expectedAt(key: string, { expected }: v.BaseIssue<unknown>): string {
  if (key === 'data.norm') return NORM_FORMS
  if (key === 'data.norm.std') return 'numbers above 0'
  if (key === 'data.layout') return LAYOUTS.join(' or ')
  return expected?.replace(/^>=/, 'at least ') ?? 'another value'
}

/** Tokens are normalised as the trainer of this project's models does; rows are not, unless it is said how. */
function normalisationOf(
  norm: v.InferOutput<typeof DataSchema>['norm'],
  layout: Layout,
): 'zscore' | Normalisation {
  if (norm === 'zscore' || (norm === undefined && layout === 'tokens')) return 'zscore'
  if (norm === undefined || norm === null || norm === 'none') {
    return layout === 'rows' ? AS_THEY_ARE : NO_NORMALISATION
  }
  const given = { mean: norm.mean, sd: norm.std }
  return layout === 'rows' ? given : asFloat32(given)
}

function findDataFile(path: string, runDir: string, cwd: string): string {
  const bases = isAbsolute(path) ? [''] : [cwd, ...parents(resolve(cwd, runDir))]
  const found = bases.map((base) => resolve(base, path)).find((file) => kindAt(file) !== undefined)
  if (found !== undefined) return found
  throw new ReportError(
    'DATA_FILE_NOT_FOUND',
    `Data file ${path} of ${runDir} does not exist${isAbsolute(path) ? '' : `, neither from ${cwd} nor from a parent folder of the run`}. ` +
      'Point to it with data.path=….',
  )
}

/** By where links really lead. */
function isNearRun(file: string, runDir: string, cwd: string): boolean {
  const real = (place: string) => (existsSync(place) ? realpathSync(place) : place)
  const home = real(homedir())
  const shared = parents(real(runDir)).filter((folder) => !liesBelow(folder, home))
  return [real(cwd), ...shared].some((folder) => liesBelow(folder, real(file)))
}

function parents(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [] : [parent, ...parents(parent)]
}
